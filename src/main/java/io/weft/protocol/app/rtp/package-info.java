/**
 * RTP and RTCP (RFC 3550): the headers of what is said and shown in a call, and the reports about
 * it. Nothing in a packet of RTP proves what it is: it is read where a call's description has
 * announced it, or where the user says so. Reports are known by their lengths.
 */
package io.weft.protocol.app.rtp;
