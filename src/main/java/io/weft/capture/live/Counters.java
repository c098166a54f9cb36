package io.weft.capture.live;

import io.weft.capture.CaptureStatistics;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/**
 * libpcap's counts of a capture, which are of 32 bits and begin anew every four billion packets, as
 * numbers that do not. Asking costs a few system calls, so nobody asks per packet. Thread-safe.
 */
final class Counters {
  private static final long LOW = 0xFFFF_FFFFL;

  private final PcapHandle handle;
  private final Feed feed;
  private final Drops drops = new Drops(LiveSource.now());
  private long received;
  private long kernelDropped;
  private long interfaceDropped;
  private boolean known;

  Counters(PcapHandle handle, Feed feed) {
    this.handle = handle;
    this.feed = feed;
  }

  /** Asks; where nobody answers any more, what was told last. */
  synchronized CaptureStatistics read() {
    try {
      PcapStat told = handle.getStats();
      received += (told.getNumPacketsReceived() - received) & LOW;
      kernelDropped += (told.getNumPacketsDropped() - kernelDropped) & LOW;
      interfaceDropped += (told.getNumPacketsDroppedByIf() - interfaceDropped) & LOW;
      known = true;
    } catch (PcapNativeException | NotOpenException e) {
      if (!known) {
        return CaptureStatistics.NONE;
      }
    }
    CaptureStatistics now =
        new CaptureStatistics(received, kernelDropped, interfaceDropped, feed.queueDropped());
    drops.look(LiveSource.now(), now.dropped());
    return now;
  }

  /**
   * May packets have been dropped between two moments, in nanoseconds since the epoch? Asks anew
   * where the last answer is older than the span's end.
   */
  synchronized boolean droppedWithin(long from, long to) {
    if (drops.lastLook() < to) {
      read();
    }
    return drops.within(from, to);
  }
}
