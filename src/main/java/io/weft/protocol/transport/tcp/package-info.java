/**
 * TCP (RFC 9293): all fields of the header, and of its options the segment size, window scale (RFC
 * 7323), timestamps, selective acknowledgments (RFC 2018) and fast open (RFC 7413). The payload
 * belongs to the connection's stream, which {@code io.weft.flow.tcp} puts in order for a {@link
 * io.weft.dissect.StreamDissector}. What that stage says of a segment is held by {@link
 * io.weft.protocol.transport.tcp.TcpAnalysis}, in Wireshark's terms, and {@link
 * io.weft.protocol.transport.tcp.TcpVerdict}, in Weft's. Other options, such as multipath and
 * authentication, are skipped.
 */
package io.weft.protocol.transport.tcp;
