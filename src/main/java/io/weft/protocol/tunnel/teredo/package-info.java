/**
 * Teredo, IPv6 over UDP through address translators (RFC 4380), UDP port 3544. The fields are those
 * of the indications for authentication and origin; the first half byte behind them leads to IP.
 */
package io.weft.protocol.tunnel.teredo;
