/**
 * What transport protocols share: the info column of headers that begin with two ports ({@link
 * io.weft.protocol.transport.PortsText}), used by UDP, UDP-Lite, SCTP and DCCP.
 */
package io.weft.protocol.transport;
