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
 * Traffic by address. A scan may bring millions of addresses: above a bound the half with the least
 * traffic is let go, and counted.
 */
final class Talkers {
  static final int SHOWN = 20;
  private static final int MOST = 1 << 16;

  /** Largest first; of equals the one that was met first. */
  private static final Comparator<Entry> LARGEST =
      Comparator.<Entry>comparingLong(entry -> -entry.sum())
          .thenComparingLong(entry -> entry.number);

  private final int most;
  private final Map<IpAddress, Entry> entries = new HashMap<>();
  private long met;
  private long forgotten;

  Talkers() {
    this(MOST);
  }

  Talkers(int most) {
    this.most = most;
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

  void add(FlowRecord flow) {
    add(flow.client(), flow.server());
    add(flow.server(), flow.client());
  }

  private void add(EndpointRecord end, EndpointRecord other) {
    Entry entry = entries.get(end.ip());
    if (entry == null) {
      if (entries.size() >= most) {
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
    for (Entry entry : sorted.subList(most / 2, sorted.size())) {
      entries.remove(entry.ip);
      forgotten++;
    }
  }

  private List<Entry> sorted() {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(LARGEST);
    return sorted;
  }

  long forgotten() {
    return forgotten;
  }

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
