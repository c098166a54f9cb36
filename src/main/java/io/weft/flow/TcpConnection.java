package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.stream.Reassembler;

/** A TCP connection: its two halves, its handshake, its end, and who reads its streams. */
final class TcpConnection extends FlowState {
  /** With its halves, and with who finds out what is spoken on it. */
  private static final int BYTES = 840;

  final Flow flow;
  TcpHalf client;
  TcpHalf server;
  private final FlowOutput output;
  private final History history = new History();
  private StreamDispatch dispatch;

  /** Null where segments are not analysed, or where there is no room for that. */
  TcpAnalyzer analyzer;

  /** Likewise. */
  TcpMeter meter;

  private long synNanos = TcpRecord.UNKNOWN;
  private long synAckNanos = TcpRecord.UNKNOWN;
  private long ackNanos = TcpRecord.UNKNOWN;
  private int synCount;
  private boolean hasPastSyn;

  /** Null where there is none. */
  SocksHandshake socks;

  /** The ports' next packet begins another stream. */
  boolean isSucceeded;

  /** This stream began so. */
  boolean isSuccessor;

  private int clientOptions;
  private int serverOptions;

  private boolean closeByClient;
  private boolean reset;
  private long closeNanos = TcpRecord.UNKNOWN;
  private boolean clientFin;
  private boolean serverFin;

  // The segment in hand, for streams that end because of it.
  private long packet;
  private long nanos;
  private boolean isFinishing;

  TcpConnection(Flow flow, FlowOutput output) {
    super(BYTES);
    this.flow = flow;
    this.output = output;
    client = newHalf(null);
    server = newHalf(null);
  }

  /** Goes on where the record of the same connection has left. */
  TcpConnection(Flow flow, FlowOutput output, PastConnection past) {
    super(BYTES);
    this.flow = flow;
    this.output = output;
    client = newHalf(past.client());
    server = newHalf(past.server());
    hasPastSyn = !past.isPickedUp();
  }

  private TcpHalf newHalf(PastStream past) {
    int maxWaiting = output.config().maxWaitingBytes();
    if (past == null) {
      return new TcpHalf(this, new Reassembler(output.pages(), maxWaiting));
    }
    TcpHalf half =
        new TcpHalf(this, new Reassembler(output.pages(), maxWaiting, past.next(), past.missing()));
    half.resume(past);
    grow(half.digest == null ? 0 : FlowMemory.DIGEST);
    return half;
  }

  /** Up to where both streams have come in order, gaps included; grows with what is new. */
  long inOrder() {
    return client.stream.next() + server.stream.next();
  }

