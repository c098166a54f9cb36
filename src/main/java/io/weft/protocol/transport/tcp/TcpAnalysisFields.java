package io.weft.protocol.transport.tcp;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/** The fields of {@link TcpAnalysis}; a segment that was not analysed has none of them. */
final class TcpAnalysisFields {
  private static final Field STREAM = Field.u32("tcp.stream", "Stream index").generated().tracked();
  private static final Field NEXT_SEQUENCE =
      Field.u32("tcp.nxtseq", "Next Sequence Number").generated().tracked();
  private static final Field ACKNOWLEDGMENT =
      Field.u32("tcp.ack", "Acknowledgment Number").generated().tracked();
  private static final Field WINDOW =
      Field.u32("tcp.window_size", "Calculated window size").generated().tracked();
  private static final Field SCALE_FACTOR =
      Field.u32("tcp.window_size_scalefactor", "Window size scaling factor").generated().tracked();
  private static final Field TIME_RELATIVE =
      Field.relativeTime("tcp.time_relative", "Time since first frame in this TCP stream")
          .generated()
          .tracked();
  private static final Field TIME_DELTA =
      Field.relativeTime("tcp.time_delta", "Time since previous frame in this TCP stream")
          .generated()
          .tracked();

  private static final Field CLOSES_FIRST =
      Field.presence("tcp.connection.fin_active", "This frame initiates the connection closing")
          .generated()
          .tracked();
  private static final Field CLOSES_SECOND =
      Field.presence("tcp.connection.fin_passive", "This frame undergoes the connection closing")
          .generated()
          .tracked();

  private static final Field ANY_FLAG =
      Field.presence("tcp.analysis.flags", "TCP Analysis Flags").generated().tracked();

  /** A field for each flag of {@link TcpAnalysis}, in the order of the flags' bits. */
  private static final Field[] FLAGS = {
    flag(TcpAnalysis.RETRANSMISSION, "Retransmission"),
    flag(TcpAnalysis.FAST_RETRANSMISSION, "Fast retransmission"),
    flag(TcpAnalysis.SPURIOUS_RETRANSMISSION, "Spurious retransmission"),
    flag(TcpAnalysis.OUT_OF_ORDER, "Out-of-order segment"),
    flag(TcpAnalysis.REUSED_PORTS, "Port numbers reused"),
    flag(TcpAnalysis.LOST_SEGMENT, "Previous segment not captured"),
    flag(TcpAnalysis.ACK_LOST_SEGMENT, "ACKed segment that wasn't captured"),
    flag(TcpAnalysis.WINDOW_UPDATE, "Window update"),
    flag(TcpAnalysis.WINDOW_FULL, "Window full"),
    flag(TcpAnalysis.KEEP_ALIVE, "Keep-alive"),
    flag(TcpAnalysis.KEEP_ALIVE_ACK, "ACK to a keep-alive"),
    flag(TcpAnalysis.DUPLICATE_ACK, "Duplicate ACK").repeating(),
    flag(TcpAnalysis.ZERO_WINDOW, "Zero window"),
    flag(TcpAnalysis.ZERO_WINDOW_PROBE, "Zero window probe"),
    flag(TcpAnalysis.ZERO_WINDOW_PROBE_ACK, "ACK to a zero window probe"),
    flag(TcpAnalysis.TFO_SYN, "SYN with a fast open cookie"),
    flag(TcpAnalysis.TFO_ACK, "SYN-ACK that takes fast open data"),
    flag(TcpAnalysis.TFO_IGNORED, "SYN-ACK that ignores fast open data"),
  };

  private static final Field DUPLICATE_ACK_NUMBER =
      Field.u32("tcp.analysis.duplicate_ack_num", "Duplicate ACK number").generated().tracked();
  private static final Field DUPLICATE_ACK_FRAME =
      Field.u32("tcp.analysis.duplicate_ack_frame", "Duplicate to the ACK in frame")
          .generated()
          .tracked();
  private static final Field ACKS_FRAME =
      Field.u32("tcp.analysis.acks_frame", "This is an ACK to the segment in frame")
          .generated()
          .tracked();
  private static final Field ACK_RTT =
      Field.relativeTime("tcp.analysis.ack_rtt", "The RTT to ACK the segment was")
          .generated()
          .tracked();
  private static final Field INITIAL_RTT =
      Field.relativeTime("tcp.analysis.initial_rtt", "iRTT").generated().tracked();
  private static final Field BYTES_IN_FLIGHT =
      Field.u32("tcp.analysis.bytes_in_flight", "Bytes in flight").generated().tracked();
  private static final Field PUSH_BYTES_SENT =
      Field.u32("tcp.analysis.push_bytes_sent", "Bytes sent since last PSH flag")
          .generated()
          .tracked();
  private static final Field RTO =
      Field.relativeTime("tcp.analysis.rto", "The RTO for this segment was").generated().tracked();
  private static final Field RTO_FRAME =
      Field.u32("tcp.analysis.rto_frame", "RTO based on delta from frame").generated().tracked();

