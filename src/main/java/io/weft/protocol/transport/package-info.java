/**
 * What transport protocols share: the info column of headers that begin with two ports ({@link
 * io.weft.protocol.transport.PortsText}), used by UDP, UDP-Lite, SCTP and DCCP, and the first
 * numbers of a conversation's sides ({@link io.weft.protocol.transport.FirstNumbers}), from which
 * SCTP and DCCP count.
 */
package io.weft.protocol.transport;
