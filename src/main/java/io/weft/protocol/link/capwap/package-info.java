/**
 * The data channel of CAPWAP (RFC 5415, section 4.3), UDP port 5247. Only the length and the flags
 * of its header are read; they lead to an 802.11 or an Ethernet frame. The control channel,
 * messages encrypted by DTLS, keep-alives and fragments are not read further.
 */
package io.weft.protocol.link.capwap;
