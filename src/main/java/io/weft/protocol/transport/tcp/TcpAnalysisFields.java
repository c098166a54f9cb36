package io.weft.protocol.transport.tcp;

import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The fields of {@link TcpAnalysis}; a segment that was not analysed has none of them. */
final class TcpAnalysisFields {
  private TcpAnalysisFields() {}

  /** Pushes one value, or none. */
  @FunctionalInterface
  private interface Reader {
    void read(TcpAnalysis analysis, FieldSink sink);
  }

  static List<Field> all() {
    List<Field> all = new ArrayList<>();
    all.add(
        field(
            "stream", "Stream index", Field.Type.NUMBER, (a, sink) -> sink.number(a.stream, 0, 0)));
    all.add(
        field(
            "nxtseq",
            "Next Sequence Number",
            Field.Type.NUMBER,
            (a, sink) -> {
              if (!a.quoted) {
                sink.number(Integer.toUnsignedLong(a.relativeNextSequence), 0, 0);
              }
            }));
    all.add(
        field(
            "ack",
            "Acknowledgment Number",
            Field.Type.NUMBER,
            (a, sink) -> sink.number(Integer.toUnsignedLong(a.relativeAcknowledgment), 0, 0)));
    all.add(
        field(
            "window_size",
            "Calculated window size",
            Field.Type.NUMBER,
            (a, sink) -> sink.number(a.window, 0, 0)));
    all.add(
        field(
            "window_size_scalefactor",
            "Window size scaling factor",
            Field.Type.NUMBER,
            (a, sink) -> {
              if (a.windowScaleFactor != 0) {
                sink.number(a.windowScaleFactor, 0, 0);
              }
            }));
    all.add(
        field(
            "time_relative",
            "Time since first frame in this TCP stream",
            Field.Type.SPAN,
            (a, sink) -> sink.span(a.sinceFirstNanos, 0, 0)));
    all.add(
        field(
            "time_delta",
            "Time since previous frame in this TCP stream",
            Field.Type.SPAN,
            (a, sink) -> sink.span(a.sincePreviousNanos, 0, 0)));
    addFlags(all);
    addNumbers(all);
    return all;
  }

  private static void addFlags(List<Field> all) {
    all.add(
        field(
            "analysis.flags",
            "TCP Analysis Flags",
            Field.Type.FLAG,
            (a, sink) -> {
              if (a.isFlagged()) {
                sink.flag(true, 0, 0);
              }
            }));
    all.add(flag("Retransmission", TcpAnalysis.RETRANSMISSION));
    all.add(flag("Fast retransmission", TcpAnalysis.FAST_RETRANSMISSION));
    all.add(flag("Spurious retransmission", TcpAnalysis.SPURIOUS_RETRANSMISSION));
    all.add(flag("Out-of-order segment", TcpAnalysis.OUT_OF_ORDER));
    all.add(flag("Port numbers reused", TcpAnalysis.REUSED_PORTS));
    all.add(flag("Previous segment not captured", TcpAnalysis.LOST_SEGMENT));
    all.add(flag("ACKed segment that wasn't captured", TcpAnalysis.ACK_LOST_SEGMENT));
    all.add(flag("Window update", TcpAnalysis.WINDOW_UPDATE));
    all.add(flag("Window full", TcpAnalysis.WINDOW_FULL));
    all.add(flag("Keep-alive", TcpAnalysis.KEEP_ALIVE));
    all.add(flag("ACK to a keep-alive", TcpAnalysis.KEEP_ALIVE_ACK));
    all.add(
        field(
                "analysis." + TcpAnalysis.flagName(TcpAnalysis.DUPLICATE_ACK),
                "Duplicate ACK",
                Field.Type.FLAG,
                (a, sink) -> {
                  if (a.has(
                      TcpAnalysis.DUPLICATE_ACK)) { // Wireshark has it twice: as text, as note
                    sink.flag(true, 0, 0);
                    sink.flag(true, 0, 0);
                  }
                })
            .repeating());
    all.add(flag("Zero window", TcpAnalysis.ZERO_WINDOW));
    all.add(flag("Zero window probe", TcpAnalysis.ZERO_WINDOW_PROBE));
    all.add(flag("ACK to a zero window probe", TcpAnalysis.ZERO_WINDOW_PROBE_ACK));
    all.add(flag("SYN with a fast open cookie", TcpAnalysis.TFO_SYN));
    all.add(flag("SYN-ACK that takes fast open data", TcpAnalysis.TFO_ACK));
    all.add(flag("SYN-ACK that ignores fast open data", TcpAnalysis.TFO_IGNORED));
  }

  private static void addNumbers(List<Field> all) {
    all.add(
        field(
            "analysis.duplicate_ack_num",
            "Duplicate ACK number",
            Field.Type.NUMBER,
            (a, sink) -> {
              if (a.has(TcpAnalysis.DUPLICATE_ACK)) {
                sink.number(a.duplicateAckNumber, 0, 0);
              }
            }));
    all.add(
        number("duplicate_ack_frame", "Duplicate to the ACK in frame", a -> a.duplicateAckPacket));
    all.add(number("acks_frame", "This is an ACK to the segment in frame", a -> a.acksPacket));
    all.add(
        span(
            "ack_rtt",
            "The RTT to ACK the segment was",
            a -> a.ackRttNanos == 0 ? -1 : a.ackRttNanos));
    all.add(
        span(
            "initial_rtt",
            "iRTT",
            a -> a.isRemarkable() ? a.initialRttNanos : TcpAnalysis.NONE)); // as Wireshark shows it
    all.add(number("bytes_in_flight", "Bytes in flight", a -> a.bytesInFlight));
    all.add(number("push_bytes_sent", "Bytes sent since last PSH flag", a -> a.pushBytesSent));
    all.add(
        span(
            "rto",
            "The RTO for this segment was",
            a -> a.rtoNanos == 0 ? TcpAnalysis.NONE : a.rtoNanos));
    all.add(
        number(
            "rto_frame",
            "RTO based on delta from frame",
            a -> a.rtoNanos == 0 ? TcpAnalysis.NONE : a.rtoPacket));
  }

  private static Field field(String name, String label, Field.Type type, Reader reader) {
    return Field.of(
        name,
        label,
        type,
        (packet, layer, sink) -> {
          if (packet.attached(layer) instanceof TcpAnalysis analysis) {
            reader.read(analysis, sink);
          }
        });
  }

  private static Field flag(String label, int flag) {
    return field(
        "analysis." + TcpAnalysis.flagName(flag),
        label,
        Field.Type.FLAG,
        (analysis, sink) -> {
          if (analysis.has(flag)) {
            sink.flag(true, 0, 0);
          }
        });
  }

  private static Field number(String name, String label, ToLongFunction<TcpAnalysis> value) {
    return field(
        "analysis." + name,
        label,
        Field.Type.NUMBER,
        (analysis, sink) -> {
          if (value.applyAsLong(analysis) != TcpAnalysis.NONE) {
            sink.number(value.applyAsLong(analysis), 0, 0);
          }
        });
  }

  private static Field span(String name, String label, ToLongFunction<TcpAnalysis> nanos) {
    return field(
        "analysis." + name,
        label,
        Field.Type.SPAN,
        (analysis, sink) -> {
          if (nanos.applyAsLong(analysis) != TcpAnalysis.NONE) {
            sink.span(nanos.applyAsLong(analysis), 0, 0);
          }
        });
  }
}
