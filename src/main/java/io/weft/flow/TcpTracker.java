package io.weft.flow;

import io.weft.dissect.Packet;
import io.weft.protocol.transport.Tcp;
import io.weft.protocol.transport.TcpAnalysis;
import io.weft.protocol.transport.TcpOptions;
import io.weft.protocol.transport.TcpVerdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the connection of each TCP segment: which are new, which go on, which port numbers are used
 * again.
 */
final class TcpTracker {
  private final FlowRegister register;
  private final FlowOutput output;
  private final LikelyServerPorts serverPorts;
  private final Tcp tcp = new Tcp();
  private final TcpOptions options = new TcpOptions();
  private final Segment segment = new Segment();
  private final Segment first = new Segment();
  private final TcpOptions firstOptions = new TcpOptions();
  private final TcpAnalysis replayed = new TcpAnalysis();
  private final Envelope envelope = new Envelope();
  private final boolean analysis;
  private final List<TcpAnalysis> results = new ArrayList<>();
  private int resultsUsed;

  /**
   * @param analysis is each segment to be analysed, and the result to be left with its layer?
   */
  TcpTracker(
      FlowRegister register, FlowOutput output, LikelyServerPorts serverPorts, boolean analysis) {
    this.register = register;
    this.output = output;
    this.serverPorts = serverPorts;
    this.analysis = analysis;
  }

  /** Begins a new packet: what was left with the last one's layers may be used again. */
  void onPacket() {
    resultsUsed = 0;
  }

  /** A result for a layer of the packet in hand: a tunnelled packet may have several. */
  private TcpAnalysis attach(Packet packet, int layer) {
    if (resultsUsed == results.size()) {
      results.add(new TcpAnalysis());
    }
    TcpAnalysis result = results.get(resultsUsed++);
    packet.attach(layer, result);
    return result;
  }

  /**
   * @param key with the addresses filled in
   * @param parent the flow in whose packets this one travels, or null
   */
  Flow onSegment(Packet packet, int layer, FlowKey key, Flow parent) {
    read(packet, layer, key);
    Flow flow = register.find(key, packet.timeNanos());
    if (flow == null) {
      return begin(packet, layer, key, parent, null, false);
    }
    boolean fromClient = key.isFromClient(flow);
    if (segment.isBareSyn() && isOtherConnection(flow, fromClient)) {
      register.end(flow);
      return begin(packet, layer, key, parent, null, true);
    }
    if (flow.has(Flow.QUOTED | Flow.RECORDED)) {
      return begin(packet, layer, key, parent, flow, false);
    }
    segment.fromClient = fromClient;
    goOn(flow, packet, layer);
    return flow;
  }

  private void read(Packet packet, int layer, FlowKey key) {
    packet.bindLayer(tcp, layer);
    key.ipProtocol = IpProtocols.TCP;
    key.sourcePort = tcp.sourcePort();
    key.destinationPort = tcp.destinationPort();
    segment.flags = tcp.flags();
    segment.sequence = tcp.sequence();
    segment.acknowledgment = tcp.acknowledgment();
    segment.window = tcp.window();
    segment.length = Math.max(0, tcp.payloadLength());
    segment.bytes = tcp.bytes();
    segment.from = tcp.payloadStart();
    segment.to = tcp.limit();
    segment.packet = packet.number();
    segment.nanos = packet.timeNanos();
    segment.copy = false;
    if (analysis || segment.has(Tcp.SYN)) {
      options.read(tcp);
    }
  }

  /** A SYN with another number on known ports is another connection (RFC 9293, section 3.6.1). */
  private boolean isOtherConnection(Flow flow, boolean fromClient) {
    if (flow.has(Flow.QUOTED)) {
      return false;
    }
    if (flow.state == null) {
      return fromClient && flow.firstSequence != segment.sequence;
    }
    return flow.state instanceof PastConnection past
        ? past.isOtherSyn(fromClient, segment.sequence)
        : ((TcpConnection) flow.state).isOtherSyn(fromClient, segment.sequence);
  }

  /**
   * @param before the flow that had the number already, but whose record has left, or that had no
   *     packet yet; or null
   * @param isReused were the ports another connection's?
   */
  private Flow begin(
      Packet packet, int layer, FlowKey key, Flow parent, Flow before, boolean isReused) {
    Flow flow = register.begin(key, packet, segment.length, parent, before);
    if (flow.has(Flow.CONTINUED)) {
      resume(flow, before, packet, layer, key);
      return flow;
    }
    segment.fromClient = true;
    if (segment.isBareSyn()) {
      flow.clientKnownBy = ClientEvidence.SYN.code();
      flow.firstSequence = segment.sequence;
      flow.firstOptions = SynOptions.pack(options);
      if (segment.length == 0 && !segment.has(Tcp.FIN) && !segment.has(Tcp.RST)) {
        flow.firstPayloadOrWindow = segment.window;
        register.open(flow, IdleLists.ATTEMPT); // all that is known of it fits into the flow
        if (analysis) {
          analyse(new TcpAnalyzer(), flow, packet, layer, isReused);
        }
        return flow; // what is to be told of it can be worked out from the flow
      }
    }
    TcpConnection connection = new TcpConnection(flow, output);
    flow.state = connection;
    if (isFromServer(key, flow)) {
      connection.reverse();
      segment.fromClient = false;
    }
    if (analysis) {
      connection.analyzer = new TcpAnalyzer();
    }
    take(connection, packet, layer, isReused);
    return flow;
  }

