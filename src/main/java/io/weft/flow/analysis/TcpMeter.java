package io.weft.flow.analysis;

import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.segment.PacketFingerprint;
import io.weft.flow.segment.Segment;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.stream.PagePool;

/**
 * Sums up what {@link TcpAnalyzer} says of a connection's segments, and adds Weft's own judgement
 * of losses, retransmissions and delays.
 */
public final class TcpMeter {
  private final PagePool room;
  private final DirectionMeter first;
  private final DirectionMeter other;
  private final SocketStates states = new SocketStates();

  /**
   * Estimated memory of a meter with both its sides, in bytes, without the part of its lists beyond
   * the first few entries.
   */
  public static final int BYTES = 2272;

  /** A meter whose memory is accounted for until it is released; null where there is no room. */
  public static TcpMeter in(PagePool room) {
    return room.reserve(BYTES) ? new TcpMeter(room) : null;
  }

  /**
   * @param room shared, for lists of segments
   */
  public TcpMeter(PagePool room) {
    this.room = room;
    first = new DirectionMeter(room);
    other = new DirectionMeter(room);
  }

  /** Gives the room back; no more segments may come. */
  public void release() {
    first.release();
    other.release();
    room.release(BYTES);
  }

  /**
   * Takes the next segment.
   *
   * @param result what the analyzer said; what this class finds is added
   */
  public void onSegment(
      Segment segment, TcpOptions options, PacketFingerprint fingerprint, TcpAnalysis result) {
    DirectionMeter own = segment.isFromFirst() ? first : other;
    DirectionMeter peer = segment.isFromFirst() ? other : first;
    own.onFlags(result.flags());
    if (result.isUnlisted()) {
      own.onUnlisted();
    }
    long original = own.copies.find(segment, fingerprint);
    if (original != 0) {
      result.verdict().duplicateOf(original);
      own.onCopy();
      return;
    }
    peer.copies.onPeer();
    own.onPacket(segment, result);
    if (!segment.has(Tcp.RST)) {
      if (segment.has(Tcp.ACK)) {
        acknowledge(segment, options, own, peer, result);
      }
      own.sent.onSegment(segment, options, fingerprint, result);
    }
    states.onSegment(segment);
  }

  private static void acknowledge(
      Segment segment,
      TcpOptions options,
      DirectionMeter own,
      DirectionMeter peer,
      TcpAnalysis result) {
    if (SentData.isDsack(options, segment.acknowledgment())) {
      own.onDsack();
    }
    boolean isClear = peer.sent.onAcknowledgment(segment, options, result.verdict());
    if (result.ackRttNanos() > 0) {
      peer.onRtt(result.ackRttNanos(), isClear);
    }
  }

  /** The connection has come in another VLAN or tunnel: copies may follow their originals later. */
  public void widen() {
    first.copies.widen();
    other.copies.widen();
  }

  /** Takes the SYN that the connection began with, of which only the numbers were kept. */
  public void onFirstSyn(Segment segment, TcpAnalysis result) {
    first.onFlags(result.flags());
    first.copies.onFirstSyn(segment);
    first.onPacket(segment, result);
    first.sent.onFirstSyn(segment);
    states.onSegment(segment);
  }

  /** Segments that were not listed among the unacknowledged. */
  public long unlisted() {
    return first.unlisted() + other.unlisted();
  }

  /** Holes, retransmissions and packets that were forgotten. */
  public long forgotten() {
    return first.forgotten() + other.forgotten();
  }

  /**
   * Sums up.
   *
   * @param endNanos time of the connection's last packet, in nanoseconds since the epoch
   * @param clientIsFirst is the first end the client?
   */
  public TcpAnalysisRecord toRecord(long endNanos, boolean clientIsFirst) {
    DirectionMeter client = clientIsFirst ? first : other;
    DirectionMeter server = clientIsFirst ? other : first;
    return new TcpAnalysisRecord(
        client.toRecord(endNanos), server.toRecord(endNanos), states.toRecord(clientIsFirst));
  }
}
