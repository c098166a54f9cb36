/**
 * PPP (RFC 1661), with or without HDLC-like framing (RFC 1662), with its control protocols: link
 * control, that of IPv4 (RFC 1332) and of IPv6 (RFC 5072), and authentication by password (RFC
 * 1334) and by challenge (RFC 1994). The payload's number is looked up among the PPP numbers.
 * Multilink fragments and compressed payloads are not read.
 */
package io.weft.protocol.link.ppp;