  /**
   * The record of the connection has left, but here it is again: who is client stays as it was, and
   * streams and analysis go on where they were.
   */
  private void resume(Flow flow, Flow before, Packet packet, int layer, FlowKey key) {
    segment.fromClient = key.isFromClient(before);
    if (!segment.fromClient) {
      flow.swapEnds();
    }
    flow.clientKnownBy = before.clientKnownBy;
    TcpConnection connection = new TcpConnection(flow, output, pastOf(before));
    flow.state = connection;
    take(connection, packet, layer, false);
  }

  /** What is known of the connection of a flow whose record has left. */
  private PastConnection pastOf(Flow flow) {
    if (flow.state instanceof PastConnection past) {
      return past;
    }
    TcpConnection attempt = new TcpConnection(flow, output);
    fillFirst(flow);
    replayFirst(flow, attempt);
    return attempt.past();
  }

  /** Takes up a connection with its first packet. */
  private void take(TcpConnection connection, Packet packet, int layer, boolean isReused) {
    register.open(connection.flow, IdleLists.OPEN);
    if (analysis) {
      connection.meter = new TcpMeter();
      analyse(connection, packet, layer, isReused);
    }
    connection.onSegment(segment, options);
    register.touch(connection.flow, listOf(connection));
  }

  private void analyse(TcpConnection connection, Packet packet, int layer, boolean isReused) {
    TcpAnalysis result = analyse(connection.analyzer, connection.flow, packet, layer, isReused);
    envelope.read(packet, layer);
    connection.meter.onSegment(segment, options, envelope, result);
    segment.copy = result.verdict.has(TcpVerdict.DUPLICATE);
  }

  private TcpAnalysis analyse(
      TcpAnalyzer analyzer, Flow flow, Packet packet, int layer, boolean isReused) {
    TcpAnalysis result = attach(packet, layer);
    result.stream = flow.stream();
    analyzer.onSegment(segment, options, isReused, result);
    return result;
  }

  /** Does the first packet seen come from the server? Zeek's rule where no SYN tells. */
  private boolean isFromServer(FlowKey key, Flow flow) {
    if (segment.isBareSyn()) {
      return false;
    }
    if (segment.isSynAck()) {
      flow.clientKnownBy = ClientEvidence.SYN_ACK.code();
      return true;
    }
    boolean isSourceLikely = serverPorts.tcp(key.sourcePort);
    boolean isDestinationLikely = serverPorts.tcp(key.destinationPort);
    if (isSourceLikely || isDestinationLikely) {
      flow.clientKnownBy = ClientEvidence.SERVER_PORT.code();
    }
    return isSourceLikely && (!isDestinationLikely || key.sourcePort < key.destinationPort);
  }

  private void goOn(Flow flow, Packet packet, int layer) {
    TcpConnection connection = (TcpConnection) flow.state;
    if (connection == null) {
      fillFirst(flow);
      flow.firstPayloadOrWindow = 0;
      connection = new TcpConnection(flow, output);
      flow.state = connection;
      register.onConnection();
      replayFirst(flow, connection);
    }
    register.count(flow, segment.fromClient, packet, segment.length);
    if (analysis) {
      analyse(connection, packet, layer, false);
    }
    connection.onSegment(segment, options);
    register.touch(flow, listOf(connection));
  }

  /** Gives a connection made late the SYN that its flow began with. */
  private void replayFirst(Flow flow, TcpConnection connection) {
    connection.replaySyn(first, flow.firstOptions);
    if (analysis) {
      connection.analyzer = new TcpAnalyzer();
      connection.analyzer.onSegment(first, firstOptions, false, replayed);
      connection.meter = new TcpMeter();
      connection.meter.onFirstSyn(first, replayed);
    }
  }

  private void fillFirst(Flow flow) {
    flow.writeSyn(first);
    SynOptions.restore(flow.firstOptions, firstOptions);
  }

  private static int listOf(TcpConnection connection) {
    if (connection.isClosed()) {
      return IdleLists.LINGERING;
    }
    return connection.isAttempt() ? IdleLists.RETRIED : IdleLists.OPEN;
  }

  /**
   * Makes sure that the connection of a header quoted in an error message has its number.
   *
   * @param isWhole is more quoted than ports and sequence number? Less makes no new number
   * @return the flow, or null
   */
  Flow onQuoted(Packet packet, int layer, FlowKey key, boolean isWhole) {
    read(packet, layer, key);
    Flow flow = register.find(key, packet.timeNanos());
    if (!isWhole) {
      return flow;
    }
    if (flow == null) {
      flow = register.openQuoted(register.begin(key, packet, 0, null, null), IdleLists.ATTEMPT);
    }
    if (analysis) {
      TcpAnalysis result = attach(packet, layer);
      result.quote(flow.stream());
      result.relativeSequence = segment.sequence;
      result.relativeAcknowledgment = segment.acknowledgment;
      result.window = segment.window;
      result.sinceFirstNanos = segment.nanos - flow.firstNanos;
      result.sincePreviousNanos = segment.nanos - flow.lastNanos;
    }
    return flow;
  }
}
