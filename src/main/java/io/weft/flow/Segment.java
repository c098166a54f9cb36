package io.weft.flow;

import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpAnalysis;

/** One TCP segment as the connection sees it. Reused for every segment. */
final class Segment {
  boolean fromClient;
  int flags;
  int sequence;
  int acknowledgment;
  int window;

  /** Payload on the wire, in bytes. */
  int length;

  byte[] bytes;

  /** First captured byte of payload. */
  int from;

  /**
   * End of the captured payload: less than {@link #length} from {@link #from} where the capture cut
   * it.
   */
  int to;

  long packet;
  long nanos;

  /** Is it known to be a copy of a packet that was captured before? */
  boolean copy;

  /** The header is longer than the segment: nothing in it can be relied upon. */
  boolean isBroken;

  /** The checksum is wrong: the receiver drops it, and its bytes and numbers mean nothing. */
  boolean isCorrupt;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Its numbers as they are, for a header that is not analysed. */
  void quote(TcpAnalysis result) {
    result.quote();
    result.relativeSequence = sequence;
    result.relativeAcknowledgment = acknowledgment;
    result.window = window;
  }

  boolean isBareSyn() {
    return (flags & (Tcp.SYN | Tcp.ACK)) == Tcp.SYN;
  }

  boolean isSynAck() {
    return (flags & (Tcp.SYN | Tcp.ACK)) == (Tcp.SYN | Tcp.ACK);
  }

  /** Sequence number of the first byte of payload. */
  int dataSequence() {
    return has(Tcp.SYN) ? sequence + 1 : sequence;
  }

  /** Payload, and one each for SYN and FIN. */
  int sequenceLength() {
    return length + (has(Tcp.SYN) ? 1 : 0) + (has(Tcp.FIN) ? 1 : 0);
  }
}
