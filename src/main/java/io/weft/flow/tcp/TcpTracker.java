package io.weft.flow.tcp;

import io.weft.dissect.chain.LikelyServerPorts;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.flow.ClientEvidence;
import io.weft.flow.analysis.TcpAnalyzer;
import io.weft.flow.numbering.WiresharkNumbering;
import io.weft.flow.segment.ChecksumVerifier;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.SynOptions;
import io.weft.flow.table.FlowKey;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.FlowTimeouts;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpOptions;

/**
 * Finds the connection of each TCP segment: which are new, which go on, which port numbers are used
 * again.
 */
public final class TcpTracker {
  private final FlowStore store;
  private final ConnectionMeans means;
  private final LikelyServerPorts serverPorts;
  private final SplitConnections splits;
  private final SegmentReader reader;
  private final Segment segment;
  private final TcpOptions options;
  private final SegmentFollower follower;
  private final AttemptReplay attempts;

  public TcpTracker(FlowStore store, ConnectionMeans means, LikelyServerPorts serverPorts) {
    this.store = store;
    this.means = means;
    this.serverPorts = serverPorts;
    splits = new SplitConnections(store);
    reader = new SegmentReader(means.isAnalysed());
    segment = reader.segment();
    options = reader.options();
    follower = new SegmentFollower(store, means, reader, new WiresharkNumbering(serverPorts));
    attempts = new AttemptReplay(store, means, segment);
  }

  /**
   * Begins a new packet: the analysis results that were attached to the layers of the last packet
   * are used again.
   */
  public void onPacket() {
    follower.onPacket();
  }

  /**
   * Takes the next segment.
   *
   * @param checksum what verifying the packet's checksums gave
   * @return the segment's flow
   */
  public TrackedFlow onSegment(FlowLayer at, ChecksumVerifier.Outcome checksum) {
    reader.read(at);
    TrackedFlow known = splits.choose(store.find(at), at, segment);
    if (checksum == ChecksumVerifier.Outcome.FINE) {
      return follow(known, at);
    }
    segment.corrupt(isCorrupt(checksum, known, at));
    ChecksumStatus status = ChecksumStatus.of(at.packet(), at.index());
    if (!segment.isCorrupt() && status != null) {
      status.set(status.value(), status.value() == ChecksumStatus.BAD);
    }
    TrackedFlow flow = follow(known, at);
    store.countChecksum(flow, at.isFromFirst(flow), segment.isCorrupt());
    return flow;
  }

  /**
   * Is the segment damaged? A segment larger than the receiver takes never was on the wire: the
   * network card still cuts it into smaller ones and gives each a checksum of its own. Where the
   * largest segment is not known, the size of the frame decides.
   */
  private boolean isCorrupt(ChecksumVerifier.Outcome checksum, TrackedFlow known, FlowLayer at) {
    if (checksum == ChecksumVerifier.Outcome.WRONG || checksum == ChecksumVerifier.Outcome.LARGE) {
      int largest = largestPayload(known, at);
      return largest > 0 ? segment.length() <= largest : checksum == ChecksumVerifier.Outcome.WRONG;
    }
    return checksum == ChecksumVerifier.Outcome.WRONG_HEADER;
  }

  private static int largestPayload(TrackedFlow known, FlowLayer at) {
    if (known == null || known.has(TrackedFlow.QUOTED)) {
      return -1;
    }
    boolean fromFirst = at.isFromFirst(known);
    if (known.state() instanceof TcpConnection connection) {
      return connection.largestPayload(fromFirst);
    }
    return known.state() == null && !fromFirst
        ? SynOptions.maximumSegmentSize(known.synOptions())
        : -1;
  }

  private TrackedFlow follow(TrackedFlow flow, FlowLayer at) {
    if (flow == null) {
      return begin(at, null, false);
    }
    boolean fromFirst = at.isFromFirst(flow);
    if (segment.isBareSyn() && !segment.isCorrupt()) {
      if (!isOtherConnection(flow, fromFirst)) {
        if (splits.isOtherStream(flow)) {
          store.passNumber(flow.ipProtocol()); // Wireshark knows only the other connection
          splits.setLatest(flow, at);
        }
      } else if (flow.state() instanceof TcpConnection open && open.isSplitHandshake(fromFirst)) {
        store.passNumber(flow.ipProtocol()); // Wireshark counts a new stream from this SYN on
      } else {
        return beginOther(flow, at);
      }
    }
    if (flow.has(TrackedFlow.QUOTED | TrackedFlow.RECORDED)) {
      return begin(at, flow, false);
    }
    if (flow.state() instanceof TcpConnection connection && connection.isSucceeded()) {
      return succeed(flow, at);
    }
    segment.fromFirst(fromFirst);
    goOn(flow, at);
    return flow;
  }

