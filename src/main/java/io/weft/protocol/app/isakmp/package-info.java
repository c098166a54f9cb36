/**
 * The key exchange of IPsec, versions 1 and 2 (RFC 2408, RFC 7296), on UDP port 500 and behind the
 * marker of port 4500: its header, and the headers of payloads that are not encrypted.
 */
package io.weft.protocol.app.isakmp;
