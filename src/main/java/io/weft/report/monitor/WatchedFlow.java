package io.weft.report.monitor;

import io.weft.flow.Flow;
import java.util.Arrays;

/** A flow with its packet and byte counts at each of the last samples. */
final class WatchedFlow {
  final Flow flow;
  private final long packetsBefore;
  private final long bytesBefore;

  /** Packets by sample; null until {@link #keep} is called. */
  private long[] packets;

  /** Bytes by sample; null until {@link #keep} is called. */
  private long[] bytes;

  /** Bytes since the oldest sample: flows are compared by them, as their rates would compare. */
  private long recentBytes;

  /**
   * @param packetsBefore packets of the flow at the last sample
   * @param bytesBefore bytes of the flow at the last sample
   */
  WatchedFlow(Flow flow, long packetsBefore, long bytesBefore) {
    this.flow = flow;
    this.packetsBefore = packetsBefore;
    this.bytesBefore = bytesBefore;
    recentBytes = flow.bytes() - bytesBefore;
  }

  /**
   * Makes room for samples. The flow's counts at earlier samples are not known; those at the last
   * sample stand in for them, so that its rate is too low until it has been watched for some time.
   *
   * @param slots size of the ring of samples
   */
  void keep(int slots) {
    if (packets == null) {
      packets = new long[slots];
      bytes = new long[slots];
      Arrays.fill(packets, packetsBefore);
      Arrays.fill(bytes, bytesBefore);
    }
  }

  /** Takes the counts as those of the ring's newest sample. */
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

  /** The key by which the order sorts; the flow with the greatest key stands first. */
  long key(MonitorOrder order) {
    return switch (order) {
      case RATE -> recentBytes;
      case BYTES -> flow.bytes();
      case PACKETS -> flow.packets();
      case START -> flow.startNanos();
    };
  }
}
