/**
 * SDP (RFC 8866) as SIP carries it: the description of a session's media, which tells where their
 * packets will come from and go to.
 */
package io.weft.protocol.app.sip.sdp;
