/**
 * The data channel of CAPWAP (RFC 5415, section 4.3), UDP port 5247. Only the length and the flags
 * of its header are read; they lead to an 802.11 or an Ethernet frame. Keep-alives and fragments
 * are not read further. Of the control channel, UDP port 5246, the records of DTLS are read as
 * those behind UDP are.
 */
package io.weft.protocol.link.capwap;
