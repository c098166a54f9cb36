/**
 * GTP, the tunnels of mobile networks: the user plane (3GPP TS 29.281, UDP port 2152) and the
 * control plane of versions 1 (3GPP TS 29.060) and 2 (3GPP TS 29.274), UDP port 2123. All fields of
 * headers are read, of extension headers those of PDU sessions, PDCP numbers and ports, of control
 * messages the information elements that set tunnels up. A user's packet leads to IPv4 or IPv6 by
 * its first half byte. Version 0 and the charging protocol, GTP', are not read.
 */
package io.weft.protocol.tunnel.gtp;
