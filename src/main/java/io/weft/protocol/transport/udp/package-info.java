/**
 * UDP (RFC 768) and UDP-Lite (RFC 3828): all fields of the header. Who reads the payload is chosen
 * by its content ({@link io.weft.dissect.chain.UdpPayloads}). Bytes between the end by UDP's length
 * and the end by IP's are not read. UDP is the template for new protocols: see {@link
 * io.weft.protocol}.
 */
package io.weft.protocol.transport.udp;
