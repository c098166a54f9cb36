package io.weft.capture.live;

import io.weft.capture.CaptureStatistics;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/**
 * Counts the packets of a live capture. libpcap counts with 32 bits and begins again from 0 every
 * four billion packets; these numbers go on. Reading them costs a few system calls, so this is not
 * done for each packet. Thread-safe.
 */
final class Counters {
  private static final long LOW_32_BITS = 0xFFFF_FFFFL;

  private final PcapHandle handle;
  private final Feed feed;
  private long received;
  private long kernelDropped;
  private long interfaceDropped;
  private boolean known;

  Counters(PcapHandle handle, Feed feed) {
    this.handle = handle;
    this.feed = feed;
  }

  /** Asks libpcap; returns the last answer after the capture was closed. */
  synchronized CaptureStatistics read() {
    try {
      PcapStat counted = handle.getStats();
      received += (counted.getNumPacketsReceived() - received) & LOW_32_BITS;
      kernelDropped += (counted.getNumPacketsDropped() - kernelDropped) & LOW_32_BITS;
      interfaceDropped += (counted.getNumPacketsDroppedByIf() - interfaceDropped) & LOW_32_BITS;
      known = true;
    } catch (PcapNativeException | NotOpenException e) {
      if (!known) {
        return CaptureStatistics.NONE;
      }
    }
    return new CaptureStatistics(received, kernelDropped, interfaceDropped, feed.queueDropped());
  }
}
