/**
 * Provider backbone bridging, also called MAC-in-MAC (IEEE 802.1Q, clause 9.7, once 802.1ah). All
 * fields of the tag are read; the payload is found as that of an Ethernet frame.
 */
package io.weft.protocol.link.pbb;
