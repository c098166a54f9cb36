package io.weft.report.text;

import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A flow in one line. What went wrong comes first, since a narrow terminal cuts the end: that the
 * connection failed, what is lost, who took no more, what was sent again, copied or damaged.
 *
 * @param text safe on a terminal; empty where there is nothing to tell
 * @param troubleLength the length of the text's beginning that tells what went wrong
 */
public record FlowInfo(String text, int troubleLength) {
  private static final String SEPARATOR = "; ";

  /** The description alone. */
  public static String of(FlowRecord flow) {
    return describe(flow).text();
  }

  /** The description, safe on a terminal; empty where there is nothing to tell. */
  static FlowInfo describe(FlowRecord flow) {
    List<String> trouble = new ArrayList<>(4);
    List<String> rest = new ArrayList<>(4);
    if (flow.tcp() != null) {
      outcome(trouble, flow);
      beginning(rest, flow);
    }
    if (flow.icmp() != null) {
      String from = flow.icmp().from() == null ? "" : " from " + flow.icmp().from();
      (flow.icmp().from() == null ? rest : trouble).add(flow.icmpText() + from);
    }
    if (flow.client().stream() != null && flow.server().stream() != null) {
      losses(trouble, flow.client().stream(), flow.server().stream());
      segments(trouble, flow, flow.client().stream(), flow.server().stream());
    }
    checksums(trouble, flow.client().checksums(), flow.server().checksums());
    for (FlowRecord.Exchanges exchanges : flow.exchanges()) {
      if (!exchanges.first().isEmpty()) {
        String first = exchanges.first().get(0).summary();
        rest.add(exchanges.count() > 1 ? first + ", " + (exchanges.count() - 1) + " more" : first);
      }
    }
    if (flow.client().stream() != null && flow.server().stream() != null) {
      probes(rest, flow.client().stream().segments(), flow.server().stream().segments());
    }
    if (!flow.identity().tags().splitBy().isEmpty()) {
      rest.add(tags(flow.identity().tags()));
    }
    if (flow.identity().parent() != null) {
      rest.add("in " + flow.identity().parent());
    }
    String first = SafeText.escape(String.join(SEPARATOR, trouble));
    trouble.addAll(rest);
    return new FlowInfo(SafeText.escape(String.join(SEPARATOR, trouble)), first.length());
  }

  /** Tells that the connection did not come about, was broken off, or is not closed. */
  private static void outcome(List<String> trouble, FlowRecord flow) {
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
      trouble.add(words);
    }
  }

  /** Tells how far the connection's beginning is in the record. */
  private static void beginning(List<String> rest, FlowRecord flow) {
    if (flow.identity().continued()) {
      rest.add(isOnlyResets(flow) ? "late reset, behind an earlier record" : "continued");
    } else if (flow.tcp().midstream()) {
      rest.add("began before the capture");
    }
  }

  /** The tags that tell the flow from another of the same addresses and ports. */
  private static String tags(FlowRecord.Tags tags) {
    List<String> all = new ArrayList<>();
    if (tags.splitBy().contains("vlan")) {
      all.add(
          tags.vlans().isEmpty()
              ? "no VLAN"
              : "VLAN "
                  + tags.vlans().stream().map(String::valueOf).collect(Collectors.joining(".")));
    }
    if (tags.splitBy().contains("tunnel")) {
      for (FlowRecord.Encapsulation tunnel : tags.encapsulation()) {
        all.add(tunnel.protocol() + (tunnel.id() < 0 ? "" : " " + tunnel.id()));
      }
    }
    return String.join(", ", all);
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
    add(parts, ofClient.zeroWindows() + ofServer.zeroWindows(), "zero window", "zero windows", "");
    repeats(parts, flow, ofClient.repeated() + ofServer.repeated());
    add(parts, ofClient.duplicates() + ofServer.duplicates(), "packet", "packets", " seen twice");
  }

  /** Tells of segments that only ask whether the other side is there, or has room. */
  private static void probes(
      List<String> parts, EndpointRecord.Segments client, EndpointRecord.Segments server) {
    add(parts, client.windowProbes() + server.windowProbes(), "window probe", "window probes", "");
    add(parts, client.keepAlives() + server.keepAlives(), "keep-alive", "keep-alives", "");
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
