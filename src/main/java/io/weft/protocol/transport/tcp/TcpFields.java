package io.weft.protocol.transport.tcp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;

/** The fields of a TCP header and its options, by Wireshark's names. */
final class TcpFields {
  private static final Field LENGTH = Field.u32("tcp.len", "TCP Segment Len").generated();
  private static final Field SEQUENCE = Field.u32("tcp.seq", "Sequence Number");
  private static final Field RAW_SEQUENCE = Field.u32("tcp.seq_raw", "Sequence Number (raw)");
  private static final Field HEADER_LENGTH = Field.u8("tcp.hdr_len", "Header Length").masked(0xF0);

  private static final Field FLAGS = Field.u16("tcp.flags", "Flags").masked(0x0FFF).hexadecimal();
  private static final Field STRAY_ACKNOWLEDGMENT =
      Field.flag("tcp.ack.nonzero", "Stray acknowledgment");

  private static final Field MSS = Field.u16("tcp.options.mss_val", "MSS Value").repeating();
  private static final Field WINDOW_SHIFT =
      Field.u8("tcp.options.wscale.shift", "Shift count").repeating();
  private static final Field TIMESTAMP_VALUE =
      Field.u32("tcp.options.timestamp.tsval", "Timestamp value").repeating();
  private static final Field TIMESTAMP_ECHO =
      Field.u32("tcp.options.timestamp.tsecr", "Timestamp echo reply").repeating();
  private static final Field SACK_LEFT =
      Field.u32("tcp.options.sack_le", "TCP SACK Left Edge").repeating();
  private static final Field SACK_RIGHT =
      Field.u32("tcp.options.sack_re", "TCP SACK Right Edge").repeating();

  private TcpFields() {}

  /** All fields: those of the header in its order, then those that the analysis finds out. */
  static LayerFields all() {
    return LayerFields.inOrder(
        FixedFields.of(
            at(Tcp.SOURCE_PORT, Field.u16("tcp.srcport", "Source Port").alias("tcp.port")),
            at(
                Tcp.DESTINATION_PORT,
                Field.u16("tcp.dstport", "Destination Port").alias("tcp.port"))),
        LayerFields.of(TcpFields::sequence, LENGTH, SEQUENCE, RAW_SEQUENCE),
        FixedFields.of(
            at(Tcp.ACKNOWLEDGMENT, Field.u32("tcp.ack_raw", "Acknowledgment number (raw)"))),
        LayerFields.of(TcpFields::headerLength, HEADER_LENGTH),
        FixedFields.of(
            at(Tcp.OFFSET_FLAGS, FLAGS),
            flag("tcp.flags.res", "Reserved", 0x0E00),
            flag("tcp.flags.ae", "Accurate ECN", 0x0100),
            flag("tcp.flags.cwr", "Congestion Window Reduced", 0x0080),
            flag("tcp.flags.ece", "ECN-Echo", 0x0040),
            flag("tcp.flags.urg", "Urgent", Tcp.URG),
            flag("tcp.flags.ack", "Acknowledgment", Tcp.ACK),
            flag("tcp.flags.push", "Push", Tcp.PSH),
            flag("tcp.flags.reset", "Reset", Tcp.RST),
            flag("tcp.flags.syn", "Syn", Tcp.SYN),
            flag("tcp.flags.fin", "Fin", Tcp.FIN)),
        LayerFields.of(TcpFields::strayAcknowledgment, STRAY_ACKNOWLEDGMENT),
        FixedFields.of(
            at(Tcp.WINDOW, Field.u16("tcp.window_size_value", "Window")),
            at(Tcp.CHECKSUM_OFFSET, Field.u16("tcp.checksum", "Checksum").hexadecimal())),
        ChecksumStatus.fields(Tcp.PROTOCOL),
        FixedFields.of(at(Tcp.URGENT_POINTER, Field.u16("tcp.urgent_pointer", "Urgent Pointer"))),
        LayerFields.of(
            TcpFields::options,
            MSS,
            WINDOW_SHIFT,
            TIMESTAMP_VALUE,
            TIMESTAMP_ECHO,
            SACK_LEFT,
            SACK_RIGHT),
        TcpAnalysisFields.all(),
        TcpVerdictFields.all());
  }

  private static FixedFields.Place flag(String name, String label, int mask) {
    return at(Tcp.OFFSET_FLAGS, Field.flag(name, label, 16, mask).within(FLAGS));
  }