  /** Begins a connection beside, or in the place of, one with the same addresses and ports. */
  private TrackedFlow beginOther(TrackedFlow flow, FlowLayer at) {
    if (splits.isBeside(flow, at)) {
      TrackedFlow second = begin(at, null, true);
      splits.split(flow, second, at);
      return second;
    }
    boolean isSplit = flow.has(TrackedFlow.SPLIT);
    store.end(flow);
    TrackedFlow next = begin(at, null, true);
    if (isSplit) {
      splits.replace(next, at);
    }
    return next;
  }

  /** A SYN with another number on known ports is another connection (RFC 9293, section 3.6.1). */
  private boolean isOtherConnection(TrackedFlow flow, boolean fromFirst) {
    if (flow.has(TrackedFlow.QUOTED)) {
      return false;
    }
    if (flow.state() == null) {
      return fromFirst && flow.synSequence() != segment.sequence();
    }
    return flow.state() instanceof PastConnection past
        ? past.isOtherSyn(fromFirst, segment.sequence())
        : ((TcpConnection) flow.state()).isOtherSyn(fromFirst, segment.sequence());
  }

  /**
   * Begins a flow.
   *
   * @param before the flow that had the number already, but whose record has left, or that had no
   *     packet yet; or null
   * @param isReused were the ports another connection's?
   */
  private TrackedFlow begin(FlowLayer at, TrackedFlow before, boolean isReused) {
    if (before != null && before.has(TrackedFlow.RECORDED) && !before.has(TrackedFlow.QUOTED)) {
      return resume(before, at);
    }
    TrackedFlow flow = store.begin(at, segment.length(), before);
    segment.fromFirst(true);
    if (segment.isBareSyn() && !segment.isCorrupt()) {
      flow.clientKnownBy(ClientEvidence.SYN);
      flow.keepSyn(segment.sequence(), SynOptions.pack(options));
      if (segment.length() == 0 && !segment.has(Tcp.FIN) && !segment.has(Tcp.RST)) {
        beginAttempt(flow, at, isReused);
        return flow;
      }
    }
    TcpConnection connection = TcpConnection.begin(flow, means);
    if (isFromServer(at.key(), flow)) {
      connection.turnRoles();
    }
    take(connection, means.newAnalyzer(), at, isReused);
    return flow;
  }

  /**
   * Begins a flow with a bare SYN. The flow itself keeps all that is known, so no connection is
   * made yet.
   */
  private void beginAttempt(TrackedFlow flow, FlowLayer at, boolean isReused) {
    flow.keepSynWindow(segment.window());
    store.open(flow, FlowTimeouts.ATTEMPT, means.output().arrival());
    follower.onAttempt(flow, at, isReused);
  }

  /**
   * Begins a flow for a connection whose record has left. Client and server stay as they were, and
   * streams and analysis continue where they stood.
   */
  private TrackedFlow resume(TrackedFlow before, FlowLayer at) {
    TcpConnection connection = reopen(before, at);
    segment.fromFirst(at.isFromFirst(connection.flow()));
    follower.onSegment(connection, at, false);
    return connection.flow();
  }

  private TcpConnection reopen(TrackedFlow before, FlowLayer at) {
    PastConnection past = attempts.past(before);
    TcpAnalyzer analyzer = past.takeAnalyzer(); // it must outlive the flow that ends here
    if (analyzer == null) {
      analyzer = means.newAnalyzer();
    }
    TrackedFlow flow = store.begin(at, segment.length(), before);
    flow.setClientFirst(before.isClientFirst());
    flow.clientKnownBy(before.clientKnownBy());
    TcpConnection connection = TcpConnection.resume(flow, means, past);
    open(connection, analyzer);
    return connection;
  }

