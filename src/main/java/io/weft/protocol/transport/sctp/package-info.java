/**
 * SCTP (RFC 9260): the common header, and all chunks of the standard with their parameters and
 * error causes. The data in chunks, which are bundled, repeated and split, are not read.
 */
package io.weft.protocol.transport.sctp;
