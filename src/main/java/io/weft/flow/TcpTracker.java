package io.weft.flow;

import io.weft.dissect.ChecksumStatus;
import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.tcp.TcpVerdict;
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
  private long unanalyzed;

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
    result.checksum = ChecksumStatus.of(packet, layer);
    output.attach(layer, result);
    return result;
  }

  /**
   * @param key with the addresses filled in
   * @param parent the flow in whose packets this one travels, or null
   * @param checksum what verifying the packet's checksums gave
   */
  Flow onSegment(Packet packet, int layer, FlowKey key, Flow parent, Checksums.Verdict checksum) {
    read(packet, layer, key);
    Flow known = register.find(key, packet.timeNanos());
    if (checksum == Checksums.Verdict.FINE) {
      return follow(known, packet, layer, key, parent);
    }
    segment.isCorrupt = isCorrupt(checksum, known, key);
    ChecksumStatus status = ChecksumStatus.of(packet, layer);
    if (!segment.isCorrupt && status != null) {
      status.leftToCard = status.value == ChecksumStatus.BAD;
    }
    Flow flow = follow(known, packet, layer, key, parent);
    register.countChecksum(flow, key.isFromClient(flow), segment.isCorrupt);
    return flow;
  }

  /**
   * A segment larger than the receiver takes never was on the wire: it is still to be cut into such
   * as are, and each gets its own checksum then. Where the size is not known, frames' own decides.
   */
  private boolean isCorrupt(Checksums.Verdict checksum, Flow known, FlowKey key) {
    if (checksum == Checksums.Verdict.WRONG || checksum == Checksums.Verdict.LARGE) {
      int largest = largestPayload(known, key);
      return largest > 0 ? segment.length <= largest : checksum == Checksums.Verdict.WRONG;
    }
    return checksum == Checksums.Verdict.WRONG_HEADER;
  }

  private static int largestPayload(Flow known, FlowKey key) {
    if (known == null || known.has(Flow.QUOTED)) {
      return -1;
    }
    boolean fromClient = key.isFromClient(known);
    if (known.state instanceof TcpConnection connection) {
      return connection.largestPayload(fromClient);
    }
    return known.state == null && !fromClient
        ? SynOptions.maximumSegmentSize(known.firstOptions)
        : -1;
  }

  private Flow follow(Flow flow, Packet packet, int layer, FlowKey key, Flow parent) {
    if (flow == null) {
      return begin(packet, layer, key, parent, null, false);
    }
    boolean fromClient = key.isFromClient(flow);
    if (segment.isBareSyn() && !segment.isCorrupt && isOtherConnection(flow, fromClient)) {
      register.end(flow);
      return begin(packet, layer, key, parent, null, true);
    }
    if (flow.has(Flow.QUOTED | Flow.RECORDED)) {
      return begin(packet, layer, key, parent, flow, false);
    }
    if (flow.state instanceof TcpConnection connection && connection.isSucceeded) {
      return succeed(flow, packet, layer, key, parent);
    }
    segment.fromClient = fromClient;
    goOn(flow, packet, layer);
    return flow;
  }

  private void read(Packet packet, int layer, FlowKey key) {
    packet.bindLayer(tcp, layer);
    key.ipProtocol = IpProtocol.TCP;
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
    segment.isBroken = tcp.isHeaderTooLong();
    segment.isCorrupt = false;
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
    if (before != null && before.has(Flow.RECORDED) && !before.has(Flow.QUOTED)) {
      return resume(before, packet, layer, key, parent);
    }
    Flow flow = register.begin(key, packet, segment.length, parent, before);
    segment.fromClient = true;
    if (segment.isBareSyn() && !segment.isCorrupt) {
      flow.clientKnownBy = ClientEvidence.SYN.code();
      flow.firstSequence = segment.sequence;
      flow.firstOptions = SynOptions.pack(options);
      if (segment.length == 0 && !segment.has(Tcp.FIN) && !segment.has(Tcp.RST)) {
        flow.firstPayloadOrWindow = segment.window;
        register.open(flow, IdleLists.ATTEMPT); // all that is known of it fits into the flow
        if (analysis) {
          analyse(new TcpAnalyzer(output.analysisRoom()), flow, packet, layer, isReused);
        }
        return flow; // what is to be told of it can be worked out from the flow
      }
    }
    TcpConnection connection = new TcpConnection(flow, output);
    if (isFromServer(key, flow)) {
      connection.reverse();
      segment.fromClient = false;
    }
    take(connection, newAnalyzer(), packet, layer, isReused);
    return flow;
  }

  /**
   * The record of the connection has left, but here it is again: who is client stays as it was, and
   * streams and analysis go on where they were.
   */
  private Flow resume(Flow before, Packet packet, int layer, FlowKey key, Flow parent) {
    PastConnection past = pastOf(before);
    TcpAnalyzer analyzer = past.takeAnalyzer(); // it must outlive the flow that ends here
    if (analyzer == null) {
      analyzer = newAnalyzer();
    }
    Flow flow = register.begin(key, packet, segment.length, parent, before);
    keepRoles(flow, before, key);
    take(new TcpConnection(flow, output, past), analyzer, packet, layer, false);
    return flow;
  }

  /** Wireshark gives what comes now another stream number, as if it had met the ends just here. */
  private Flow succeed(Flow before, Packet packet, int layer, FlowKey key, Flow parent) {
    register.end(before);
    Flow flow = register.begin(key, packet, segment.length, parent, null);
    keepRoles(flow, before, key);
    TcpConnection connection = new TcpConnection(flow, output);
    connection.isSuccessor = true;
    take(connection, newAnalyzer(), packet, layer, false);
    return flow;
  }

  private TcpAnalyzer newAnalyzer() {
    return analysis ? TcpAnalyzer.in(output.analysisRoom()) : null;
  }

  /** Gives a connection the means of its analysis, as far as there is room. */
  private void equip(TcpConnection connection, TcpAnalyzer analyzer) {
    connection.analyzer = analyzer;
    connection.meter = analyzer == null ? null : TcpMeter.in(output.analysisRoom());
    if (analysis && connection.meter == null) {
      unanalyzed++;
    }
  }

  /** Connections that found no room for their analysis. */
  long unanalyzed() {
    return unanalyzed;
  }

  private void keepRoles(Flow flow, Flow before, FlowKey key) {
    segment.fromClient = key.isFromClient(before);
    if (!segment.fromClient) {
      flow.swapEnds();
    }
    flow.clientKnownBy = before.clientKnownBy;
  }

  /** What is known of the connection of a flow whose record has left. */
  private PastConnection pastOf(Flow flow) {
    if (flow.state instanceof PastConnection past) {
      return past;
    }
    TcpConnection attempt = new TcpConnection(flow, output);
    fillFirst(flow);
    replayFirst(flow, attempt);
    return attempt.remains();
  }

  /**
   * Takes up a connection with its first packet.
   *
   * @param analyzer null where segments are not analysed
   */
  private void take(
      TcpConnection connection, TcpAnalyzer analyzer, Packet packet, int layer, boolean isReused) {
    connection.flow.state = connection;
    register.open(connection.flow, IdleLists.OPEN);
    equip(connection, analyzer);
    go(connection, packet, layer, isReused);
  }

  private void go(TcpConnection connection, Packet packet, int layer, boolean isReused) {
    if (segment.isCorrupt) {
      passBy(connection.flow, packet, layer);
      connection.onCorrupt(segment);
    } else {
      analyse(connection, packet, layer, isReused);
      boolean isSocks = segment.length > 0 && isSocks();
      long before = isSocks ? connection.inOrder() : 0;
      connection.onSegment(segment, options);
      if (isSocks && connection.inOrder() > before) {
        followSocks(connection);
      }
      if (segment.length == VncVersion.LENGTH && !connection.isSuccessor) {
        connection.isSucceeded = isVncElsewhere();
      }
    }
    register.touch(connection.flow, listOf(connection));
  }

  private void analyse(TcpConnection connection, Packet packet, int layer, boolean isReused) {
    if (connection.analyzer == null) {
      return;
    }
    TcpAnalysis result = analyse(connection.analyzer, connection.flow, packet, layer, isReused);
    if (segment.isBroken || connection.meter == null) {
      return;
    }
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
    if (segment.isBareSyn() && !segment.isCorrupt) {
      return false;
    }
    if (segment.isSynAck() && !segment.isCorrupt) {
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
      register.change(flow, connection);
      replayFirst(flow, connection);
      equip(connection, connection.analyzer);
      if (connection.meter != null) {
        connection.meter.onFirstSyn(first, replayed);
      }
    }
    register.count(flow, segment.fromClient, packet, segment.length);
    go(connection, packet, layer, false);
  }

  /**
   * Does Wireshark's dissector of VNC know the segment by its content alone? It then begins another
   * conversation of its own on the same ports, with another number; not so on VNC's ports, nor
   * where the port's protocol is looked for first.
   */
  private boolean isVncElsewhere() {
    int source = tcp.sourcePort();
    int destination = tcp.destinationPort();
    return VncVersion.matches(segment.bytes, segment.from, segment.to)
        && !VncVersion.isPort(source)
        && !VncVersion.isPort(destination)
        && !serverPorts.tcp(source)
        && !serverPorts.tcp(destination);
  }

  /** Is it SOCKS for Wireshark, which goes by the port, the lower one first? */
  private boolean isSocks() {
    int source = tcp.sourcePort();
    int destination = tcp.destinationPort();
    int other = source == SocksHandshake.PORT ? destination : source;
    return (source == SocksHandshake.PORT || destination == SocksHandshake.PORT)
        && !(other < SocksHandshake.PORT && serverPorts.tcp(other));
  }

  /**
   * Behind the handshake Wireshark takes what is said for another conversation, between the client
   * and the port that it asked for: that gets a number, though no packet has it.
   */
  private void followSocks(TcpConnection connection) {
    if (connection.socks == null) {
      connection.socks = new SocksHandshake();
    }
    if (segment.to > segment.from
        && connection.socks.take(tcp.destinationPort(), segment.bytes, segment.from, segment.to)) {
      register.passNumber(connection.flow, SocksHandshake.PORT, connection.socks.port());
    }
  }

  /** Gives a connection made late the SYN that its flow began with. */
  private void replayFirst(Flow flow, TcpConnection connection) {
    connection.replaySyn(first, flow.firstOptions);
    connection.analyzer = newAnalyzer();
    if (connection.analyzer != null) {
      connection.analyzer.onSegment(first, firstOptions, false, replayed);
      FlowNotes notes = flow.notesIfAny();
      if (notes != null && notes.icmp != null) {
        connection.analyzer.passed(notes.icmp.nanos());
      }
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
    segment.fromClient = key.isFromClient(flow);
    passBy(flow, packet, layer);
    return flow;
  }

  /** Leaves with a header that is not analysed what can be said of it all the same. */
  private void passBy(Flow flow, Packet packet, int layer) {
    if (!analysis) {
      return;
    }
    TcpAnalysis result = attach(packet, layer);
    result.stream = flow.stream();
    if (flow.state instanceof TcpConnection connection && connection.analyzer != null) {
      connection.analyzer.quote(segment, result);
    } else {
      segment.quote(result);
      result.sinceFirstNanos = segment.nanos - flow.firstNanos;
      result.sincePreviousNanos = segment.nanos - flow.lastNanos;
    }
  }
}
