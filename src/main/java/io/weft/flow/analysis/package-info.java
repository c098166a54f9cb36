/**
 * What can be said of each TCP segment beyond its place in the stream: Wireshark's {@code
 * tcp.analysis} in {@link io.weft.flow.analysis.TcpAnalyzer}, and Weft's own judgement of loss,
 * retransmission and delay in {@link io.weft.flow.analysis.TcpMeter}. Runs only where it is asked
 * for.
 */
package io.weft.flow.analysis;
