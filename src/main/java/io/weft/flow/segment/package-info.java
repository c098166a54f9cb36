/**
 * What a packet says about the flow it belongs to, read once and reused for the next packet: the IP
 * header that carries it, the TCP segment, the checksums, and what tells two copies of a packet
 * apart.
 */
package io.weft.flow.segment;
