/**
 * Provider backbone bridging, also called MAC-in-MAC (IEEE 802.1Q, clause 9.7, once 802.1ah). The
 * service identifier and the customer's addresses are read; the payload is found as that of an
 * Ethernet frame. Priority and the other bits of the tag are skipped.
 */
package io.weft.protocol.link.pbb;
