package io.weft.insight.proof;

import io.weft.flow.FlowRecord;
import io.weft.flow.TcpAnalysisRecord;
import io.weft.flow.TcpRecord;
import io.weft.insight.time.BoxOnTheWay;
import io.weft.insight.time.ConnectionTime;

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

  /**
   * The same where the division of the connection's time may have shown that a box on the way
   * answered the handshake: that tells nothing of the server.
   *
   * @param time null where it was not divided
   */
  public static long toServer(FlowRecord record, ConnectionTime time) {
    long least = toServer(record);
    return time != null && BoxOnTheWay.answers(least, time.serverRttNanos())
        ? time.serverRttNanos()
        : least;
  }
}
