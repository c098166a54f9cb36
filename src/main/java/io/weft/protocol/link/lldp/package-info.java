/**
 * Link layer discovery (IEEE 802.1AB): all elements of the standard, and the common ones of IEEE
 * 802.1 (with data center bridging), IEEE 802.3 and LLDP-MED.
 */
package io.weft.protocol.link.lldp;
