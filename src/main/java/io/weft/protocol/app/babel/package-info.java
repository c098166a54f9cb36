/**
 * The Babel routing protocol (RFC 8966) on UDP port 6696: the header and all messages with their
 * numbers. Addresses, which messages shorten by earlier ones, and what stands within messages of
 * extensions are not read.
 */
package io.weft.protocol.app.babel;
