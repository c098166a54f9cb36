package io.weft.report.text;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import java.util.ArrayList;
import java.util.List;

/** Describes a flow in one line: its outcome, what it carried, what it lost. */
public final class FlowInfo {
  private FlowInfo() {}

  /** The description, safe on a terminal; empty where there is nothing to tell. */
  public static String of(FlowRecord flow) {
    List<String> parts = new ArrayList<>(4);
    if (flow.tcp() != null) {
      outcome(parts, flow);
    }
    if (flow.icmp() != null) {
      String from = flow.icmp().from() == null ? "" : " from " + flow.icmp().from();
      parts.add(flow.icmpText() + from);
    }
    for (FlowRecord.Exchanges exchanges : flow.exchanges()) {
      if (!exchanges.first().isEmpty()) {
        String first = exchanges.first().get(0).summary();
        parts.add(exchanges.count() > 1 ? first + ", " + (exchanges.count() - 1) + " more" : first);
      }
    }
    losses(parts, flow.client().stream(), flow.server().stream());
    checksums(parts, flow.client().checksums(), flow.server().checksums());
    if (flow.identity().parent() != null) {
      parts.add("in " + flow.identity().parent());
    }
    return SafeText.escape(String.join("; ", parts));
  }

  private static void outcome(List<String> parts, FlowRecord flow) {
    TcpRecord.Handshake handshake = flow.tcp().handshake();
    boolean isRepeated = handshake != null && handshake.synCount() > 1;
    String noAnswer = isRepeated ? "no answer to " + handshake.synCount() + " SYNs" : "no answer";
    String words =
        switch (flow.outcome().connState()) {
          case S0 -> noAnswer;
          case REJ -> "refused";
          case RSTO -> "reset by client";
          case RSTR -> "reset by server";
          case RSTOS0 -> noAnswer + ", then reset by client";
          case RSTRH -> "only the server's side, reset by it";
          case SH -> noAnswer + ", then closed by client";
          case SHR -> "only the server's side, closed by it";
          case S1 -> flow.outcome().finished() ? "not closed" : null;
          case S2 -> "closed by client only";
          case S3 -> "closed by server only";
          default -> null;
        };
    if (words != null) {
      parts.add(words);
    }
    if (flow.identity().continued()) {
      parts.add(isOnlyResets(flow) ? "late reset, behind an earlier record" : "continued");
    } else if (flow.tcp().midstream()) {
      parts.add("began before the capture");
    }
  }

  private static boolean isOnlyResets(FlowRecord flow) {
    String history = flow.outcome().history();
    return history != null
        && !history.isEmpty()
        && history.chars().allMatch(letter -> letter == 'r' || letter == 'R');
  }

  private static void checksums(
      List<String> parts,
      EndpointRecord.ChecksumErrors client,
      EndpointRecord.ChecksumErrors server) {
    long errors = (client == null ? 0 : client.errors()) + (server == null ? 0 : server.errors());
    if (errors > 0) {
      parts.add(Units.count(errors, "checksum error", "checksum errors"));
    }
  }

  private static void losses(
      List<String> parts, EndpointRecord.Stream client, EndpointRecord.Stream server) {
    if (client == null || server == null) {
      return;
    }
    long repeated = client.retransmissions() + server.retransmissions();
    if (repeated > 0) {
      parts.add(Units.count(repeated, "retransmission", "retransmissions"));
    }
    long missing = client.missing().bytes() + server.missing().bytes();
    if (missing > 0) {
      long lost = client.missing().captureLossBytes() + server.missing().captureLossBytes();
      parts.add(
          Units.bytes(missing)
              + " not in the capture"
              + (lost == 0
                  ? ""
                  : lost == missing
                      ? ", which dropped packets then"
                      : ", which dropped packets for " + Units.bytes(lost) + " of them"));
    }
    long conflicts = client.odd().overlapConflicts() + server.odd().overlapConflicts();
    if (conflicts > 0) {
      parts.add(Units.count(conflicts, "overlap", "overlaps") + " with other bytes");
    }
  }
}
