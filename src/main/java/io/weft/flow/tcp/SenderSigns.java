package io.weft.flow.tcp;

import io.weft.flow.segment.Segment;
import io.weft.flow.segment.Sequence;
import io.weft.protocol.transport.tcp.Tcp;

/**
 * What the segments of one end of a connection show besides their payload: keep-alives, window
 * probes, closed windows.
 */
final class SenderSigns {
  /**
   * Number behind the highest byte, SYN or FIN sent, window probes left out, as Wireshark has it.
   */
  private int highest;

  private boolean hasHighest;

  /** Did the end's last segment close its receive window? */
  private boolean isWindowClosed;

  /**
   * Counts what the segment shows besides its payload, and moves the highest number.
   *
   * @param sender how far the sequence numbers of the segment's sender have come
   * @param isPeerWindowClosed has the peer closed its receive window?
   * @param account of the stream that the segment belongs to
   * @return does the segment only ask the peer for a sign of life (a keep-alive) or for room (a
   *     window probe)? Its byte is then not meant to be taken. The definitions are those of the
   *     analysis: Wireshark's, but a byte that the peer has not acknowledged is no keep-alive
   */
  boolean isQuestion(
      Segment segment, ZeekEndpoint sender, boolean isPeerWindowClosed, StreamAccount account) {
    boolean isPlain = !segment.has(Tcp.SYN | Tcp.FIN | Tcp.RST);
    boolean isProbe =
        isPeerWindowClosed && segment.length() == 1 && hasHighest && segment.sequence() == highest;
    boolean isKeepAlive =
        isPlain
            && segment.length() <= 1
            && hasHighest
            && segment.sequence() == highest - 1
            && (segment.length() == 0 || isAcknowledged(segment, sender));
    if (segment.isCopy()) {
      account.odd().duplicates++;
    } else if (isProbe) {
      account.odd().windowProbes++;
    } else if (isPlain) {
      if (segment.window() == 0) {
        account.odd().zeroWindows++;
      }
      if (isKeepAlive) {
        account.odd().keepAlives++;
      }
    }
    isWindowClosed = segment.window() == 0;
    if (!isProbe && !segment.has(Tcp.RST)) {
      int end = segment.sequence() + segment.sequenceLength();
      if (!hasHighest || segment.has(Tcp.SYN) || Sequence.isBefore(highest, end)) {
        hasHighest = true;
        highest = end;
      }
    }
    return isProbe || isKeepAlive;
  }

  /** Has the peer acknowledged the whole segment? */
  private static boolean isAcknowledged(Segment segment, ZeekEndpoint sender) {
    int end = segment.sequence() + segment.length();
    return sender.isAcknowledged() && !Sequence.isBefore(sender.acknowledged(), end);
  }

  /** Did the end's last segment close its receive window? */
  boolean isWindowClosed() {
    return isWindowClosed;
  }
}
