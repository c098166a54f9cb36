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

  /** The description alone, in English. */
  public static String of(FlowRecord flow) {
    return describe(flow).text();
  }

  /** The description alone. */
  public static String of(FlowRecord flow, Phrases phrases) {
    return new Writer(flow, phrases).write().text();
  }

  /** The description, safe on a terminal; empty where there is nothing to tell. */
  static FlowInfo describe(FlowRecord flow) {
    return new Writer(flow, Phrases.ENGLISH).write();
  }

  /** Writes the description of one flow. */
  private static final class Writer {
    private final FlowRecord flow;
    private final Phrases phrases;
    private final List<String> trouble = new ArrayList<>(4);
    private final List<String> rest = new ArrayList<>(4);

    Writer(FlowRecord flow, Phrases phrases) {
      this.flow = flow;
      this.phrases = phrases;
    }

    FlowInfo write() {
      if (flow.tcp() != null) {
        outcome();
        beginning();
      }
      if (flow.icmp() != null) {
        icmp(flow.icmp());
      }
      EndpointRecord.Stream client = flow.client().stream();
      EndpointRecord.Stream server = flow.server().stream();
      if (client != null && server != null) {
        losses(client, server);
        segments(client.segments(), server.segments());
      }
      checksums(flow.client().checksums(), flow.server().checksums());
      for (FlowRecord.Exchanges exchanges : flow.exchanges()) {
        if (!exchanges.first().isEmpty()) {
          String first = exchanges.first().get(0).summary();
          long more = exchanges.count() - 1;
          rest.add(more > 0 ? phrases.say("{0}, {1} more", first, more) : first);
        }
      }
      if (client != null && server != null) {
        probes(client.segments(), server.segments());
      }
      if (!flow.identity().tags().splitBy().isEmpty()) {
        rest.add(tags(flow.identity().tags()));
      }
      if (flow.identity().parent() != null) {
        rest.add(phrases.say("in {0}", flow.identity().parent()));
      }
      String first = SafeText.escape(String.join(SEPARATOR, trouble));
      trouble.addAll(rest);
      return new FlowInfo(SafeText.escape(String.join(SEPARATOR, trouble)), first.length());
    }

    /** Tells that the connection did not come about, was broken off, or is not closed. */
    private void outcome() {
      TcpRecord.Handshake handshake = flow.tcp().handshake();
      boolean isRepeated = handshake != null && handshake.synCount() > 1;
      String noAnswer =
          isRepeated
              ? phrases.say("no answer to {0} SYNs", handshake.synCount())
              : phrases.say("no answer");
      String words =
          switch (flow.outcome().connState()) {
            case S0 -> noAnswer;
            case REJ -> phrases.say("refused");
            case RSTO -> phrases.say("reset by client");
            case RSTR -> phrases.say("reset by server");
            case RSTOS0 -> phrases.say("{0}, then reset by client", noAnswer);
            case RSTRH -> phrases.say("only the server's side, reset by it");
            case SH -> phrases.say("{0}, then closed by client", noAnswer);
            case SHR -> phrases.say("only the server's side, closed by it");
            case S1 -> flow.outcome().finished() ? phrases.say("not closed") : null;
            case S2 -> phrases.say("closed by client only");
            case S3 -> phrases.say("closed by server only");
            default -> null;
          };
      if (words != null) {
        trouble.add(words);
      }
    }

    /** Tells how far the connection's beginning is in the record. */
    private void beginning() {
      if (flow.identity().continued()) {
        rest.add(
            isOnlyResets(flow)
                ? phrases.say("late reset, behind an earlier record")
                : phrases.say("continued"));
      } else if (flow.tcp().midstream()) {
        rest.add(phrases.say("began before the capture"));
      }
    }

    private void icmp(FlowRecord.Icmp icmp) {
      if (icmp.from() == null) {
        rest.add(flow.icmpText());
      } else {
        trouble.add(phrases.say("{0} from {1}", flow.icmpText(), icmp.from()));
      }
    }

    /** The tags that tell the flow from another of the same addresses and ports. */
    private String tags(FlowRecord.Tags tags) {
      List<String> all = new ArrayList<>();
      if (tags.splitBy().contains("vlan")) {
        all.add(
            tags.vlans().isEmpty()
                ? phrases.say("no VLAN")
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

    private void checksums(
        EndpointRecord.ChecksumErrors client, EndpointRecord.ChecksumErrors server) {
      long errors = (client == null ? 0 : client.errors()) + (server == null ? 0 : server.errors());
      add(trouble, errors, "checksum error", "checksum errors");
    }

    /** Tells of segments that brought nothing new. */
    private void segments(EndpointRecord.Segments client, EndpointRecord.Segments server) {
      add(trouble, client.zeroWindows() + server.zeroWindows(), "zero window", "zero windows");
      repeats(client.repeated() + server.repeated());
      long copies = client.duplicates() + server.duplicates();
      add(trouble, copies, "packet seen twice", "packets seen twice");
    }

    /** Tells of segments that only ask whether the other side is there, or has room. */
    private void probes(EndpointRecord.Segments client, EndpointRecord.Segments server) {
      add(rest, client.windowProbes() + server.windowProbes(), "window probe", "window probes");
      add(rest, client.keepAlives() + server.keepAlives(), "keep-alive", "keep-alives");
    }

    /**
     * Tells of segments sent again. With analysis they are known to be retransmissions; so is a SYN
     * that repeats itself.
     *
     * @param repeated segments that held nothing new
     */
    private void repeats(long repeated) {
      TcpAnalysisRecord analysis = flow.tcp().analysis();
      TcpRecord.Handshake handshake = flow.tcp().handshake();
      long repeatedSyns = handshake == null ? 0 : Math.max(0, handshake.synCount() - 1);
      if (repeatedSyns == repeated && flow.outcome().connState() == ConnState.S0) {
        return; // the number of SYNs is told already
      }
      long sentAgain =
          analysis == null
              ? repeated
              : analysis.client().resending().retransmissions()
                  + analysis.server().resending().retransmissions();
      if (analysis != null || repeatedSyns == repeated) {
        add(trouble, sentAgain, "retransmission", "retransmissions");
      } else {
        add(trouble, repeated, "repeated segment", "repeated segments");
      }
    }

    private void add(List<String> parts, long n, String one, String many) {
      if (n > 0) {
        parts.add(phrases.counted(n, one, many));
      }
    }

    private void losses(EndpointRecord.Stream client, EndpointRecord.Stream server) {
      long missing = client.missing().bytes() + server.missing().bytes();
      long lost = client.missing().captureLossBytes() + server.missing().captureLossBytes();
      String bytes = Units.bytes(missing);
      if (missing > 0 && lost == 0) {
        trouble.add(phrases.say("{0} not in the capture", bytes));
      } else if (missing > 0 && lost == missing) {
        trouble.add(phrases.say("{0} not in the capture, which dropped packets then", bytes));
      } else if (missing > 0) {
        String some = "{0} not in the capture, which dropped packets for {1} of them";
        trouble.add(phrases.say(some, bytes, Units.bytes(lost)));
      }
      long conflicts = client.odd().overlapConflicts() + server.odd().overlapConflicts();
      add(trouble, conflicts, "overlap with other bytes", "overlaps with other bytes");
    }
  }

  private static boolean isOnlyResets(FlowRecord flow) {
    String history = flow.outcome().history();
    return history != null
        && !history.isEmpty()
        && history.chars().allMatch(letter -> letter == 'r' || letter == 'R');
  }
}
