/**
 * The name service of NetBIOS over TCP/IP (RFC 1001, RFC 1002): messages in the form of DNS, whose
 * names are written in letters from A to P.
 */
package io.weft.protocol.app.nbns;
