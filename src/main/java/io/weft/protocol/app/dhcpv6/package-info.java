/**
 * DHCPv6 (RFC 8415 and the options of IANA's registry): messages of clients, servers and relays,
 * with a record for each option. Options within options, and those of a relayed message, follow the
 * one that holds them.
 */
package io.weft.protocol.app.dhcpv6;
