package io.weft.report.text;

import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
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
    if (flow.client().stream() != null && flow.server().stream() != null) {
      segments(parts, flow, flow.client().stream(), flow.server().stream());
      losses(parts, flow.client().stream(), flow.server().stream());
    }
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

  /** Tells of segments that brought nothing new. */
  private static void segments(
      List<String> parts,
      FlowRecord flow,
      EndpointRecord.Stream client,
      EndpointRecord.Stream server) {
    EndpointRecord.Segments ofClient = client.segments();
    EndpointRecord.Segments ofServer = server.segments();
    repeats(parts, flow, ofClient.repeated() + ofServer.repeated());
    add(parts, ofClient.duplicates() + ofServer.duplicates(), "packet", "packets", " seen twice");
    add(parts, ofClient.zeroWindows() + ofServer.zeroWindows(), "zero window", "zero windows", "");
    add(
        parts,
        ofClient.windowProbes() + ofServer.windowProbes(),
        "window probe",
        "window probes",
        "");
    add(parts, ofClient.keepAlives() + ofServer.keepAlives(), "keep-alive", "keep-alives", "");
  }

  /**
   * Tells of segments sent again. With analysis they are known to be retransmissions; so is a SYN
   * that repeats itself.
   *
   * @param repeated segments that held nothing new
   */
  private static void repeats(List<String> parts, FlowRecord flow, long repeated) {
    TcpAnalysisRecord analysis = flow.tcp().analysis();
    TcpRecord.Handshake handshake = flow.tcp().handshake();
    long repeatedSyns = handshake == null ? 0 : Math.max(0, handshake.synCount() - 1);
    if (repeatedSyns == repeated && flow.outcome().connState() == ConnState.S0) {
      return; // the number of SYNs is told already
    }
    if (analysis != null) {
      long sentAgain =
          analysis.client().resending().retransmissions()
              + analysis.server().resending().retransmissions();
      add(parts, sentAgain, "retransmission", "retransmissions", "");
    } else if (repeatedSyns == repeated) {
      add(parts, repeated, "retransmission", "retransmissions", "");
    } else {
      add(parts, repeated, "repeated segment", "repeated segments", "");
    }
  }

  private static void add(List<String> parts, long n, String one, String many, String more) {
    if (n > 0) {
      parts.add(Units.count(n, one, many) + more);
    }
  }

  private static void losses(
      List<String> parts, EndpointRecord.Stream client, EndpointRecord.Stream server) {
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