  private TcpAnalysisFields() {}

  private static Field flag(int flag, String label) {
    return Field.presence("tcp.analysis." + TcpAnalysis.flagName(flag), label)
        .generated()
        .tracked();
  }

  static LayerFields all() {
    List<Field> declared =
        new ArrayList<>(
            List.of(
                STREAM,
                NEXT_SEQUENCE,
                ACKNOWLEDGMENT,
                WINDOW,
                SCALE_FACTOR,
                TIME_RELATIVE,
                TIME_DELTA,
                CLOSES_FIRST,
                CLOSES_SECOND,
                ANY_FLAG));
    declared.addAll(List.of(FLAGS));
    declared.addAll(
        List.of(
            DUPLICATE_ACK_NUMBER,
            DUPLICATE_ACK_FRAME,
            ACKS_FRAME,
            ACK_RTT,
            INITIAL_RTT,
            BYTES_IN_FLIGHT,
            PUSH_BYTES_SENT,
            RTO,
            RTO_FRAME));
    return LayerFields.of(
        (packet, layer, sink) -> {
          if (packet.attached(layer) instanceof TcpAnalysis analysis) {
            numbers(analysis, sink);
            flags(analysis, sink);
            events(analysis, sink);
          }
        },
        declared);
  }

  private static void numbers(TcpAnalysis analysis, FieldSink sink) {
    number(STREAM, analysis.stream(), sink);
    if (!analysis.isQuoted()) {
      number(NEXT_SEQUENCE, Integer.toUnsignedLong(analysis.relativeNextSequence()), sink);
    }
    number(ACKNOWLEDGMENT, Integer.toUnsignedLong(analysis.relativeAcknowledgment()), sink);
    number(WINDOW, analysis.window(), sink);
    if (analysis.windowScaleFactor() != 0) {
      number(SCALE_FACTOR, analysis.windowScaleFactor(), sink);
    }
    span(TIME_RELATIVE, analysis.sinceFirstNanos(), sink);
    span(TIME_DELTA, analysis.sincePreviousNanos(), sink);
  }

  private static void flags(TcpAnalysis analysis, FieldSink sink) {
    if (analysis.closesFirst() && sink.wants(CLOSES_FIRST)) {
      sink.flag(CLOSES_FIRST, true, 0, 0);
    }
    if (analysis.closesSecond() && sink.wants(CLOSES_SECOND)) {
      sink.flag(CLOSES_SECOND, true, 0, 0);
    }
    if (analysis.isFlagged() && sink.wants(ANY_FLAG)) {
      sink.flag(ANY_FLAG, true, 0, 0);
    }
    for (int rest = analysis.flags(); rest != 0; rest &= rest - 1) {
      Field field = FLAGS[Integer.numberOfTrailingZeros(rest)];
      if (sink.wants(field)) {
        sink.flag(field, true, 0, 0);
        if (field
            .repeats()) { // Wireshark lists a duplicate ACK twice, as a text and as an expert note
          sink.flag(field, true, 0, 0);
        }
      }
    }
  }

  /** Reads what only some segments have. Wireshark leaves out round trips and time-outs of 0. */
  private static void events(TcpAnalysis analysis, FieldSink sink) {
    if (analysis.has(TcpAnalysis.DUPLICATE_ACK)) {
      number(DUPLICATE_ACK_NUMBER, analysis.duplicateAckNumber(), sink);
      number(DUPLICATE_ACK_FRAME, analysis.duplicateAckPacket(), sink);
    }
    if (analysis.acksPacket() != TcpAnalysis.NONE) {
      number(ACKS_FRAME, analysis.acksPacket(), sink);
      if (analysis.ackRttNanos() != 0) {
        span(ACK_RTT, analysis.ackRttNanos(), sink);
      }
    }
    // Wireshark shows the initial round trip only where it has something else to say.
    if (analysis.isRemarkable() && analysis.initialRttNanos() != TcpAnalysis.NONE) {
      span(INITIAL_RTT, analysis.initialRttNanos(), sink);
    }
    if (analysis.bytesInFlight() != TcpAnalysis.NONE) {
      number(BYTES_IN_FLIGHT, analysis.bytesInFlight(), sink);
    }
    if (analysis.pushBytesSent() != TcpAnalysis.NONE) {
      number(PUSH_BYTES_SENT, analysis.pushBytesSent(), sink);
    }
    if (analysis.rtoNanos() != 0 && analysis.rtoNanos() != TcpAnalysis.NONE) {
      span(RTO, analysis.rtoNanos(), sink);
    }
    if (analysis.rtoNanos() != 0 && analysis.rtoPacket() != TcpAnalysis.NONE) {
      number(RTO_FRAME, analysis.rtoPacket(), sink);
    }
  }

  private static void number(Field field, long value, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, 0, 0);
    }
  }

  private static void span(Field field, long nanos, FieldSink sink) {
    if (sink.wants(field)) {
      sink.span(field, nanos, 0, 0);
    }
  }
}
