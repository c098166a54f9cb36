/**
 * VLAN tags (IEEE 802.1Q, clause 9.6), a customer's and a provider's (802.1ad), each a layer. All
 * fields are read; the payload is found as that of an Ethernet frame.
 */
package io.weft.protocol.link.vlan;
