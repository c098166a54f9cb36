/**
 * Ethernet (IEEE 802.3, clause 3): both addresses, and the field that is a type or a length. A type
 * leads to the ethertype table, a length bounds the payload and leads to LLC. The frame check
 * sequence is not read.
 */
package io.weft.protocol.link.ethernet;
