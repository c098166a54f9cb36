/**
 * TFTP (RFC 1350, options by RFC 2347) on UDP: the fields of each kind of packet. A request with
 * its first answer from the same port is an exchange. Servers usually answer from another port;
 * that flow is not known to be of TFTP.
 */
package io.weft.protocol.app.tftp;
