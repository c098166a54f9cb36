/**
 * MPLS (RFC 3032): all entries of a label stack are one layer. Labels do not say what they carry,
 * so the bytes behind the stack decide (RFC 4928): IPv4, IPv6, or Ethernet with or without a
 * control word (RFC 4448). Labels with a meaning of their own and other pseudowires are not
 * interpreted.
 */
package io.weft.protocol.link.mpls;
