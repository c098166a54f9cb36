package io.weft.protocol.transport.tcp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.PayloadFields;
import io.weft.dissect.lookup.ServiceNames;

/** The fields of a TCP header and its options, by Wireshark's names. */
final class TcpFields {
  private static final Field LENGTH = Field.u32("tcp.len", "TCP Segment Len").generated();
  private static final Field SEQUENCE = Field.u32("tcp.seq", "Sequence Number").tracked();
  private static final Field RAW_SEQUENCE = Field.u32("tcp.seq_raw", "Sequence Number (raw)");
  private static final Field HEADER_LENGTH = Field.u8("tcp.hdr_len", "Header Length").masked(0xF0);

  private static final Field FLAGS = Field.u16("tcp.flags", "Flags").masked(0x0FFF).hexadecimal();
  private static final Field STRAY_ACKNOWLEDGMENT =
      Field.presence("tcp.ack.nonzero", "Stray acknowledgment");

  private static final Field STRAY_POINTER =
      Field.presence(
              "tcp.urgent_pointer.non_zero", "The urgent pointer is not 0, but URG is not set")
          .generated();
  private static final Field BAD_HEADER_LENGTH =
      Field.presence("tcp.bogus_header_length", "Bogus TCP Header length").generated();
  private static final Field SHORT_SEGMENT =
      Field.presence("tcp.short_segment", "Short segment").generated();

  private static final Field OPENING =
      Field.presence("tcp.connection.syn", "Connection establish request (SYN)").generated();
  private static final Field OPENING_ANSWER =
      Field.presence("tcp.connection.synack", "Connection establish acknowledge (SYN+ACK)")
          .generated();
  private static final Field CLOSING =
      Field.presence("tcp.connection.fin", "Connection finish (FIN)").generated();
  private static final Field ABORT =
      Field.presence("tcp.connection.rst", "Connection reset (RST)").generated();

  private TcpFields() {}

  /** All fields: those of the header in its order, then those that the analysis finds out. */
  static LayerFields all() {
    return LayerFields.inOrder(
        FixedFields.of(
            at(
                Tcp.SOURCE_PORT,
                Field.u16("tcp.srcport", "Source Port")
                    .alias("tcp.port")
                    .usually(ServiceNames.TCP)),
            at(
                Tcp.DESTINATION_PORT,
                Field.u16("tcp.dstport", "Destination Port")
                    .alias("tcp.port")
                    .usually(ServiceNames.TCP))),
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
        LayerFields.of(TcpFields::connection, OPENING, OPENING_ANSWER, CLOSING, ABORT),
        FixedFields.of(
            at(Tcp.WINDOW, Field.u16("tcp.window_size_value", "Window")),
            at(Tcp.CHECKSUM_OFFSET, Field.u16("tcp.checksum", "Checksum").hexadecimal())),
        ChecksumStatus.fields(Tcp.PROTOCOL),
        FixedFields.of(at(Tcp.URGENT_POINTER, Field.u16("tcp.urgent_pointer", "Urgent Pointer"))),
        LayerFields.of(TcpFields::contradictions, STRAY_POINTER, BAD_HEADER_LENGTH, SHORT_SEGMENT),
        TcpOptionFields.all(),
        PayloadFields.of("tcp.payload", "TCP payload", false),
        TcpAnalysisFields.all(),
        TcpVerdictFields.all());
  }

  private static FixedFields.Place flag(String name, String label, int mask) {
    return at(Tcp.OFFSET_FLAGS, Field.flag(name, label, 16, mask).within(FLAGS));
  }

  /**
   * Reads length and sequence number. Wireshark gives a header that an error message quotes neither
   * a length nor a relative number, and in ICMP for IPv4, which may quote no more than eight bytes
   * of it (RFC 792), no second number either.
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
    if (isThere && sink.wants(RAW_SEQUENCE) && !(isQuoted && isQuotedIpv4(packet))) {
      sink.number(RAW_SEQUENCE, BigEndian.u32(bytes, at), at, 4);
    }
  }

  private static boolean isQuotedIpv4(Packet packet) {
    int quote = packet.quotedFrom();
    return packet.bytes(quote)[packet.start(quote)] >>> 4 == 4;
  }

  /** Reads the header's length. The field holds units of four bytes, the value is in bytes. */
  private static void headerLength(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    if (at + Tcp.OFFSET_FLAGS < packet.payload(layer) && sink.wants(HEADER_LENGTH)) {
      long length = Tcp.headerLength(packet.bytes(layer), at);
      sink.number(HEADER_LENGTH, length, at + Tcp.OFFSET_FLAGS, 1);
    }
  }

  /** Reads Wireshark's notes on segments that open or close a connection. */
  private static void connection(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer) + Tcp.OFFSET_FLAGS;
    if (at + 2 > packet.payload(layer)) {
      return;
    }
    int flags = BigEndian.u16(packet.bytes(layer), at);
    if ((flags & Tcp.SYN) != 0) {
      note((flags & Tcp.ACK) == 0 ? OPENING : OPENING_ANSWER, sink);
    }
    if ((flags & Tcp.FIN) != 0) {
      note(CLOSING, sink);
    }
    if ((flags & Tcp.RST) != 0) {
      note(ABORT, sink);
    }
  }

  private static void note(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
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

  /** Reads Wireshark's notes on headers that contradict themselves, or the segment's length. */
  private static void contradictions(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    if (layer >= packet.quotedFrom() || packet.payload(layer) - start < Tcp.MIN_HEADER_LENGTH) {
      return;
    }
    int length = Tcp.headerLength(bytes, start);
    if (length < Tcp.MIN_HEADER_LENGTH) {
      note(BAD_HEADER_LENGTH, sink);
      return;
    }
    if (start + length > packet.wireLimit(layer)) {
      note(SHORT_SEGMENT, sink);
    }
    boolean isUrgent = (BigEndian.u16(bytes, start + Tcp.OFFSET_FLAGS) & Tcp.URG) != 0;
    if (!isUrgent && BigEndian.u16(bytes, start + Tcp.URGENT_POINTER) != 0) {
      note(STRAY_POINTER, sink);
    }
  }
}
