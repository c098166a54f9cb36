/**
 * The name and the datagram service of NetBIOS over TCP/IP (RFC 1001, RFC 1002): messages whose
 * names are written in letters from A to P, those of the name service in the form of DNS. Of what
 * datagrams carry the header of SMB is read.
 */
package io.weft.protocol.app.nbns;
