package io.weft.analysis;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.WaitListener;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowCounters;
import io.weft.flow.FlowListener;
import io.weft.flow.track.FlowTracker;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins a source, the dissectors, flow tracking and those who listen: every packet is read,
 * dissected, tracked, and then shown to the packet listener. Each run begins anew; an analyzer may
 * run many captures, one after the other.
 */
public final class Analyzer {
  private final Chain chain;
  private final FlowConfig config;
  private final FlowListener flowListener;

  /** Dissects packets and tracks no flows. */
  public Analyzer(Chain chain) {
    this(chain, null, null);
  }

  /** Dissects packets and tracks their flows. */
  public Analyzer(Chain chain, FlowConfig config, FlowListener flowListener) {
    this.chain = chain;
    this.config = config;
    this.flowListener = flowListener;
  }

  /** Reads the source to its end. */
  public Totals run(PacketSource source) throws IOException {
    return run(source, packet -> {});
  }

  /**
   * Reads the source to its end.
   *
   * @throws IOException where the source cannot be read at all; damage behind the beginning ends
   *     the reading and is told by {@link Totals#end}
   */
  public Totals run(PacketSource source, PacketListener listener) throws IOException {
    FlowTracker tracker = config == null ? null : new FlowTracker(chain, config, flowListener);
    CapturedPacket captured = new CapturedPacket();
    Cursor cursor = new Cursor();
    Packet packet = cursor.packet();
    Count count = new Count();
    if (tracker != null) {
      tracker.captureLoss(source::droppedWithin);
    }
    listener.onBegin(tracker);
    source.whileWaiting(new Clock(tracker, listener));
    while (source.next(captured)) {
      cursor.meta(
          captured.number(), captured.timeNanos(), captured.interfaceId(), captured.linkType());
      cursor.wrap(
          captured.bytes(),
          captured.offset(),
          captured.capturedLength(),
          captured.originalLength());
      chain.dissect(cursor);
      if (tracker != null) {
        tracker.onPacket(cursor.annotations());
      }
      count.add(packet, captured.hasTime());
      listener.onPacket(packet);
    }
    if (tracker != null && source.openEnded()) {
      tracker.interrupt();
    } else if (tracker != null) {
      tracker.finish();
    }
    return count.totals(
        tracker == null
            ? null
            : tracker.counters(cursor.fragments().counters(), count.refusedLayers),
        source.end(),
        source.statistics());
  }

  /** Hands on that time goes by, to those who have no packet to tell it by. */
  private record Clock(FlowTracker tracker, PacketListener listener) implements WaitListener {
    @Override
    public void onTick(long nanos) {
      listener.onTick(nanos);
    }

    @Override
    public void onQuiet(long upTo) {
      if (tracker != null) {
        tracker.advance(upTo);
      }
      listener.onQuiet();
    }
  }

  /**
   * What a run saw in all.
   *
   * @param bytes of frames on the wire
   * @param capturedBytes of frames in the capture
   * @param startNanos earliest packet, in nanoseconds since the epoch; 0 without packets
   * @param endNanos latest packet, likewise
   * @param anomalies packets by the protocol behind whose header the first trouble was met ({@code
   *     frame} for the frame itself) and its kind
   * @param flows null where flows were not tracked
   * @param statistics of a live capture
   */
  public record Totals(
      long packets,
      long bytes,
      long capturedBytes,
      long startNanos,
      long endNanos,
      Map<String, Map<Anomaly, Long>> anomalies,
      FlowCounters flows,
      CaptureEnd end,
      CaptureStatistics statistics) {}

  private static final class Count {
    private long packets;
    private long bytes;
    private long capturedBytes;
    private long refusedLayers;
    private long start = Long.MAX_VALUE;
    private long end = Long.MIN_VALUE;
    private final Map<String, Map<Anomaly, Long>> anomalies = new LinkedHashMap<>();

    void add(Packet packet, boolean hasTime) {
      packets++;
      bytes += packet.originalLength();
      refusedLayers += packet.refusedLayers();
      capturedBytes += packet.capturedLength();
      if (hasTime) {
        start = Math.min(start, packet.timeNanos());
        end = Math.max(end, packet.timeNanos());
      }
      if (packet.anomaly() != null) {
        String where = packet.anomalyProtocol() == null ? "frame" : packet.anomalyProtocol().name();
        anomalies
            .computeIfAbsent(where, key -> new LinkedHashMap<>())
            .merge(packet.anomaly(), 1L, Long::sum);
      }
    }

    Totals totals(FlowCounters flows, CaptureEnd captureEnd, CaptureStatistics statistics) {
      boolean hasTime = start <= end;
      return new Totals(
          packets,
          bytes,
          capturedBytes,
          hasTime ? start : 0,
          hasTime ? end : 0,
          anomalies,
          flows,
          captureEnd,
          statistics);
    }
  }
}
