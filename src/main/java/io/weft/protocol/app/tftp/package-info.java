/**
 * TFTP (RFC 1350, options by RFC 2347) on UDP: the fields of each kind of packet. A request with
 * its first answer from the same port is an exchange. Servers usually answer from another port: a
 * request announces that flow, whose packets are read as those of the transfer.
 */
package io.weft.protocol.app.tftp;