  /**
   * Takes a segment whose header the capture cut behind the ports, which the key has. It counts
   * with its flow, and says nothing of the connection.
   */
  public TrackedFlow onCut(FlowLayer at) {
    segment.header(0, 0, 0, 0);
    TrackedFlow known = splits.choose(store.find(at), at, segment);
    if (known != null && !known.has(TrackedFlow.QUOTED | TrackedFlow.RECORDED)) {
      store.count(known, at.isFromFirst(known), at.packet(), 0);
      store.touch(known, known.list());
      return known;
    }
    if (known != null && !known.has(TrackedFlow.QUOTED)) {
      return reopen(known, at).flow();
    }
    TrackedFlow flow = store.begin(at, 0, known);
    TcpConnection connection = TcpConnection.begin(flow, means);
    if (isFromServer(at.key(), flow)) {
      connection.turnRoles();
    }
    open(connection, means.newAnalyzer());
    return flow;
  }

  /**
   * Begins a flow with another stream number, as Wireshark does, which treats the connection as new
   * from here on.
   */
  private TrackedFlow succeed(TrackedFlow before, FlowLayer at) {
    store.end(before);
    TrackedFlow flow = store.begin(at, segment.length(), null);
    flow.setClientFirst(at.isFromFirst(before) == before.isClientFirst());
    flow.clientKnownBy(before.clientKnownBy());
    segment.fromFirst(true);
    take(TcpConnection.succeed(flow, means), means.newAnalyzer(), at, false);
    return flow;
  }

  /**
   * Takes up a connection with its first packet.
   *
   * @param analyzer null where segments are not analysed
   */
  private void take(
      TcpConnection connection, TcpAnalyzer analyzer, FlowLayer at, boolean isReused) {
    open(connection, analyzer);
    follower.onSegment(connection, at, isReused);
  }

  /**
   * Opens the flow of a connection that has not had a packet yet.
   *
   * @param analyzer null where segments are not analysed
   */
  private void open(TcpConnection connection, TcpAnalyzer analyzer) {
    connection.flow().state(connection);
    store.open(connection.flow(), FlowTimeouts.OPEN, means.output().arrival());
    means.equip(connection, analyzer);
  }

  /**
   * Follows a connection no further, because following it has failed: its packets are counted, and
   * nothing else. A flow that is not a connection yet stays as it is.
   *
   * @return the flow, or null where there is none
   */
  public TrackedFlow giveUp(FlowLayer at) {
    TrackedFlow flow = store.find(at);
    if (flow != null && flow.state() instanceof TcpConnection connection) {
      connection.giveUp();
    }
    return flow;
  }

  /** Does the first packet seen come from the server? Where no SYN tells, the rule is Zeek's. */
  private boolean isFromServer(FlowKey key, TrackedFlow flow) {
    if (segment.isBareSyn() && !segment.isCorrupt()) {
      return false;
    }
    if (segment.isSynAck() && !segment.isCorrupt()) {
      flow.clientKnownBy(ClientEvidence.SYN_ACK);
      return true;
    }
    boolean isSourceLikely = serverPorts.tcp(key.sourcePort());
    boolean isDestinationLikely = serverPorts.tcp(key.destinationPort());
    if (isSourceLikely || isDestinationLikely) {
      flow.clientKnownBy(ClientEvidence.SERVER_PORT);
    }
    return isSourceLikely && (!isDestinationLikely || key.sourcePort() < key.destinationPort());
  }

  private void goOn(TrackedFlow flow, FlowLayer at) {
    TcpConnection connection =
        flow.state() == null ? attempts.grow(flow) : (TcpConnection) flow.state();
    store.count(flow, segment.isFromFirst(), at.packet(), segment.length());
    if (!at.tags().equals(flow.tags())) {
      connection.see(at.tags());
    }
    follower.onSegment(connection, at, false);
  }

  /**
   * Makes sure that the connection of a header quoted in an error message has its number.
   *
   * @param isWhole is more quoted than ports and sequence number? Less makes no new number
   * @return the flow, or null
   */
  public TrackedFlow onQuoted(FlowLayer at, boolean isWhole) {
    reader.read(at);
    TrackedFlow flow = splits.choose(store.find(at), at, segment);
    if (!isWhole) {
      return flow;
    }
    if (flow == null) {
      flow = store.openQuoted(store.begin(at, 0, null), FlowTimeouts.ATTEMPT);
    }
    segment.fromFirst(at.isFromFirst(flow));
    follower.passBy(flow, at);
    return flow;
  }
}
