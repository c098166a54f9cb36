package io.weft.report.html;

import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;

/**
 * How much a flow is worth a look: by its trouble, then by its size. Trouble is compared by its
 * order of magnitude only, since 40 lost segments are no worse a sign than 39.
 */
final class Notability {
  /** An attempt that failed is common: a scan has thousands of them. */
  private static final int FAILED = 4;

  private static final int BROKEN_OFF = 16;
  private static final int MISSING = 32;
  private static final int ZERO_WINDOW = 64;
  private static final int RESENT = 32;
  private static final int SIZE_BITS = 48;
  private static final long MOST_BYTES = (1L << SIZE_BITS) - 1;

  private Notability() {}

  /** Points for what went wrong; 0 for a flow without trouble. */
  static long trouble(FlowRecord flow) {
    long points = 0;
    if (flow.icmp() != null && flow.icmp().from() != null) {
      points += FAILED;
    }
    if (flow.tcp() != null) {
      points +=
          switch (flow.outcome().connState()) {
            case S0, REJ, SH, SHR, RSTOS0, RSTRH -> FAILED;
            case RSTO, RSTR -> BROKEN_OFF;
            default -> 0;
          };
      points += end(flow.client()) + end(flow.server());
      long resent = resent(flow);
      points += resent == 0 ? 0 : RESENT + resent;
    }
    return points;
  }

  private static long end(EndpointRecord end) {
    EndpointRecord.Stream stream = end.stream();
    return stream == null
        ? 0
        : (stream.missing().bytes() > 0 ? MISSING : 0)
            + (stream.segments().zeroWindows() > 0 ? ZERO_WINDOW : 0);
  }

  /** Segments of both sides that were sent again; without analysis, those with nothing new. */
  static long resent(FlowRecord flow) {
    if (flow.tcp() == null) {
      return 0;
    }
    TcpAnalysisRecord analysis = flow.tcp().analysis();
    if (analysis != null) {
      return analysis.client().resending().retransmissions()
          + analysis.server().resending().retransmissions();
    }
    return repeated(flow.client()) + repeated(flow.server());
  }

  private static long repeated(EndpointRecord end) {
    return end.stream() == null ? 0 : end.stream().segments().repeated();
  }

  /** A number that orders flows: the higher, the more worth a look. */
  static long score(FlowRecord flow) {
    int magnitude = Long.SIZE - Long.numberOfLeadingZeros(trouble(flow));
    return ((long) magnitude << SIZE_BITS) | Math.min(MOST_BYTES, flow.bytes());
  }
}
