package io.weft.flow.tcp;

import io.weft.dissect.Arrival;
import io.weft.dissect.DataSource;
import io.weft.dissect.Protocol;
import io.weft.flow.ClientEvidence;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpRecord;
import io.weft.flow.analysis.TcpAnalyzer;
import io.weft.flow.analysis.TcpMeter;
import io.weft.flow.application.FlowHost;
import io.weft.flow.application.StreamSession;
import io.weft.flow.numbering.SocksHandshake;
import io.weft.flow.segment.Segment;
import io.weft.flow.table.FlowMemory;
import io.weft.flow.table.Losses;
import io.weft.flow.table.Tags;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpOptions;

/**
 * A TCP connection: its two streams and the session that reads them, its handshake and its close,
 * its state in the terms of Zeek, and its analysis.
 */
public final class TcpConnection extends FlowHost implements StreamEvents {
  /**
   * Estimated memory of a connection with its streams, its session and all its other parts, in
   * bytes.
   */
  private static final int BYTES = 880;

  /** Estimated memory of {@link StreamOddities}, in bytes. */
  private static final int ODDITIES = 144;

  private final ConnectionMeans means;
  private final TcpStream first;
  private final TcpStream other;
  private final ZeekConnection zeek = new ZeekConnection();
  private final Handshake handshake = new Handshake();
  private final Close close = new Close();
  private StreamSession session;

  /** Shows messages whose bytes wait; null where none do, or where nobody looks at layers. */
  private EarlyLayers early;

  /** Did the flow's first end send the bytes that the session is reading? */
  private boolean isReadingFirst;

  /**
   * Finds out what Wireshark says of the segments; null where segments are not analysed, or where
   * there is no room for that.
   */
  private TcpAnalyzer analyzer;

  /**
   * Sums up the analysis; null where segments are not analysed, or where there is no room for that.
   */
  private TcpMeter meter;

  /** The tags that the connection has been seen with besides those of its first packet. */
  private SeenTags others;

  /** Knows the last segments, where they are not analysed; else null. */
  private CopyFinder copies;

  /** Offsets of both directions' segments; null where nobody listens to segments. */
  private StreamOffsets firstOffsets;

  private StreamOffsets otherOffsets;

  /** How far a SOCKS handshake has come; null where the connection has none. */
  private SocksHandshake socks;

  /**
   * What was known of the connection when its earlier record left; null where this is the first.
   */
  private final PastConnection past;

  /**
   * Did Wireshark begin this conversation on ports that were in use? Such a connection gets no
   * further successor.
   */
  private final boolean isSuccessor;

  private boolean isSucceeded;

  /** Is the connection followed no further, because following it has failed? */
  private boolean isGivenUp;

  private TcpConnection(
      TrackedFlow flow, ConnectionMeans means, PastConnection past, boolean isSuccessor) {
    super(flow, means.output(), BYTES);
    this.means = means;
    this.isSuccessor = isSuccessor;
    first = newStream(true, past == null ? null : past.stream(true));
    other = newStream(false, past == null ? null : past.stream(false));
    this.past = past;
    others = past == null ? SeenTags.NONE : past.seenTags();
  }

  /** A connection that is seen for the first time. */
  static TcpConnection begin(TrackedFlow flow, ConnectionMeans means) {
    return new TcpConnection(flow, means, null, false);
  }

  /** A connection that goes on where the record of the same connection has left. */
  static TcpConnection resume(TrackedFlow flow, ConnectionMeans means, PastConnection past) {
    return new TcpConnection(flow, means, past, false);
  }

  /** A connection that Wireshark gives another number from here on; see {@link #succeed()}. */
  static TcpConnection succeed(TrackedFlow flow, ConnectionMeans means) {
    return new TcpConnection(flow, means, null, true);
  }

  private TcpStream newStream(boolean ofFirst, PastStream past) {
    if (past != null && past.digest() != null) {
      weigh(FlowMemory.DIGEST);
    }
    return new TcpStream(
        ofFirst, this, means.pages(), means.maxWaitingBytes(), past, means.digest());
  }

  private TcpStream stream(boolean ofFirst) {
    return ofFirst ? first : other;
  }

  @Override
  public boolean isConnection() {
    return true;
  }

  /** Takes no more segments: following the connection has failed. */
  void giveUp() {
    isGivenUp = true;
  }

  boolean isGivenUp() {
    return isGivenUp;
  }

  // Segments.

