/**
 * IPsec through address translators (RFC 3948), UDP port 4500. A marker of four zero bytes tells
 * key exchange, which stays unread, from ESP, which is read on. Keep-alives are a layer with
 * nothing behind it.
 */
package io.weft.protocol.tunnel.udpencap;
