/**
 * UDP (RFC 768) and UDP-Lite (RFC 3828): all fields of the header. The destination port leads to
 * the payload, or else the source port. Bytes between the end by UDP's length and the end by IP's
 * are not read. UDP is the template for new protocols: see {@link io.weft.protocol}.
 */
package io.weft.protocol.transport.udp;
