/**
 * GTP-U version 1, the user plane of mobile networks (3GPP TS 29.281), UDP port 2152. All fields of
 * the header are read, of extension headers those of PDU sessions, PDCP numbers and ports. A user's
 * packet leads to IPv4 or IPv6 by its first half byte; the information elements of other messages,
 * the control plane and GTP' are not read.
 */
package io.weft.protocol.tunnel.gtp;
