/**
 * SCTP (RFC 9260): ports, verification tag and checksum of the common header. Chunks, and with them
 * the payload, are not read.
 */
package io.weft.protocol.transport.sctp;
