/**
 * DCCP (RFC 4340): ports, type and header length of the generic header. A service code that was
 * agreed on earlier decides who reads the payload, so it stays unread; so do sequence numbers and
 * options.
 */
package io.weft.protocol.transport.dccp;
