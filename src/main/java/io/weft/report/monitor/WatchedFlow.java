package io.weft.report.monitor;

import io.weft.flow.Flow;
import java.util.Arrays;

/** A flow whose numbers are sampled: what it had counted at each of the last samples. */
final class WatchedFlow {
  final Flow flow;
  private final long packetsBefore;
  private final long bytesBefore;

  /** Null until the flow is one of those to be watched on. */
  private long[] packets;

  private long[] bytes;

  /** Bytes within the window: what rates are compared by. */
  private long recentBytes;

  WatchedFlow(Flow flow, long packetsBefore, long bytesBefore) {
    this.flow = flow;
    this.packetsBefore = packetsBefore;
    this.bytesBefore = bytesBefore;
    recentBytes = flow.bytes() - bytesBefore;
  }

  /** Watches the flow on; it had no packet within the window but those since the last sample. */
  void keep(int slots) {
    if (packets == null) {
      packets = new long[slots];
      bytes = new long[slots];
      Arrays.fill(packets, packetsBefore);
      Arrays.fill(bytes, bytesBefore);
    }
  }

  void sample(SampleRing ring) {
    packets[ring.newest()] = flow.packets();
    bytes[ring.newest()] = flow.bytes();
    recentBytes = bytes[ring.newest()] - bytes[ring.oldest()];
  }

  double packetsPerSecond(SampleRing ring) {
    return ring.perSecond(packets[ring.newest()] - packets[ring.oldest()]);
  }

  double bitsPerSecond(SampleRing ring) {
    return ring.perSecond(8 * recentBytes);
  }

  /** The flow with the greatest key stands first in the order. */
  long key(MonitorOrder order) {
    return switch (order) {
      case RATE -> recentBytes;
      case BYTES -> flow.bytes();
      case PACKETS -> flow.packets();
      case START -> flow.startNanos();
    };
  }
}
