package io.weft.flow.analysis;

import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.segment.Segment;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.stream.PagePool;
import java.util.ArrayList;
import java.util.List;

/** Counts and measures what one end of a connection sends. */
final class DirectionMeter {
  private static final long LONG_IDLE_NANOS = 1_000_000_000;

  final DuplicateDetector copies;
  final SentData sent;
  private RttHistogram rtt;
  private long ambiguousRtts;

  private int[] flagCounts;
  private long duplicates;
  private long dsacks;
  private long unlisted;

  private boolean hasPacket;
  private long lastNanos;
  private long longestIdle;
  private long longIdles;

  private long payload;
  private long firstPayloadNanos;
  private long lastPayloadNanos;

  private long largestWindow = -1;
  private long largestInFlight;
  private boolean isWindowClosed;
  private long closedSinceNanos;
  private long closedNanos;

  /**
   * @param room shared, for lists of segments
   */
  DirectionMeter(PagePool room) {
    copies = new DuplicateDetector(room);
    sent = new SentData(room);
  }

  /** Gives the room back; no more segments may come. */
  void release() {
    copies.release();
    sent.release();
  }

  /** Counts the terms of Wireshark that apply to a packet, copies included. */
  void onFlags(int flags) {
    if (flags != 0) {
      if (flagCounts == null) {
        flagCounts = new int[TcpAnalysis.FLAGS];
      }
      for (int rest = flags; rest != 0; rest &= rest - 1) {
        flagCounts[Integer.numberOfTrailingZeros(rest)]++;
      }
    }
  }

  void onCopy() {
    duplicates++;
  }

  /** Counts a report of this end that bytes came twice. */
  void onDsack() {
    dsacks++;
  }

  /** Counts a segment that found no room on the list of those not acknowledged. */
  void onUnlisted() {
    unlisted++;
  }

  /** Takes a packet that is no copy. */
  void onPacket(Segment segment, TcpAnalysis result) {
    long nanos = segment.nanos();
    if (hasPacket) {
      long idle = nanos - lastNanos;
      longestIdle = Math.max(longestIdle, idle);
      if (idle > LONG_IDLE_NANOS) {
        longIdles++;
      }
    }
    lastNanos = hasPacket ? Math.max(lastNanos, nanos) : nanos;
    hasPacket = true;
    if (segment.length() > 0) {
      if (payload == 0) {
        firstPayloadNanos = nanos;
        lastPayloadNanos = nanos;
      }
      lastPayloadNanos = Math.max(lastPayloadNanos, nanos);
      payload += segment.length();
    }
    largestInFlight = Math.max(largestInFlight, result.bytesInFlight());
    window(segment, result.window());
  }

  private void window(Segment segment, long window) {
    boolean isReset = segment.has(Tcp.RST);
    if (!isReset) {
      largestWindow = Math.max(largestWindow, window);
    }
    boolean isClosed = segment.window() == 0 && !isReset && !segment.has(Tcp.SYN);
    if (isClosed && !isWindowClosed) {
      closedSinceNanos = segment.nanos();
    } else if (!isClosed && isWindowClosed) {
      closedNanos += Math.max(0, segment.nanos() - closedSinceNanos);
    }
    isWindowClosed = isClosed;
  }

  /**
   * The peer has acknowledged a segment of this end.
   *
   * @param isClear was the segment sent only once?
   */
  void onRtt(long nanos, boolean isClear) {
    if (!isClear) {
      ambiguousRtts++;
      return;
    }
    if (rtt == null) {
      rtt = new RttHistogram();
    }
    rtt.add(nanos);
  }

  long unlisted() {
    return unlisted;
  }

  long forgotten() {
    return sent.forgotten() + copies.forgotten();
  }

  /**
   * @param endNanos time of the connection's last packet, in nanoseconds since the epoch
   */
  TcpAnalysisRecord.Side toRecord(long endNanos) {
    long stillClosed = isWindowClosed ? Math.max(0, endNanos - closedSinceNanos) : 0;
    return new TcpAnalysisRecord.Side(
        flags(),
        new TcpAnalysisRecord.Resending(
            sent.retransmissions,
            sent.retransmittedBytes,
            sent.lostOnSenderSide,
            sent.lostOnReceiverSide,
            new TcpAnalysisRecord.Spurious(
                sent.spuriousAcknowledged, sent.spuriousByDsack, sent.spuriousByTimestamps),
            sent.outOfOrder,
            duplicates),
        dsacks,
        rtt(),
        new TcpAnalysisRecord.Windows(largestWindow, largestInFlight, closedNanos + stillClosed),
        new TcpAnalysisRecord.Idle(longestIdle, longIdles),
        throughput(),
        new TcpAnalysisRecord.Unrecorded(unlisted, forgotten()));
  }

  private List<TcpAnalysisRecord.FlagCount> flags() {
    if (flagCounts == null) {
      return List.of();
    }
    List<TcpAnalysisRecord.FlagCount> all = new ArrayList<>();
    for (int i = 0; i < flagCounts.length; i++) {
      if (flagCounts[i] > 0) {
        all.add(new TcpAnalysisRecord.FlagCount(TcpAnalysis.flagName(1 << i), flagCounts[i]));
      }
    }
    return List.copyOf(all);
  }

  private TcpAnalysisRecord.Rtt rtt() {
    return rtt == null
        ? null
        : new TcpAnalysisRecord.Rtt(
            rtt.count(),
            ambiguousRtts,
            rtt.smallest(),
            rtt.median(),
            rtt.percentile95(),
            rtt.largest());
  }

  private double throughput() {
    long nanos = lastPayloadNanos - firstPayloadNanos;
    return nanos > 0 ? payload * 1e9 / nanos : -1;
  }
}
