package io.weft.insight.proof;

import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpRecord;

/** How long the way from the capture to the server and back takes. */
public final class Paths {
  private Paths() {}

  /**
   * The least time that was seen: from the SYN to the SYN-ACK, or from a segment of the client to
   * its acknowledgment, which the server may have delayed.
   *
   * @return nanoseconds; {@link TcpRecord#UNKNOWN} where neither was seen
   */
  public static long toServer(FlowRecord record) {
    TcpRecord tcp = record.tcp();
    if (tcp == null) {
      return TcpRecord.UNKNOWN;
    }
    long handshake = tcp.handshake() == null ? TcpRecord.UNKNOWN : tcp.handshake().serverRttNanos();
    TcpAnalysisRecord analysis = tcp.analysis();
    if (analysis == null || analysis.client().rtt() == null) {
      return handshake;
    }
    long acknowledged = analysis.client().rtt().smallest();
    return handshake == TcpRecord.UNKNOWN ? acknowledged : Math.min(handshake, acknowledged);
  }
}
