package io.weft.flow;

import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.protocol.transport.tcp.TcpOptions;
import io.weft.protocol.transport.tcp.TcpVerdict;
import io.weft.stream.PagePool;

/** Sums up what {@link TcpAnalyzer} says of a connection's segments, and judges them itself. */
final class TcpMeter {
  private final PagePool room;
  private DirectionMeter client;
  private DirectionMeter server;
  private final SocketStates states = new SocketStates();

  /** What a meter with both its sides takes, in bytes, lists of many segments left out. */
  static final int BYTES = 2272;

  /** One that is accounted for until it is released; null where there is no room. */
  static TcpMeter in(PagePool room) {
    return room.reserve(BYTES) ? new TcpMeter(room) : null;
  }

  /**
   * @param room shared, for lists of segments
   */
  TcpMeter(PagePool room) {
    this.room = room;
    client = new DirectionMeter(room);
    server = new DirectionMeter(room);
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    client.release();
    server.release();
    room.release(BYTES);
  }

  /**
   * Takes the next segment.
   *
   * @param result what the analyzer said; what this class finds is added
   */
  void onSegment(Segment segment, TcpOptions options, Envelope envelope, TcpAnalysis result) {
    DirectionMeter own = segment.fromClient ? client : server;
    DirectionMeter peer = segment.fromClient ? server : client;
    own.onFlags(result.flags);
    if (result.unlisted) {
      own.onUnlisted();
    }
    TcpVerdict verdict = result.verdict;
    verdict.duplicateOf = own.copies.find(segment, envelope);
    if (verdict.duplicateOf != 0) {
      verdict.flags |= TcpVerdict.DUPLICATE;
      own.onCopy();
      return;
    }
    peer.copies.onPeer();
    own.onPacket(segment, result);
    if (!segment.has(Tcp.RST)) {
      if (segment.has(Tcp.ACK)) {
        acknowledge(segment, options, own, peer, result);
      }
      own.sent.onSegment(segment, options, envelope, result);
    }
    states.onSegment(segment);
  }

  private static void acknowledge(
      Segment segment,
      TcpOptions options,
      DirectionMeter own,
      DirectionMeter peer,
      TcpAnalysis result) {
    if (SentData.isDsack(options, segment.acknowledgment)) {
      own.onDsack();
    }
    boolean isClear = peer.sent.onAcknowledgment(segment, options, result.verdict);
    if (result.ackRttNanos > 0) {
      peer.onRtt(result.ackRttNanos, isClear);
    }
  }

  /**
   * The connection begins with a SYN of the client's of which the flow has kept the numbers only.
   */
  void onFirstSyn(Segment segment, TcpAnalysis result) {
    client.onFlags(result.flags);
    client.copies.onFirstSyn(segment);
    client.onPacket(segment, result);
    client.sent.onFirstSyn(segment);
    states.onSegment(segment);
  }

  /** The ends' roles were taken the wrong way round. */
  void reverse() {
    DirectionMeter side = client;
    client = server;
    server = side;
    states.reverse();
  }

  /** Segments that were not listed among the unacknowledged. */
  long unlisted() {
    return client.unlisted() + server.unlisted();
  }

  /** Holes, retransmissions and packets that were forgotten. */
  long forgotten() {
    return client.forgotten() + server.forgotten();
  }

  /**
   * @param endNanos the connection's last packet
   */
  TcpAnalysisRecord toRecord(long endNanos) {
    return new TcpAnalysisRecord(
        client.toRecord(endNanos), server.toRecord(endNanos), states.toRecord());
  }
}
