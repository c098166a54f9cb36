/**
 * IP payload compression (RFC 3173). The header is read; what follows is compressed, and is not
 * looked into.
 */
package io.weft.protocol.network.ipcomp;
