/**
 * PPP (RFC 1661), with or without HDLC-like framing (RFC 1662). The payload's number is read and
 * looked up among the PPP numbers. Link control, authentication, multilink fragments and compressed
 * payloads are not read.
 */
package io.weft.protocol.link.ppp;
