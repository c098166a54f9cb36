package io.weft.protocol.transport.tcp;

import io.weft.dissect.Packet;
import io.weft.dissect.chain.InfoColumn;

/**
 * Describes a segment in a line: ports, flags, numbers, the options of a SYN, and in the notes what
 * is odd.
 */
final class TcpText implements InfoColumn {
  private static final String[] FLAGS = {
    "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"
  };

  /** Words for the flags of {@link TcpAnalysis}, in the order in which they are shown. */
  private static final Note[] NOTES = {
    new Note(TcpAnalysis.REUSED_PORTS, "ports reused"),
    new Note(TcpAnalysis.FAST_RETRANSMISSION, "fast retransmission"),
    new Note(TcpAnalysis.SPURIOUS_RETRANSMISSION, "spurious retransmission"),
    new Note(TcpAnalysis.RETRANSMISSION, "retransmission"),
    new Note(TcpAnalysis.OUT_OF_ORDER, "out of order"),
    new Note(TcpAnalysis.LOST_SEGMENT, "previous segment not captured"),
    new Note(TcpAnalysis.ACK_LOST_SEGMENT, "ACKed segment not captured"),
    new Note(TcpAnalysis.KEEP_ALIVE, "keep-alive"),
    new Note(TcpAnalysis.KEEP_ALIVE_ACK, "keep-alive ACK"),
    new Note(TcpAnalysis.ZERO_WINDOW_PROBE, "zero-window probe"),
    new Note(TcpAnalysis.ZERO_WINDOW_PROBE_ACK, "zero-window probe ACK"),
    new Note(TcpAnalysis.ZERO_WINDOW, "zero window"),
    new Note(TcpAnalysis.WINDOW_UPDATE, "window update"),
    new Note(TcpAnalysis.WINDOW_FULL, "window full"),
    new Note(TcpAnalysis.DUPLICATE_ACK, "duplicate ACK"),
  };

  private record Note(int flag, String words) {}

  @Override
  public void describe(Packet packet, int layer, StringBuilder text) {
    Tcp tcp = new Tcp();
    packet.bindLayer(tcp, layer);
    TcpAnalysis analysis = analysis(packet, layer);
    text.append(tcp.sourcePort()).append(" → ").append(tcp.destinationPort());
    if (!tcp.isWhole()) {
      return;
    }
    flags(tcp.flags(), text);
    text.append(" Seq=")
        .append(
            Integer.toUnsignedLong(
                analysis != null ? analysis.relativeSequence() : tcp.sequence()));
    if (tcp.isAck()) {
      text.append(" Ack=")
          .append(
              Integer.toUnsignedLong(
                  analysis != null ? analysis.relativeAcknowledgment() : tcp.acknowledgment()));
    }
    text.append(" Win=").append(analysis != null ? analysis.window() : tcp.window());
    text.append(" Len=").append(tcp.payloadLength());
    if (tcp.isSyn()) {
      options(tcp, text);
    }
  }

  /** What the flow stage found out; null where it has not analysed the segment. */
  private static TcpAnalysis analysis(Packet packet, int layer) {
    return packet.attached(layer) instanceof TcpAnalysis analysis && !analysis.isQuoted()
        ? analysis
        : null;
  }

  @Override
  public void notes(Packet packet, int layer, StringBuilder text) {
    TcpAnalysis analysis = analysis(packet, layer);
    if (analysis == null || analysis.flags() == 0) {
      return;
    }
    for (Note note : NOTES) {
      // A fast or spurious retransmission has the plain flag as well; the more exact word is
      // enough.
      boolean told =
          note.flag() == TcpAnalysis.RETRANSMISSION
              && (analysis.has(TcpAnalysis.FAST_RETRANSMISSION)
                  || analysis.has(TcpAnalysis.SPURIOUS_RETRANSMISSION));
      if (analysis.has(note.flag()) && !told) {
        text.append('[').append(note.words());
        if (note.flag() == TcpAnalysis.DUPLICATE_ACK) {
          text.append(' ').append(analysis.duplicateAckNumber());
        }
        text.append("] ");
      }
    }
  }

  private static void flags(int flags, StringBuilder text) {
    char before = '[';
    text.append(' ');
    for (int i = 0; i < FLAGS.length; i++) {
      if ((flags & 1 << i) != 0) {
        text.append(before).append(FLAGS[i]);
        before = ' ';
      }
    }
    text.append(before == '[' ? "[]" : "]");
  }

  private static void options(Tcp tcp, StringBuilder text) {
    TcpOptions options = new TcpOptions();
    options.read(tcp);
    if (options.maximumSegmentSize() >= 0) {
      text.append(" MSS=").append(options.maximumSegmentSize());
    }
    if (options.windowScale() >= 0) {
      text.append(" WS=").append(1 << Math.min(options.windowScale(), 14));
    }
    if (options.sackPermitted()) {
      text.append(" SACK");
    }
    if (options.hasTimestamps()) {
      text.append(" TS");
    }
  }
}
