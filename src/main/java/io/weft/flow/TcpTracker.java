package io.weft.flow;

import io.weft.dissect.Packet;
import io.weft.protocol.transport.Tcp;
import io.weft.protocol.transport.TcpOptions;

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

  TcpTracker(FlowRegister register, FlowOutput output, LikelyServerPorts serverPorts) {
    this.register = register;
    this.output = output;
    this.serverPorts = serverPorts;
  }

  /**
   * @param key with the addresses filled in
   * @param parent the flow in whose packets this one travels, or null
   */
  Flow onSegment(Packet packet, int layer, FlowKey key, Flow parent) {
    read(packet, layer, key);
    Flow flow = register.find(key, packet.timeNanos());
    long number = -1;
    if (flow != null) {
      boolean fromClient = key.isFromClient(flow);
      if (segment.isBareSyn() && isOtherConnection(flow, fromClient)) {
        register.end(flow);
      } else if (flow.has(Flow.QUOTED | Flow.RECORDED)) {
        number = flow.stream(); // the number is taken already; what is seen now has no record yet
        register.end(flow);
      } else {
        segment.fromClient = fromClient;
        goOn(flow, packet);
        return flow;
      }
    }
    return begin(packet, key, parent, number);
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
    if (segment.has(Tcp.SYN)) {
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
    return ((TcpConnection) flow.state).isOtherSyn(fromClient, segment.sequence);
  }

  private Flow begin(Packet packet, FlowKey key, Flow parent, long number) {
    Flow flow = register.begin(key, packet, segment.length, parent);
    if (number < 0) {
      register.number(flow);
    } else {
      flow.stream = (int) number;
    }
    segment.fromClient = true;
    if (segment.isBareSyn()) {
      flow.clientKnownBy = ClientEvidence.SYN.code();
      flow.firstSequence = segment.sequence;
      flow.firstOptions = SynOptions.pack(options);
      if (segment.length == 0 && !segment.has(Tcp.FIN) && !segment.has(Tcp.RST)) {
        register.open(flow, IdleLists.ATTEMPT); // all that is known of it fits into the flow
        return flow;
      }
    }
    TcpConnection connection = new TcpConnection(flow, output);
    flow.state = connection;
    if (isFromServer(key, flow)) {
      connection.reverse();
      segment.fromClient = false;
    }
    register.open(flow, IdleLists.OPEN);
    connection.onSegment(segment, options);
    register.touch(flow, listOf(connection));
    return flow;
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

  private void goOn(Flow flow, Packet packet) {
    TcpConnection connection = (TcpConnection) flow.state;
    if (connection == null) {
      connection = new TcpConnection(flow, output);
      flow.state = connection;
      register.onConnection();
      replayFirst(flow, connection);
    }
    register.count(flow, segment.fromClient, packet, segment.length);
    connection.onSegment(segment, options);
    register.touch(flow, listOf(connection));
  }

  /** Gives a connection made late the SYN that its flow began with. */
  private void replayFirst(Flow flow, TcpConnection connection) {
    first.fromClient = true;
    first.flags = Tcp.SYN;
    first.sequence = flow.firstSequence;
    first.acknowledgment = 0;
    first.window = 1; // not kept; that it was zero is not worth its place
    first.length = 0;
    first.packet = flow.firstPacket;
    first.nanos = flow.firstNanos;
    connection.replaySyn(first, flow.firstOptions);
  }

  private static int listOf(TcpConnection connection) {
    if (connection.isClosed()) {
      return IdleLists.LINGERING;
    }
    return connection.isAttempt() ? IdleLists.ATTEMPT : IdleLists.OPEN;
  }

  /** Makes sure that the connection of a header quoted in an error message has its number. */
  void onQuoted(Packet packet, int layer, FlowKey key) {
    read(packet, layer, key);
    if (register.find(key, packet.timeNanos()) == null) {
      Flow flow = register.begin(key, packet, 0, null);
      flow.set(Flow.QUOTED);
      register.number(flow);
      register.open(flow, IdleLists.ATTEMPT);
    }
  }
}
