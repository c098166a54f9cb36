/**
 * The routing information protocols for IPv4 (RFC 1058, RFC 2453, with authentication: RFC 4822),
 * UDP port 520, and for IPv6 (RFC 2080), port 521: all fields, each entry a record.
 */
package io.weft.protocol.app.rip;
