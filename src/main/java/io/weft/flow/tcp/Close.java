package io.weft.flow.tcp;

import io.weft.flow.TcpRecord;
import io.weft.flow.segment.Segment;
import io.weft.protocol.transport.tcp.Tcp;

/** How a connection was closed, and by whom. */
final class Close {
  private boolean byFirst;
  private boolean reset;
  private long nanos = TcpRecord.UNKNOWN;
  private boolean firstFin;
  private boolean otherFin;

  /** Takes the next segment of either end. */
  void onSegment(Segment segment) {
    if (segment.has(Tcp.RST)) {
      if (!isClosed()) {
        reset = true;
        byFirst = segment.isFromFirst();
        nanos = segment.nanos();
      }
    } else if (segment.has(Tcp.FIN)) {
      if (nanos == TcpRecord.UNKNOWN) {
        nanos = segment.nanos();
        byFirst = segment.isFromFirst();
      }
      if (segment.isFromFirst()) {
        firstFin = true;
      } else {
        otherFin = true;
      }
    }
  }

  /** Have both ends said FIN, or one RST? */
  boolean isClosed() {
    return reset || (firstFin && otherFin);
  }

  /** What the record tells of the close; null while neither end has begun to close. */
  TcpRecord.Close toRecord(boolean clientIsFirst) {
    return nanos == TcpRecord.UNKNOWN
        ? null
        : new TcpRecord.Close(byFirst == clientIsFirst, reset, nanos);
  }
}
