/**
 * The face of Weft as a library: {@link io.weft.analysis.Analyzer} takes a source of packets
 * ({@link io.weft.capture.open.Captures} opens files), a chain of dissectors ({@link
 * io.weft.protocol.StandardProtocols#chain}) and listeners, and runs a capture through them.
 *
 * <ul>
 *   <li>A {@link io.weft.analysis.PacketListener} hears of every packet, when it has been dissected
 *       and its flows have been tracked; {@link io.weft.analysis.Snapshots} is one, for those who
 *       want to know again and again how the flows stand.
 *   <li>A {@link io.weft.flow.FlowListener} hears of flows: that they begin and end, the ordered
 *       bytes of their streams, the gaps in these, the exchanges of applications.
 *   <li>{@link io.weft.flow.OpenFlows} answers questions about the flows that are open.
 * </ul>
 *
 * All of it happens in the thread that calls {@link io.weft.analysis.Analyzer#run}. Whatever a
 * listener is handed by reference (a packet, an array of bytes) is valid during the call alone;
 * records may be kept.
 */
package io.weft.analysis;
