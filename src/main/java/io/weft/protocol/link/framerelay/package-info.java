/**
 * Frame relay (ITU-T Q.922) with the encapsulation of RFC 2427 or Cisco's own. The circuit's number
 * is read of addresses of two bytes; the payload is found by its NLPID, by SNAP, or with Cisco by
 * its ethertype. Signalling (Q.933) and fragments are not read.
 */
package io.weft.protocol.link.framerelay;
