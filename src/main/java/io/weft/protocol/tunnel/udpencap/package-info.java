/**
 * IPsec through address translators (RFC 3948), UDP port 4500. A marker of four zero bytes tells
 * key exchange from ESP. Keep-alives are a layer with nothing behind it.
 */
package io.weft.protocol.tunnel.udpencap;
