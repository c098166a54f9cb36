/**
 * The spanning tree of bridges (IEEE 802.1D), rapid and multiple (IEEE 802.1Q), and Cisco's for
 * each VLAN. All fields of a message are read, of the multiple tree also those of its instances.
 */
package io.weft.protocol.link.stp;
