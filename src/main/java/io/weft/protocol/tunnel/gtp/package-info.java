/**
 * GTP-U version 1, the user plane of mobile networks (3GPP TS 29.281), UDP port 2152. Message type
 * and tunnel are read. A user's packet leads to IPv4 or IPv6 by its first half byte; extension
 * headers are skipped, and the information elements of other messages, the control plane and GTP'
 * are not read.
 */
package io.weft.protocol.tunnel.gtp;
