package io.weft.analysis;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.dissect.Anomaly;
import io.weft.dissect.FragmentCounters;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.flow.FlowListener;
import io.weft.flow.track.FlowTracker;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The second stage: takes dissected packets, has their flows tracked, counts, and calls those who
 * listen to packets and to time.
 */
final class PacketTracker {
  /** Null where flows are not tracked. */
  private final FlowTracker tracker;

  private final PacketListener listener;

  /** Null where nobody listens to neighbours. */
  private final NeighborReader neighbors;

  private final KeyLog keys;
  private final InternalErrors errors;
  private final DropLog drops = new DropLog();
  private final Map<String, Map<Anomaly, Long>> anomalies = new LinkedHashMap<>();
  private long packets;
  private long bytes;
  private long capturedBytes;
  private long refusedLayers;
  private long start = Long.MAX_VALUE;
  private long end = Long.MIN_VALUE;

  /**
   * @param tracker null where flows are not tracked
   * @param flows who listens to flows; null where they are not tracked
   * @param errors contains what fails while a packet is tracked
   * @param keys null where there are none but the capture's own
   */
  PacketTracker(
      FlowTracker tracker,
      FlowListener flows,
      PacketListener listener,
      InternalErrors errors,
      KeyLog keys) {
    neighbors = flows != null && flows.wantsNeighbors() ? new NeighborReader(flows) : null;
    this.keys = keys == null ? KeyLog.empty() : keys;
    this.tracker = tracker;
    this.errors = errors;
    this.listener = listener;
    if (tracker != null) {
      tracker.captureLoss(drops);
      if (keys != null) {
        tracker.secrets(keys);
      }
    }
    listener.onBegin(tracker);
  }

  /** Takes the packets of a batch, and then what the source said behind them. */
  void take(Batch batch) {
    for (int i = 0; i < batch.count(); i++) {
      take(batch.packet(i));
    }
    switch (batch.event()) {
      case DESCRIBED -> {
        // Without keys nobody is to look for them: that would cost time.
        if (tracker != null && keys.addBlocks(batch.info().secrets())) {
          tracker.secrets(keys);
        }
        listener.onDescribed(batch.interfaces(), batch.info());
      }
      case DROPS -> drops.add(batch.from(), batch.to());
      case TICK -> listener.onTick(batch.to());
      case QUIET -> {
        if (tracker != null && batch.to() != Long.MIN_VALUE) {
          tracker.advance(batch.to());
        }
        listener.onQuiet();
      }
      case NONE, END, FAILURE -> {}
    }
  }

  private void take(PacketInFlight inFlight) {
    Packet packet = inFlight.cursor().packet();
    if (tracker != null) {
      try {
        tracker.onPacket(inFlight.cursor().annotations());
      } catch (RuntimeException | StackOverflowError e) {
        errors.contain(e, packet.number());
      }
    }
    if (neighbors != null) {
      neighbors.onPacket(packet);
    }
    count(packet, inFlight.captured().hasTime());
    listener.onPacket(packet, inFlight.captured());
  }

  private void count(Packet packet, boolean hasTime) {
    packets++;
    bytes += packet.originalLength();
    capturedBytes += packet.capturedLength();
    refusedLayers += packet.refusedLayers();
    if (hasTime) {
      start = Math.min(start, packet.believedNanos());
      end = Math.max(end, packet.believedNanos());
    }
    if (packet.anomaly() != null) {
      String where = packet.anomalyProtocol() == null ? "frame" : packet.anomalyProtocol().name();
      anomalies
          .computeIfAbsent(where, key -> new LinkedHashMap<>())
          .merge(packet.anomaly(), 1L, Long::sum);
    }
  }

  /**
   * No more packets come: reports the flows that are open.
   *
   * @param isOpenEnded whether the traffic went on, or may have
   */
  void finish(boolean isOpenEnded) {
    if (tracker != null && isOpenEnded) {
      tracker.interrupt();
    } else if (tracker != null) {
      tracker.finish();
    }
  }

  /** What was seen in all. */
  Analyzer.Totals totals(
      long strayTimes,
      FragmentCounters fragments,
      CaptureEnd captureEnd,
      CaptureStatistics statistics) {
    boolean hasTime = start <= end;
    return new Analyzer.Totals(
        packets,
        bytes,
        capturedBytes,
        hasTime ? start : 0,
        hasTime ? end : 0,
        strayTimes,
        anomalies,
        tracker == null ? null : tracker.counters(fragments, refusedLayers),
        captureEnd,
        statistics,
        errors);
  }
}