  Direction directionOf(boolean fromClient) {
    return fromClient ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  private Direction directionOf(TcpHalf half) {
    return directionOf(half == client);
  }

  /** Takes the next segment; {@code options} holds its options where it is a SYN. */
  void onSegment(Segment segment, TcpOptions options) {
    packet = segment.packet;
    nanos = segment.nanos;
    settleRoles(segment);
    TcpHalf own = segment.fromClient ? client : server;
    TcpHalf peer = segment.fromClient ? server : client;
    trackState(segment, own, peer);
    trackHandshake(segment, options);
    if (segment.has(Tcp.ACK) && !segment.has(Tcp.RST)) {
      if (own.state.isInOrder() && peer.state.isInOrder()) {
        peer.noteGap(segment.acknowledgment, history, peer == client);
      }
      peer.giveUpBefore(segment.acknowledgment);
    }
    own.receive(segment);
    trackClose(segment, own == client); // the bytes may have told that the roles are reversed
  }

  /** Takes note of a segment that the other side drops. */
  void onCorrupt(Segment segment) {
    (segment.fromClient ? client : server).onCorrupt(history, segment.fromClient);
  }

  /** Most bytes of payload that the receiver takes in one segment; -1 where it did not say. */
  int largestPayload(boolean fromClient) {
    return SynOptions.maximumSegmentSize(fromClient ? serverOptions : clientOptions);
  }

  /** A SYN that comes late, behind packets that made client and server be guessed, decides. */
  private void settleRoles(Segment segment) {
    if (!segment.has(Tcp.SYN) || !isReversible()) {
      return;
    }
    boolean isAnswer = segment.has(Tcp.ACK);
    if (segment.fromClient == isAnswer && reverseStreams()) {
      segment.fromClient = !segment.fromClient;
    }
    if (segment.fromClient != isAnswer) {
      flow.clientKnownBy = (isAnswer ? ClientEvidence.SYN_ACK : ClientEvidence.SYN).code();
    }
  }

  /** Turns the roles round unless a dissector reads the streams already. */
  boolean reverseStreams() {
    if (dispatch != null && !dispatch.reverse()) {
      return false;
    }
    reverse();
    output.onReversed(flow);
    return true;
  }

  private void trackState(Segment segment, TcpHalf own, TcpHalf peer) {
    own.prepare(segment);
    if (segment.has(Tcp.ACK) && !segment.has(Tcp.RST)) {
      peer.onAcknowledged(segment.acknowledgment);
    }
    history.onFlags(own, segment.fromClient, segment);
    if (segment.window == 0
        && !segment.has(Tcp.RST)
        && peer.state != EndpointState.CLOSED
        && own.state != EndpointState.RESET) {
      own.onZeroWindow(history, segment.fromClient);
    }
    own.advance(segment, history);
    EndpointState.advance(this, own, peer, segment);
  }

  private void trackHandshake(Segment segment, TcpOptions options) {
    if (segment.has(Tcp.SYN)) {
      if (segment.fromClient && !segment.has(Tcp.ACK)) {
        onSyn(segment.nanos, SynOptions.pack(options));
      } else if (segment.isSynAck() && !segment.fromClient && synAckNanos == TcpRecord.UNKNOWN) {
        synAckNanos = segment.nanos;
        serverOptions = SynOptions.pack(options);
      }
    } else if (segment.fromClient
        && ackNanos == TcpRecord.UNKNOWN
        && synAckNanos != TcpRecord.UNKNOWN
        && segment.has(Tcp.ACK)
        && !segment.has(Tcp.RST)) {
      ackNanos = segment.nanos;
    }
  }

  private void onSyn(long at, int options) {
    synCount++;
    if (synAckNanos == TcpRecord.UNKNOWN || synNanos == TcpRecord.UNKNOWN) {
      synNanos = at;
      clientOptions = options;
    }
  }

  /** The flow began with a bare SYN, which was kept in the flow alone until now. */
  void replaySyn(Segment segment, int options) {
    packet = segment.packet;
    nanos = segment.nanos;
    trackState(segment, client, server);
    onSyn(segment.nanos, options);
    client.receive(segment);
  }

  private void trackClose(Segment segment, boolean fromClient) {
    if (segment.has(Tcp.RST)) {
      if (!isClosed()) {
        reset = true;
        closeByClient = fromClient;
        closeNanos = segment.nanos;
      }
    } else if (segment.has(Tcp.FIN)) {
      if (closeNanos == TcpRecord.UNKNOWN) {
        closeNanos = segment.nanos;
        closeByClient = fromClient;
      }
      if (fromClient) {
        clientFin = true;
      } else {
        serverFin = true;
      }
    }
  }

  /** Both sides have said FIN, or one RST. */
  boolean isClosed() {
    return reset || (clientFin && serverFin);
  }

  /** Was no SYN seen of either side, here or in a record before? */
  boolean isPickedUp() {
    return synNanos == TcpRecord.UNKNOWN && synAckNanos == TcpRecord.UNKNOWN && !hasPastSyn;
  }

  /** Did nobody but the client speak, and it nothing but SYNs? */
  boolean isAttempt() {
    return client.state == EndpointState.SYN_SENT
        && server.state == EndpointState.INACTIVE
        && client.seen == History.SYN;
  }

  /** Is a SYN with this number on these ports the beginning of another connection? */
  boolean isOtherSyn(boolean fromClient, int sequence) {
    TcpHalf half = fromClient ? client : server;
    return half.hasBase && half.base != sequence;
  }

  /** May the ends still change roles: was the client only guessed? */
  boolean isReversible() {
    return ClientEvidence.of(flow.clientKnownBy).isGuess();
  }

  /** Turns the roles round. */
  void reverse() {
    TcpHalf half = client;
    client = server;
    server = half;
    flow.swapEnds();
    history.flip();
    if (analyzer != null) {
      analyzer.reverse();
    }
    if (meter != null) {
      meter.reverse();
    }
    int options = clientOptions;
    clientOptions = serverOptions;
    serverOptions = options;
    closeByClient = !closeByClient;
    boolean fin = clientFin;
    clientFin = serverFin;
    serverFin = fin;
  }

  @Override
  void finish(long packet, long nanos) {
    this.packet = packet;
    this.nanos = nanos;
    isFinishing = true;
    client.finish();
    server.finish();
    if (dispatch != null) {
      dispatch.finish();
    }
  }

  @Override
  PastConnection remains() {
    if (meter != null) {
      meter.release();
    }
    return new PastConnection(client, server, analyzer, isPickedUp());
  }

  @Override
  void release() {
    if (meter != null) {
      meter.release();
    }
    if (analyzer != null) {
      analyzer.release();
    }
  }

  // What the halves hand on.

  void onBytes(TcpHalf half, byte[] bytes, int from, int to, long packet, long nanos) {
    Direction direction = directionOf(half);
    output.onBytes(this, half, direction, bytes, from, to, packet, nanos);
    begin();
    if (dispatch != null) {
      dispatch.onBytes(direction, bytes, from, to, packet, nanos);
    }
  }

  private void begin() {
    if (dispatch == null) {
      dispatch = output.newDispatch(this);
    }
  }

  /**
   * May the capture, and not the network, have lost what is missing behind bytes of this time?
   * Whatever came next came until now.
   *
   * @param inOrderNanos 0 where nothing came before the gap
   */
  boolean isCaptureLoss(long inOrderNanos) {
    long from = inOrderNanos == 0 ? flow.firstNanos : inOrderNanos;
    return output.captureLoss().within(from, Math.max(from, flow.lastNanos));
  }

  void onGap(TcpHalf half, long missing) {
    Direction direction = directionOf(half);
    output.onGap(flow, direction, missing);
    begin(); // the first bytes may be the missing ones
    if (dispatch != null) {
      dispatch.onGap(direction, missing, packet, nanos);
    }
  }

  void onRepeat(TcpHalf half, long offset, int length) {
    output.onRepeat(flow, directionOf(half), offset, length, packet, nanos);
  }

  void onRetransmission() {
    output.countRetransmission();
  }

  void onEnd(TcpHalf half, boolean clean) {
    if (dispatch != null) {
      dispatch.onEnd(directionOf(half), clean, packet, nanos);
    }
  }

  void emit(Exchange exchange) {
    add(exchange, output.memory());
    output.onExchange(flow, exchange);
  }

  void name(IpAddress address, String name) {
    output.name(address, name, packet);
  }

  void append(Protocol protocol, byte[] bytes, int from, int to) {
    if (!isFinishing) { // the packet in hand is another flow's
      output.append(packet, protocol, bytes, from, to);
    }
  }

  // The record.

  String connState() {
    return EndpointState.connState(client, server, history.toString());
  }

  String historyText() {
    return history.toString();
  }

  TcpRecord toRecord() {
    boolean hasSyn = synNanos != TcpRecord.UNKNOWN;
    boolean hasSynAck = synAckNanos != TcpRecord.UNKNOWN;
    TcpRecord.Handshake handshake =
        hasSyn || hasSynAck
            ? new TcpRecord.Handshake(
                synNanos,
                synAckNanos,
                ackNanos,
                synCount,
                hasSyn ? SynOptions.unpack(clientOptions) : null,
                hasSynAck ? SynOptions.unpack(serverOptions) : null)
            : null;
    TcpRecord.Close close =
        closeNanos == TcpRecord.UNKNOWN
            ? null
            : new TcpRecord.Close(closeByClient, reset, closeNanos);
    TcpAnalysisRecord analysis = meter == null ? null : meter.toRecord(flow.lastNanos);
    return new TcpRecord(handshake, close, isPickedUp(), analysis);
  }
}
