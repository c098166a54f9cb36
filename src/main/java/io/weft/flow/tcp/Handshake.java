package io.weft.flow.tcp;

import io.weft.flow.TcpRecord;
import io.weft.flow.segment.Segment;
import io.weft.flow.segment.SynOptions;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpOptions;

/**
 * When the segments of a connection's three-way handshake were captured, and what both ends offered
 * in it.
 */
final class Handshake {
  private long synNanos = TcpRecord.UNKNOWN;
  private long synAckNanos = TcpRecord.UNKNOWN;
  private long ackNanos = TcpRecord.UNKNOWN;
  private int synCount;
  private int firstOptions;
  private int otherOptions;

  /**
   * Takes the next segment.
   *
   * @param options of the segment where it is a SYN
   */
  void onSegment(Segment segment, boolean fromClient, TcpOptions options) {
    if (segment.has(Tcp.SYN)) {
      if (fromClient && !segment.has(Tcp.ACK)) {
        onSyn(segment, SynOptions.pack(options));
      } else if (segment.isSynAck() && !fromClient && synAckNanos == TcpRecord.UNKNOWN) {
        synAckNanos = segment.nanos();
        offered(segment.isFromFirst(), SynOptions.pack(options));
      }
    } else if (fromClient
        && ackNanos == TcpRecord.UNKNOWN
        && synAckNanos != TcpRecord.UNKNOWN
        && segment.has(Tcp.ACK)
        && !segment.has(Tcp.RST)) {
      ackNanos = segment.nanos();
    }
  }

  /** Takes the client's SYN. */
  void onSyn(Segment segment, int options) {
    synCount++;
    if (synAckNanos == TcpRecord.UNKNOWN || synNanos == TcpRecord.UNKNOWN) {
      synNanos = segment.nanos();
      offered(segment.isFromFirst(), options);
    }
  }

  private void offered(boolean byFirst, int options) {
    if (byFirst) {
      firstOptions = options;
    } else {
      otherOptions = options;
    }
  }

  private int options(boolean ofFirst) {
    return ofFirst ? firstOptions : otherOptions;
  }

  /** Was a SYN seen, of either end? */
  boolean isSeen() {
    return synNanos != TcpRecord.UNKNOWN || synAckNanos != TcpRecord.UNKNOWN;
  }

  /** Most bytes of payload that one end takes in a segment; -1 where it did not say. */
  int maximumSegmentSize(boolean ofFirst) {
    return SynOptions.maximumSegmentSize(options(ofFirst));
  }

  /**
   * How far one end's windows are shifted, 0 to 14; -1 where not both SYNs were seen (RFC 7323,
   * section 2.2).
   */
  int windowShift(boolean ofFirst) {
    if (synNanos == TcpRecord.UNKNOWN || synAckNanos == TcpRecord.UNKNOWN) {
      return -1;
    }
    int own = SynOptions.windowScale(options(ofFirst));
    int peer = SynOptions.windowScale(options(!ofFirst));
    return own < 0 || peer < 0 ? 0 : own;
  }

  /**
   * What the record tells of the handshake; null where no SYN was seen.
   *
   * @param unpacked records of packed options
   */
  TcpRecord.Handshake toRecord(boolean clientIsFirst, RecentValues<TcpRecord.Options> unpacked) {
    if (!isSeen()) {
      return null;
    }
    return new TcpRecord.Handshake(
        synNanos,
        synAckNanos,
        ackNanos,
        synCount,
        synNanos == TcpRecord.UNKNOWN ? null : unpacked.of(options(clientIsFirst)),
        synAckNanos == TcpRecord.UNKNOWN ? null : unpacked.of(options(!clientIsFirst)));
  }
}
