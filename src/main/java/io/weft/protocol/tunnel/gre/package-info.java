/**
 * GRE (RFC 2784 with key and sequence of RFC 2890, and its older form with routing, RFC 1701), also
 * as PPTP has it (RFC 2637) and, with an Ethernet frame, MikroTik's EoIP. Flags, key, sequence and
 * acknowledgment are read; the type leads to the ethertype table, ERSPAN's among them. The checksum
 * is not verified, and routing entries are skipped.
 */
package io.weft.protocol.tunnel.gre;