  /**
   * Takes the next segment.
   *
   * @param options of the segment where it is a SYN
   */
  void onSegment(Segment segment, TcpOptions options) {
    settleRoles(segment);
    boolean fromFirst = segment.isFromFirst();
    boolean fromClient = fromFirst == isClientFirst();
    zeek.onSegment(segment, fromClient);
    if (!segment.isCopy()) {
      handshake.onSegment(segment, fromClient, options);
    }
    if (segment.has(Tcp.ACK) && !segment.has(Tcp.RST)) {
      TcpStream peer = stream(!fromFirst);
      peer.beginBefore(segment.acknowledgment());
      if (zeek.isInOrder() && peer.isUnseen(segment.acknowledgment())) {
        zeek.onUnseenAcknowledged(!fromFirst);
      }
      peer.giveUpBefore(segment.acknowledgment());
    }
    receive(segment);
    close.onSegment(segment);
  }

  private void receive(Segment segment) {
    boolean fromFirst = segment.isFromFirst();
    stream(fromFirst)
        .receive(segment, zeek.endpoint(fromFirst), stream(!fromFirst).isWindowClosed());
    if (early != null || stream(fromFirst).isJoining()) {
      showEarly(segment);
    }
  }

  private void showEarly(Segment segment) {
    if (!output().attaches()) {
      return;
    }
    if (early == null) {
      early = new EarlyLayers(this, means);
    }
    early.onSegment(segment, stream(segment.isFromFirst()).isJoining(), output().arrival());
    if (!first.isJoining() && !other.isJoining()) {
      early.close();
      early = early.isOver() ? null : early;
    }
  }

  /** Adds a message to the current packet, unless it was shown when its bytes came. */
  @Override
  public void append(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    if (early == null || !early.hasShown(isReadingFirst)) {
      show(protocol, bytes, from, to, holder);
    }
  }

  /** Adds a message to the current packet. */
  void show(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    super.append(protocol, bytes, from, to, holder);
  }

  /** Takes note of a segment whose checksum is wrong, which the receiver drops. */
  void onCorrupt(Segment segment) {
    zeek.onCorrupt(segment);
    stream(segment.isFromFirst()).onCorrupt(segment);
  }

  /**
   * Is the segment a copy of one that was captured shortly before? To be asked of each segment
   * once, and where segments are not analysed.
   */
  boolean isCopy(Segment segment) {
    return copies().isCopy(segment);
  }

  private CopyFinder copies() {
    if (copies == null) {
      copies = new CopyFinder();
    }
    return copies;
  }

  /** Takes the bare SYN that the flow began with, and that only the flow has kept until now. */
  void replaySyn(Segment segment, int options) {
    zeek.onSegment(segment, true);
    handshake.onSyn(segment, options);
    receive(segment);
  }

  /** Lets a SYN decide who is the client where packets before it only allowed a guess. */
  private void settleRoles(Segment segment) {
    if (!segment.has(Tcp.SYN) || !isReversible()) {
      return;
    }
    boolean isAnswer = segment.has(Tcp.ACK);
    if (isFromClient(segment) == isAnswer && mayReverse()) {
      reverse(output().arrival());
    }
    if (isFromClient(segment) != isAnswer) {
      flow().clientKnownBy(isAnswer ? ClientEvidence.SYN_ACK : ClientEvidence.SYN);
    }
  }

  private boolean isFromClient(Segment segment) {
    return segment.isFromFirst() == isClientFirst();
  }

  /** May the roles still change? They may not once a dissector has been told them. */
  private boolean mayReverse() {
    return session == null || !session.isBound();
  }

  @Override
  protected DataSource source() {
    return Tcp.REASSEMBLED;
  }

  @Override
  public boolean isReversible() {
    return flow().clientKnownBy().isGuess();
  }

  @Override
  public void reverse(Arrival arrival) {
    turnRoles();
    flow().clientKnownBy(ClientEvidence.CONTENT);
    output().listener().onReversed(flow(), arrival);
  }

  /**
   * Makes the server of the end that was taken for the client, because the first packet shows it.
   */
  void turnRoles() {
    flow().setClientFirst(!isClientFirst());
    zeek.onReversed();
  }

  // What is known of it.

  /**
   * How many bytes of both streams together have come in order, gaps included. The number grows
   * only with new bytes.
   */
  long inOrder() {
    return first.next() + other.next();
  }

  /**
   * The largest payload that the receiver takes in one segment, in bytes; -1 where its SYN did not
   * say.
   */
  int largestPayload(boolean fromFirst) {
    return handshake.maximumSegmentSize(!fromFirst);
  }

