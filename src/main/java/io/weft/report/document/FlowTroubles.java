package io.weft.report.document;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sums up what flow records tell of trouble: attempts that failed, losses, repeats, closed windows.
 */
final class FlowTroubles {
  private final Map<Trouble, Long> counts = new EnumMap<>(Trouble.class);

  /** What a count is one of. */
  private enum Unit {
    FLOWS,
    PACKETS,
    BYTES
  }

  /** What is counted, in the order of the report. */
  private enum Trouble {
    UNANSWERED(Unit.FLOWS, "connection attempts that were not answered"),
    REFUSED(Unit.FLOWS, "connection attempts that were refused"),
    RESET(Unit.FLOWS, "connections that were reset"),
    ICMP_ERRORS("icmp", Unit.FLOWS, "flows of which a router or host reported an error"),
    RETRANSMISSIONS(Unit.PACKETS, "segments that were sent again"),
    REPEATED_SEGMENTS(Unit.PACKETS, "segments that hold nothing new"),
    DUPLICATES(Unit.PACKETS, "segments that the capture holds more than once"),
    ZERO_WINDOWS(Unit.PACKETS, "segments whose sender had no room to receive"),
    WINDOW_PROBES(Unit.PACKETS, "segments that ask whether a closed window has opened"),
    KEEP_ALIVES(Unit.PACKETS, "segments that ask whether the peer is still there"),
    MISSING(Unit.BYTES, "bytes of streams that the capture does not hold"),
    CAPTURE_LOSS(Unit.BYTES, "the part of these in whose time the capture dropped packets"),
    ABANDONED(Unit.BYTES, "bytes that came too late for their place in the stream"),
    BEFORE_START(Unit.BYTES, "bytes before the beginning of their stream"),
    OUTSIDE_WINDOW(Unit.BYTES, "bytes too far ahead to belong to their stream"),
    CONFLICTING(Unit.BYTES, "bytes that contradict those that came first"),
    CUT(Unit.BYTES, "bytes of streams that the capture cut off"),
    CHECKSUM_ERRORS("ip", Unit.PACKETS, "packets with a wrong checksum"),
    CHECKSUM_OFFLOAD("ip", Unit.PACKETS, "packets captured before their checksum was filled in");

    private final String protocol;
    private final Unit unit;
    private final String description;

    Trouble(Unit unit, String description) {
      this("tcp", unit, description);
    }

    Trouble(String protocol, Unit unit, String description) {
      this.protocol = protocol;
      this.unit = unit;
      this.description = description;
    }

    ReportSummary.AnomalyCount count(Long count) {
      return new ReportSummary.AnomalyCount(
          protocol,
          name().toLowerCase(Locale.ROOT),
          description,
          unit == Unit.PACKETS ? count : null,
          unit == Unit.FLOWS ? count : null,
          unit == Unit.BYTES ? count : null);
    }
  }

  private void add(Trouble trouble, long count) {
    if (count > 0) {
      counts.merge(trouble, count, Long::sum);
    }
  }

  /** Adds what a flow that has ended tells. */
  void add(FlowRecord flow) {
    if (flow.icmp() != null && flow.icmp().from() != null) {
      add(Trouble.ICMP_ERRORS, 1);
    }
    end(flow.client());
    end(flow.server());
    if (flow.tcp() == null) {
      return;
    }
    switch (flow.outcome().connState()) {
      case S0, SH, RSTOS0 -> add(Trouble.UNANSWERED, 1);
      case REJ -> add(Trouble.REFUSED, 1);
      case RSTO, RSTR, RSTRH -> add(Trouble.RESET, 1);
      default -> {
        // nothing failed
      }
    }
    TcpAnalysisRecord analysis = flow.tcp().analysis();
    if (analysis != null) {
      add(Trouble.RETRANSMISSIONS, analysis.client().resending().retransmissions());
      add(Trouble.RETRANSMISSIONS, analysis.server().resending().retransmissions());
    }
  }

  private void end(EndpointRecord end) {
    if (end.checksums() != null) {
      add(Trouble.CHECKSUM_ERRORS, end.checksums().errors());
      add(Trouble.CHECKSUM_OFFLOAD, end.checksums().offloads());
    }
    EndpointRecord.Stream stream = end.stream();
    if (stream == null) {
      return;
    }
    add(Trouble.REPEATED_SEGMENTS, stream.segments().repeated());
    add(Trouble.DUPLICATES, stream.segments().duplicates());
    add(Trouble.ZERO_WINDOWS, stream.segments().zeroWindows());
    add(Trouble.WINDOW_PROBES, stream.segments().windowProbes());
    add(Trouble.KEEP_ALIVES, stream.segments().keepAlives());
    add(Trouble.MISSING, stream.missing().bytes());
    add(Trouble.CAPTURE_LOSS, stream.missing().captureLossBytes());
    add(Trouble.ABANDONED, stream.setAside().abandoned());
    add(Trouble.BEFORE_START, stream.setAside().beforeStart());
    add(Trouble.OUTSIDE_WINDOW, stream.setAside().outsideWindow());
    add(Trouble.CONFLICTING, stream.setAside().conflicting());
    add(Trouble.CUT, stream.setAside().cut());
  }

  /** All that were met. */
  List<ReportSummary.AnomalyCount> all() {
    List<ReportSummary.AnomalyCount> all = new ArrayList<>();
    counts.forEach((trouble, count) -> all.add(trouble.count(count)));
    return all;
  }
}