  /**
   * Reads length and sequence number. Wireshark gives a header that an error message quotes neither
   * a length nor a relative number.
   */
  private static void sequence(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    boolean isQuoted = layer >= packet.quotedFrom();
    int wireLimit = packet.wireLimit(layer);
    if (!isQuoted && sink.wants(LENGTH) && start + Tcp.headerLength(bytes, start) <= wireLimit) {
      sink.number(LENGTH, Math.max(0, wireLimit - packet.payload(layer)), 0, 0);
    }
    int at = start + Tcp.SEQUENCE;
    boolean isThere = at + 4 <= packet.payload(layer);
    if (sink.wants(SEQUENCE)) {
      if (packet.attached(layer) instanceof TcpAnalysis analysis) {
        sink.number(SEQUENCE, Integer.toUnsignedLong(analysis.relativeSequence()), at, 4);
      } else if (isThere) {
        sink.number(SEQUENCE, BigEndian.u32(bytes, at), at, 4);
      }
    }
    if (!isQuoted && isThere && sink.wants(RAW_SEQUENCE)) {
      sink.number(RAW_SEQUENCE, BigEndian.u32(bytes, at), at, 4);
    }
  }

  /** Reads the header's length. The field holds units of four bytes, the value is in bytes. */
  private static void headerLength(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    if (at + Tcp.OFFSET_FLAGS < packet.payload(layer) && sink.wants(HEADER_LENGTH)) {
      long length = Tcp.headerLength(packet.bytes(layer), at);
      sink.number(HEADER_LENGTH, length, at + Tcp.OFFSET_FLAGS, 1);
    }
  }

  /** Reads Wireshark's note on a header that has an acknowledgment number but not the ACK flag. */
  private static void strayAcknowledgment(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    if (packet.payload(layer) - start < Tcp.MIN_HEADER_LENGTH) {
      return;
    }
    boolean hasFlag = (BigEndian.u16(bytes, start + Tcp.OFFSET_FLAGS) & Tcp.ACK) != 0;
    int at = start + Tcp.ACKNOWLEDGMENT;
    if (!hasFlag && BigEndian.i32(bytes, at) != 0 && sink.wants(STRAY_ACKNOWLEDGMENT)) {
      sink.flag(STRAY_ACKNOWLEDGMENT, true, at, 4);
    }
  }

  private static void options(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int to = packet.payload(layer);
    int at = packet.start(layer) + Tcp.MIN_HEADER_LENGTH;
    for (int length; (length = TcpOptions.length(bytes, at, to)) > 0; at += length) {
      switch (bytes[at]) {
        case TcpOptions.MSS -> number(MSS, bytes, at, 2, length, sink);
        case TcpOptions.WINDOW_SCALE -> number(WINDOW_SHIFT, bytes, at, 2, length, sink);
        case TcpOptions.TIMESTAMPS -> {
          number(TIMESTAMP_VALUE, bytes, at, 2, length, sink);
          number(TIMESTAMP_ECHO, bytes, at, 6, length, sink);
        }
        case TcpOptions.SACK -> sack(packet, layer, at, length, sink);
        default -> {} // This option has no field.
      }
    }
  }

  /** Reads the number at an offset in an option, if the option is long enough to hold it. */
  private static void number(
      Field field, byte[] bytes, int option, int offset, int optionLength, FieldSink sink) {
    int width = field.bits() / Byte.SIZE;
    if (offset + width > optionLength || !sink.wants(field)) {
      return;
    }
    int at = option + offset;
    long value =
        switch (width) {
          case 1 -> BigEndian.u8(bytes, at);
          case 2 -> BigEndian.u16(bytes, at);
          default -> BigEndian.u32(bytes, at);
        };
    sink.number(field, value, at, width);
  }

  private static void sack(Packet packet, int layer, int option, int length, FieldSink sink) {
    boolean wantsLeft = sink.wants(SACK_LEFT);
    boolean wantsRight = sink.wants(SACK_RIGHT);
    if (!wantsLeft && !wantsRight) {
      return;
    }
    byte[] bytes = packet.bytes(layer);
    int base = acknowledgmentBase(packet, layer);
    for (int at = option + 2; at + 8 <= option + length; at += 8) {
      if (wantsLeft) {
        edge(SACK_LEFT, bytes, at, base, sink);
      }
      if (wantsRight) {
        edge(SACK_RIGHT, bytes, at + 4, base, sink);
      }
    }
  }

  private static void edge(Field field, byte[] bytes, int at, int base, FieldSink sink) {
    sink.number(field, Integer.toUnsignedLong(BigEndian.i32(bytes, at) - base), at, 4);
  }

  /**
   * The number that the other side's numbers are relative to; 0 where the segment was not analysed.
   */
  private static int acknowledgmentBase(Packet packet, int layer) {
    return packet.attached(layer) instanceof TcpAnalysis analysis
        ? BigEndian.i32(packet.bytes(layer), packet.start(layer) + Tcp.ACKNOWLEDGMENT)
            - analysis.relativeAcknowledgment()
        : 0;
  }
}