  /** Has the connection been seen with these tags, besides those of its first packet? */
  boolean isSeenWith(Tags tags) {
    return others.contains(tags);
  }

  /** The connection has a packet with these tags. */
  void see(Tags tags) {
    if (!tags.equals(flow().tags()) && !others.contains(tags)) {
      others = others.with(tags);
      if (meter != null) {
        meter.widen();
      } else {
        copies().widen();
      }
    }
  }

  /** Has the end sent a SYN with this number? */
  boolean isSyn(boolean ofFirst, int sequence) {
    return hasBase(ofFirst) && base(ofFirst) == sequence;
  }

  /** May the segment, by its numbers, be one of this connection? */
  boolean fits(boolean fromFirst, Segment segment) {
    ZeekEndpoint own = zeek.endpoint(fromFirst);
    ZeekEndpoint peer = zeek.endpoint(!fromFirst);
    boolean isAcknowledging = segment.has(Tcp.ACK) && peer.hasBase();
    return (!own.hasBase() || SplitConnections.isNear(own.highest(), segment.sequence()))
        && (!isAcknowledging || peer.hasSent(segment.acknowledgment()));
  }

  /** Have both ends said FIN, or one RST? */
  boolean isClosed() {
    return close.isClosed();
  }

  /** Was no SYN seen of either side, here or in a record before? */
  private boolean hasNoSyn() {
    return !handshake.isSeen() && (past == null || past.isPickedUp());
  }

  @Override
  public boolean isPickedUp() {
    // Behind a record that has left, the dissector is new: it does not know what was said before.
    return hasNoSyn() || flow().isContinued();
  }

  /** Has nothing come but SYNs of the client? */
  boolean isAttempt() {
    return zeek.isAttempt(isClientFirst());
  }

  /** Is a SYN with this number on these ports the beginning of another connection? */
  boolean isOtherSyn(boolean fromFirst, int sequence) {
    return hasBase(fromFirst) && base(fromFirst) != sequence;
  }

  /**
   * Does a SYN that this end sends now belong to the handshake, although the end has sent a segment
   * before? So it is where a handshake is split: a SYN, an ACK of it, and only then a SYN of the
   * other end.
   */
  boolean isSplitHandshake(boolean fromFirst) {
    return zeek.hasOnlyAcknowledgedSyn(fromFirst);
  }

  private boolean hasBase(boolean ofFirst) {
    return zeek.endpoint(ofFirst).hasBase() || isBasePast(ofFirst);
  }

  /**
   * The number of the end's SYN, or where none was seen the one before its first byte. A record
   * behind another one knows it from there: its own first segment says nothing of it.
   */
  private int base(boolean ofFirst) {
    return isBasePast(ofFirst) ? past.base(ofFirst) : zeek.endpoint(ofFirst).base();
  }

  private boolean isBasePast(boolean ofFirst) {
    return past != null && past.hasBase(ofFirst) && !zeek.endpoint(ofFirst).hasSeen(History.SYN);
  }

  // Its analysis and its numbering.

  /**
   * The analyzer of the segments; null where segments are not analysed, or where there is no room
   * for that.
   */
  TcpAnalyzer analyzer() {
    return analyzer;
  }

  /**
   * The meter of the analysis; null where segments are not analysed, or where there is no room for
   * that.
   */
  TcpMeter meter() {
    return meter;
  }

  /** Gives the connection the means of its analysis. */
  void equip(TcpAnalyzer newAnalyzer, TcpMeter newMeter) {
    analyzer = newAnalyzer;
    meter = newMeter;
  }

  /** Offsets of the segments that one end sends, for those who listen to segments. */
  StreamOffsets offsets(boolean ofFirst) {
    if (firstOffsets == null) {
      firstOffsets = newOffsets(true);
      otherOffsets = newOffsets(false);
      grow(2 * StreamOffsets.BYTES);
    }
    return ofFirst ? firstOffsets : otherOffsets;
  }

  private StreamOffsets newOffsets(boolean ofFirst) {
    StreamOffsets offsets = new StreamOffsets();
    if (hasBase(ofFirst)) {
      offsets.join(base(ofFirst) + 1);
    }
    return offsets;
  }

  /** How far the end's windows are shifted, 0 to 14; -1 where the handshake was not seen. */
  int windowShift(boolean ofFirst) {
    return handshake.windowShift(ofFirst);
  }

  /** How far the SOCKS handshake of both ends has come. */
  SocksHandshake socks() {
    if (socks == null) {
      socks = new SocksHandshake();
    }
    return socks;
  }

