package io.weft.report.document;

import io.weft.bytes.IpAddress;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums up traffic by address. A scan may bring millions of addresses: when there are too many, the
 * half with the least traffic is forgotten, and counted.
 */
final class TopTalkers {
  /** How many addresses {@link #top} gives. */
  static final int SHOWN = 20;

  private static final int MAX_ADDRESSES = 1 << 16;

  /** The most bytes first; among equals, the address that came first. */
  private static final Comparator<Entry> LARGEST =
      Comparator.<Entry>comparingLong(entry -> -entry.sum())
          .thenComparingLong(entry -> entry.number);

  private final int maxAddresses;
  private final Map<IpAddress, Entry> entries = new HashMap<>();
  private long met;
  private long forgotten;

  TopTalkers() {
    this(MAX_ADDRESSES);
  }

  /**
   * @param maxAddresses how many addresses are kept at once
   */
  TopTalkers(int maxAddresses) {
    this.maxAddresses = maxAddresses;
  }

  private static final class Entry {
    private final IpAddress ip;
    private final long number;
    private String name;
    private long flows;
    private long packetsSent;
    private long bytesSent;
    private long packetsReceived;
    private long bytesReceived;

    Entry(IpAddress ip, long number) {
      this.ip = ip;
      this.number = number;
    }

    long sum() {
      return bytesSent + bytesReceived;
    }
  }

  /** Adds the traffic of a flow that has ended. */
  void add(FlowRecord flow) {
    add(flow.client(), flow.server());
    add(flow.server(), flow.client());
  }

  private void add(EndpointRecord end, EndpointRecord other) {
    Entry entry = entries.get(end.ip());
    if (entry == null) {
      if (entries.size() >= maxAddresses) {
        forgetHalf();
      }
      entry = new Entry(end.ip(), met++);
      entries.put(end.ip(), entry);
    }
    if (end.name() != null) {
      entry.name = end.name().text();
    }
    entry.flows++;
    entry.packetsSent += end.volume().packets();
    entry.bytesSent += end.volume().bytes();
    entry.packetsReceived += other.volume().packets();
    entry.bytesReceived += other.volume().bytes();
  }

  private void forgetHalf() {
    List<Entry> sorted = sorted();
    for (Entry entry : sorted.subList(maxAddresses / 2, sorted.size())) {
      entries.remove(entry.ip);
      forgotten++;
    }
  }

  private List<Entry> sorted() {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(LARGEST);
    return sorted;
  }

  /** How many times an address was forgotten. */
  long forgotten() {
    return forgotten;
  }

  /** The addresses with the most bytes, in that order. */
  List<ReportSummary.Talker> top() {
    return sorted().stream()
        .limit(SHOWN)
        .map(
            entry ->
                new ReportSummary.Talker(
                    entry.ip,
                    entry.name,
                    entry.flows,
                    entry.packetsSent,
                    entry.bytesSent,
                    entry.packetsReceived,
                    entry.bytesReceived))
        .toList();
  }
}
