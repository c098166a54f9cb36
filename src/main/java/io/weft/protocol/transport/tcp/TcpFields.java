package io.weft.protocol.transport.tcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.ChecksumStatus;
import io.weft.dissect.Field;
import io.weft.dissect.FieldSink;
import io.weft.dissect.Packet;
import java.util.ArrayList;
import java.util.List;

/** The fields of a TCP header and its options, by Wireshark's names. */
final class TcpFields {
  private static final int OFFSET_FLAGS = 12;

  private TcpFields() {}

  /** In the order of the header; what analysis finds out comes last. */
  static List<Field> all() {
    Field flags = Field.bits16("flags", "Flags", OFFSET_FLAGS, 0x0FFF).hexadecimal();
    List<Field> all = new ArrayList<>();
    all.add(Field.u16("srcport", "Source Port", 0));
    all.add(Field.u16("dstport", "Destination Port", 2));
    all.add(Field.of("len", "TCP Segment Len", Field.Type.NUMBER, TcpFields::length));
    all.add(Field.of("seq", "Sequence Number", Field.Type.NUMBER, TcpFields::sequence));
    all.add(
        Field.of("seq_raw", "Sequence Number (raw)", Field.Type.NUMBER, TcpFields::rawSequence));
    all.add(Field.u32("ack_raw", "Acknowledgment number (raw)", 8));
    all.add(Field.of("hdr_len", "Header Length", Field.Type.NUMBER, TcpFields::headerLength));
    all.add(flags);
    all.add(flag("res", "Reserved", 0x0E00, flags));
    all.add(flag("ae", "Accurate ECN", 0x0100, flags));
    all.add(flag("cwr", "Congestion Window Reduced", 0x0080, flags));
    all.add(flag("ece", "ECN-Echo", 0x0040, flags));
    all.add(flag("urg", "Urgent", Tcp.URG, flags));
    all.add(flag("ack", "Acknowledgment", Tcp.ACK, flags));
    all.add(flag("push", "Push", Tcp.PSH, flags));
    all.add(flag("reset", "Reset", Tcp.RST, flags));
    all.add(flag("syn", "Syn", Tcp.SYN, flags));
    all.add(flag("fin", "Fin", Tcp.FIN, flags));
    all.add(
        Field.of(
            "ack.nonzero",
            "Stray acknowledgment",
            Field.Type.FLAG,
            TcpFields::strayAcknowledgment));
    all.add(Field.u16("window_size_value", "Window", 14));
    all.add(Field.u16("checksum", "Checksum", 16).hexadecimal());
    all.add(ChecksumStatus.STATUS);
    all.add(ChecksumStatus.LEFT_TO_CARD);
    all.add(Field.u16("urgent_pointer", "Urgent Pointer", 18));
    all.add(option("mss_val", "MSS Value", TcpOptions.MSS, 2, 2));
    all.add(option("wscale.shift", "Shift count", TcpOptions.WINDOW_SCALE, 2, 1));
    all.add(option("timestamp.tsval", "Timestamp value", TcpOptions.TIMESTAMPS, 2, 4));
    all.add(option("timestamp.tsecr", "Timestamp echo reply", TcpOptions.TIMESTAMPS, 6, 4));
    all.add(sackEdge("sack_le", "TCP SACK Left Edge", 2));
    all.add(sackEdge("sack_re", "TCP SACK Right Edge", 6));
    all.addAll(TcpAnalysisFields.all());
    all.addAll(TcpVerdictFields.all());
    return List.copyOf(all);
  }

  private static Field flag(String name, String label, int mask, Field flags) {
    return Field.flag16("flags." + name, label, OFFSET_FLAGS, mask).in(flags);
  }

  /**
   * A header in an error message stands alone: Wireshark gives it neither length nor relative
   * numbers.
   */
  private static boolean isQuoted(Packet packet, int layer) {
    return layer >= packet.quotedFrom();
  }

  private static void sequence(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer) + 4;
    if (packet.attached(layer) instanceof TcpAnalysis analysis) {
      sink.number(Integer.toUnsignedLong(analysis.relativeSequence), at, 4);
    } else if (at + 4 <= packet.payload(layer)) {
      sink.number(BigEndian.u32(packet.bytes(layer), at), at, 4);
    }
  }

  private static void rawSequence(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer) + 4;
    if (!isQuoted(packet, layer) && at + 4 <= packet.payload(layer)) {
      sink.number(BigEndian.u32(packet.bytes(layer), at), at, 4);
    }
  }

  private static void length(Packet packet, int layer, FieldSink sink) {
    if (isQuoted(packet, layer)) {
      return;
    }
    int start = packet.start(layer);
    int end = packet.wireLimit(layer);
    if (start + Tcp.headerLength(packet.bytes(layer), start) <= end) {
      sink.number(Math.max(0, end - packet.payload(layer)), 0, 0);
    }
  }

  private static void headerLength(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    if (at + OFFSET_FLAGS < packet.payload(layer)) {
      sink.number(Tcp.headerLength(packet.bytes(layer), at), at + OFFSET_FLAGS, 1);
    }
  }

  /** Wireshark's note on a header that has a number but not the flag that gives it meaning. */
  private static void strayAcknowledgment(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    if (packet.payload(layer) - at < Tcp.MIN_HEADER_LENGTH) {
      return;
    }
    boolean hasFlag = (BigEndian.u16(bytes, at + OFFSET_FLAGS) & Tcp.ACK) != 0;
    if (!hasFlag && BigEndian.i32(bytes, at + 8) != 0) {
      sink.flag(true, at + 8, 4);
    }
  }

  private static Field option(String name, String label, int kind, int offset, int width) {
    return Field.of(
            "options." + name,
            label,
            Field.Type.NUMBER,
            (packet, layer, sink) -> {
              byte[] bytes = packet.bytes(layer);
              int to = packet.payload(layer);
              int at = TcpOptions.find(bytes, packet.start(layer), to, kind, offset + width);
              if (at >= 0) {
                sink.number(number(bytes, at + offset, width), at + offset, width);
              }
            })
        .repeating();
  }

  private static long number(byte[] bytes, int at, int width) {
    return switch (width) {
      case 1 -> BigEndian.u8(bytes, at);
      case 2 -> BigEndian.u16(bytes, at);
      default -> BigEndian.u32(bytes, at);
    };
  }

  private static Field sackEdge(String name, String label, int offset) {
    return Field.of(
            "options." + name,
            label,
            Field.Type.NUMBER,
            (packet, layer, sink) -> {
              byte[] bytes = packet.bytes(layer);
              int to = packet.payload(layer);
              int at = TcpOptions.find(bytes, packet.start(layer), to, TcpOptions.SACK, 10);
              int end = at < 0 ? 0 : at + BigEndian.u8(bytes, at + 1);
              int base = acknowledgmentBase(packet, layer);
              for (int edge = at + offset; at >= 0 && edge + 4 <= end; edge += 8) {
                long relative = Integer.toUnsignedLong(BigEndian.i32(bytes, edge) - base);
                sink.number(relative, edge, 4);
              }
            })
        .repeating();
  }

  /** What the peer's numbers are relative to; 0 where nothing is known of that. */
  private static int acknowledgmentBase(Packet packet, int layer) {
    return packet.attached(layer) instanceof TcpAnalysis analysis
        ? BigEndian.i32(packet.bytes(layer), packet.start(layer) + 8)
            - analysis.relativeAcknowledgment
        : 0;
  }
}