  /** Notes that Wireshark gives another stream number to the next packet on these ports. */
  void succeed() {
    isSucceeded = !isSuccessor;
  }

  /** Does Wireshark give another stream number to the next packet on these ports? */
  boolean isSucceeded() {
    return isSucceeded;
  }

  // Its end.

  @Override
  public void finish(long packet, long nanos) {
    output().beginEnd(packet, nanos);
    // Both begin before either ends, for only a session that has begun is told of an end.
    stream(isClientFirst()).beginAtLast();
    stream(!isClientFirst()).beginAtLast();
    stream(isClientFirst()).finish();
    stream(!isClientFirst()).finish();
    if (session != null) {
      session.finish();
    }
    if (early != null) {
      early.close();
    }
    output().leaveEnd();
  }

  @Override
  public PastConnection remains() {
    if (meter != null) {
      meter.release();
    }
    return new PastConnection(pastEnd(true), pastEnd(false), analyzer, hasNoSyn(), others);
  }

  private PastConnection.PastEnd pastEnd(boolean ofFirst) {
    return new PastConnection.PastEnd(hasBase(ofFirst), base(ofFirst), stream(ofFirst).remains());
  }

  @Override
  public void release() {
    if (meter != null) {
      meter.release();
    }
    if (analyzer != null) {
      analyzer.release();
    }
  }

  @Override
  public void count(Losses losses) {
    losses.addAbandonedBytes(first.abandoned() + other.abandoned());
    if (meter != null) {
      losses.addUnlistedSegments(meter.unlisted());
      losses.addForgottenRanges(meter.forgotten());
    }
  }

  // What the streams hand on.

  @Override
  public void onBytes(
      boolean fromFirst, long offset, byte[] bytes, int from, int to, long packet, long nanos) {
    Arrival arrival = output().arrivalOf(packet, nanos);
    output()
        .listener()
        .onBytes(flow(), flow().directionOf(fromFirst), offset, bytes, from, to, arrival);
    begin();
    if (session != null) {
      isReadingFirst = fromFirst;
      session.onBytes(fromFirst, bytes, from, to, arrival);
    }
  }

  private void begin() {
    if (session == null) {
      session = means.newSession(this);
    }
  }

  @Override
  public boolean isCaptureLoss(long inOrderNanos) {
    long from = inOrderNanos == 0 ? flow().startNanos() : inOrderNanos;
    return means.captureLoss().within(from, Math.max(from, flow().lastNanos()));
  }

  @Override
  public void onGap(boolean fromFirst, long offset, long missing) {
    Arrival arrival = output().arrival();
    output().listener().onGap(flow(), flow().directionOf(fromFirst), offset, missing, arrival);
    begin(); // the first bytes may be the missing ones
    if (session != null) {
      isReadingFirst = fromFirst;
      session.onGap(fromFirst, missing, arrival);
    }
  }

  @Override
  public void onRepeat(boolean fromFirst, long offset, int length) {
    output()
        .listener()
        .onRepeat(flow(), flow().directionOf(fromFirst), offset, length, output().arrival());
  }

  @Override
  public void onDigestBegun() {
    grow(FlowMemory.DIGEST);
  }

  @Override
  public void onRepeatedSegment() {
    means.countRepeated();
  }

  @Override
  public void onOdd() {
    grow(ODDITIES);
  }

  @Override
  public void onEnd(boolean fromFirst, boolean clean) {
    if (session != null) {
      isReadingFirst = fromFirst;
      session.onEnd(fromFirst, clean, output().arrival());
    }
  }

  // The record.

  /** How the connection began and ended, as far as it has been seen. */
  public ConnState connState() {
    return zeek.connState(isClientFirst(), means.histories());
  }

  /** Zeek's {@code history} of the connection. */
  public String history() {
    return zeek.history(isClientFirst(), means.histories());
  }

  /** The stream that one end sent. */
  public EndpointRecord.Stream streamRecord(boolean ofFirst) {
    return stream(ofFirst).toRecord();
  }

  /** What the record of the flow tells of TCP. */
  public TcpRecord toRecord() {
    boolean clientIsFirst = isClientFirst();
    TcpAnalysisRecord analysis =
        meter == null ? null : meter.toRecord(flow().lastNanos(), clientIsFirst);
    return new TcpRecord(
        handshake.toRecord(clientIsFirst, means.options()),
        close.toRecord(clientIsFirst),
        hasNoSyn(),
        analysis);
  }
}
