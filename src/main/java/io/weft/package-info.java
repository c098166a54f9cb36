/**
 * How a packet travels through Weft, step by step. There is one direction and no way back: each
 * step knows those before it, none knows those behind it.
 *
 * <ol>
 *   <li><b>Reading.</b> {@link io.weft.capture.open.Captures} opens a capture file or a pipe,
 *       {@link io.weft.capture.live.LiveCapture} an interface. Both give a {@link
 *       io.weft.capture.PacketSource}, which fills a {@link io.weft.capture.CapturedPacket}: the
 *       frame's bytes in place, its lengths and its time.
 *   <li><b>Dissecting.</b> {@link io.weft.dissect.Chain} lets one {@link io.weft.dissect.Dissector}
 *       after the other read a header at a {@link io.weft.dissect.Cursor}, and each says who reads
 *       what is behind it. What they find is the table of layers of a {@link
 *       io.weft.dissect.Packet}, which all later steps only read. The protocols stand in {@code
 *       io.weft.protocol}, a package each; {@link io.weft.protocol.StandardProtocols} is the
 *       catalogue.
 *   <li><b>Tracking.</b> {@link io.weft.flow.track.FlowTracker} finds the flow of every IP and
 *       transport layer. {@link io.weft.flow.table.FlowStore} keeps flows and times them out;
 *       {@link io.weft.flow.tcp.TcpTracker} finds TCP connections.
 *   <li><b>Ordering.</b> {@link io.weft.flow.tcp.TcpStream} turns sequence numbers into offsets,
 *       and {@link io.weft.stream.Reassembler} puts the segments in order. {@link
 *       io.weft.flow.analysis.TcpAnalyzer} says of each segment what Wireshark would; the result is
 *       left with the packet's layer, through its {@link io.weft.dissect.Annotations}.
 *   <li><b>Understanding.</b> {@link io.weft.flow.application.StreamSession} finds out what is
 *       spoken and feeds a {@link io.weft.dissect.StreamDissector}, which reports each finished act
 *       as an {@link io.weft.dissect.Exchange}. Datagrams go to a {@link
 *       io.weft.dissect.DatagramDissector}.
 *   <li><b>Telling.</b> When a flow is over it becomes a {@link io.weft.flow.FlowRecord}, and a
 *       {@link io.weft.flow.FlowListener} hears of it. {@link io.weft.analysis.Analyzer} joins all
 *       steps.
 *   <li><b>Writing.</b> {@code io.weft.report} writes records and packets as JSON or text, and
 *       {@code io.weft.cli} is the command line around it: one class a command.
 * </ol>
 *
 * <p>No step makes an object for a packet: packets, views and arrivals are reused, and valid only
 * during a call. What is to be kept is a record.
 */
package io.weft;
