package io.weft.protocol.transport.tcp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of TCP options (IANA, TCP Option Kind Numbers), but for those of multipath TCP. */
final class TcpOptionFields {
  private static final int AUTHENTICATION = 29;
  private static final int MULTIPATH = 30;
  private static final int FAST_OPEN = 34;
  private static final int ACCURATE_ECN_0 = 172;
  private static final int ACCURATE_ECN_1 = 174;
  private static final int EXPERIMENT_1 = 253;
  private static final int EXPERIMENT_2 = 254;
  private static final int HIGHEST_PLAIN = 8;

  private static final int MAX_SHIFT = 14;

  private static final FixedFields KIND =
      FixedFields.of(
          at(
              0,
              Field.u8("tcp.option_kind", "Kind")
                  .named(
                      ValueNames.of(
                          "0 End of option list",
                          "1 No-operation",
                          "2 Maximum segment size",
                          "3 Window scale",
                          "4 SACK permitted",
                          "5 SACK",
                          "6 Echo",
                          "7 Echo reply",
                          "8 Time stamp option",
                          "11 CC",
                          "12 CC.NEW",
                          "13 CC.ECHO",
                          "19 MD5 signature",
                          "27 Quick-start response",
                          "28 User timeout",
                          "29 TCP authentication",
                          "30 Multipath TCP",
                          "34 TCP fast open",
                          "172 Accurate ECN order 0",
                          "174 Accurate ECN order 1",
                          "253 Experiment 1",
                          "254 Experiment 2"))
                  .repeating()));
  private static final FixedFields LENGTH =
      FixedFields.of(at(1, Field.u8("tcp.option_len", "Length").repeating()));

  private static final FixedFields MSS =
      FixedFields.of(at(2, Field.u16("tcp.options.mss_val", "MSS Value").repeating()));
  private static final Field LATE_MSS =
      Field.presence("tcp.options.mss.present", "A segment that is no SYN has an MSS option")
          .generated()
          .repeating();
  private static final Field BAD_SHIFT =
      Field.presence("tcp.options.wscale.shift.invalid", "Window scale shift exceeds 14")
          .generated()
          .repeating();
  private static final Field BAD_LENGTH =
      Field.presence("tcp.option.len.invalid", "Invalid length for option").generated().repeating();
  private static final Field BEHIND_END =
      Field.presence(
              "tcp.non_zero_bytes_after_eol", "Non zero bytes in option space after EOL option")
          .generated();
  private static final Field NO_MSS =
      Field.presence("tcp.options.mss.absent", "The SYN has options, but not that of the MSS")
          .generated();
  private static final FixedFields SHIFT =
      FixedFields.of(at(2, Field.u8("tcp.options.wscale.shift", "Shift count").repeating()));
  private static final Field MULTIPLIER =
      Field.u16("tcp.options.wscale.multiplier", "Multiplier").generated().repeating();
  private static final FixedFields TIMESTAMPS =
      FixedFields.of(
          at(2, Field.u32("tcp.options.timestamp.tsval", "Timestamp value").repeating()),
          at(6, Field.u32("tcp.options.timestamp.tsecr", "Timestamp echo reply").repeating()));
  private static final FixedFields ECHOED =
      FixedFields.of(at(2, Field.u32("tcp.options.echo_value", "Echo value").repeating()));
  private static final FixedFields COUNT =
      FixedFields.of(at(2, Field.u32("tcp.options.cc_value", "CC value").repeating()));
  private static final FixedFields DIGEST =
      FixedFields.of(rest(2, Field.bytes("tcp.options.md5.digest", "MD5 digest").repeating()));
  private static final FixedFields KEY =
      FixedFields.of(
          at(2, Field.u8("tcp.options.ao.keyid", "KeyID").repeating()),
          at(3, Field.u8("tcp.options.ao.rnextkeyid", "RNextKeyID").repeating()),
          rest(4, Field.bytes("tcp.options.ao.mac", "MAC").repeating()));
  private static final FixedFields RATE =
      FixedFields.of(
          at(2, Field.u8("tcp.options.qs.rate", "QS Rate").masked(0x0F).repeating()),
          at(3, Field.u8("tcp.options.qs.ttl_diff", "QS TTL diff").repeating()));
  private static final FixedFields TIMEOUT =
      FixedFields.of(
          at(2, Field.flag("tcp.options.user_to_granularity", "Minutes", 16, 0x8000).repeating()),
          at(2, Field.u16("tcp.options.user_to_val", "User Timeout").masked(0x7FFF).repeating()));
  private static final Field COOKIE_REQUEST =
      Field.presence("tcp.options.tfo.request", "Fast Open Cookie Request").repeating();
  private static final Field COOKIE =
      Field.bytes("tcp.options.tfo.cookie", "Fast Open Cookie").repeating();
  private static final FixedFields EXPERIMENT =
      FixedFields.of(
          at(
              2,
              Field.u16("tcp.options.experimental.exid", "Experiment Identifier")
                  .hexadecimal()
                  .named(ValueNames.of("0xF989 TCP fast open", "0xE2D4 Host_ID"))
                  .repeating()));
  private static final FixedFields EXPERIMENT_DATA =
      FixedFields.of(rest(4, Field.bytes("tcp.options.experimental.data", "Data").repeating()));
  private static final Field E0_COUNT =
      Field.u24("tcp.options.acc_ecn.ee0b", "Accurate ECN Echo ECT(0) Byte Counter").repeating();
  private static final Field CE_COUNT =
      Field.u24("tcp.options.acc_ecn.eceb", "Accurate ECN Echo CE Byte Counter").repeating();
  private static final Field E1_COUNT =
      Field.u24("tcp.options.acc_ecn.ee1b", "Accurate ECN Echo ECT(1) Byte Counter").repeating();
  private static final FixedFields ECN_0 =
      FixedFields.of(at(2, E0_COUNT), at(5, CE_COUNT), at(8, E1_COUNT));
  private static final FixedFields ECN_1 =
      FixedFields.of(at(2, E1_COUNT), at(5, CE_COUNT), at(8, E0_COUNT));
  private static final FixedFields UNKNOWN =
      FixedFields.of(rest(2, Field.bytes("tcp.options.unknown.payload", "Payload").repeating()));

  private static final Field SACK_LEFT =
      Field.u32("tcp.options.sack_le", "TCP SACK Left Edge").tracked().repeating();
  private static final Field SACK_RIGHT =
      Field.u32("tcp.options.sack_re", "TCP SACK Right Edge").tracked().repeating();
  private static final Field SACK_COUNT =
      Field.u8("tcp.options.sack.count", "TCP SACK Count").generated().repeating();
  private static final Field DUPLICATE =
      Field.presence("tcp.options.sack.dsack", "D-SACK Sequence").generated().repeating();
  private static final Field DUPLICATE_LEFT =
      Field.u32("tcp.options.sack.dsack_le", "TCP D-SACK Left Edge").tracked().repeating();
  private static final Field DUPLICATE_RIGHT =
      Field.u32("tcp.options.sack.dsack_re", "TCP D-SACK Right Edge").tracked().repeating();

  private TcpOptionFields() {}

  static LayerFields all() {
    return LayerFields.of(
        TcpOptionFields::read,
        List.of(
            KIND,
            LENGTH,
            MSS,
            SHIFT,
            TIMESTAMPS,
            ECHOED,
            COUNT,
            DIGEST,
            KEY,
            RATE,
            TIMEOUT,
            EXPERIMENT,
            EXPERIMENT_DATA,
            ECN_0,
            UNKNOWN,
            MultipathFields.DECLARED),
        MULTIPLIER,
        COOKIE_REQUEST,
        COOKIE,
        SACK_LEFT,
        SACK_RIGHT,
        SACK_COUNT,
        DUPLICATE,
        DUPLICATE_LEFT,
        DUPLICATE_RIGHT,
        LATE_MSS,
        BAD_SHIFT,
        BAD_LENGTH,
        BEHIND_END,
        NO_MSS);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int at = start + Tcp.MIN_HEADER_LENGTH;
    if (at >= packet.payload(layer)) {
      return;
    }
    int to = Math.min(packet.payload(layer), start + Tcp.headerLength(bytes, start));
    if (at >= to) {
      return;
    }
    boolean isSyn = isSyn(bytes, start);
    boolean lacksMss = isSyn;
    for (int length; (length = TcpOptions.length(bytes, at, to)) > 0; at += length) {
      int kind = BigEndian.u8(bytes, at);
      int end = at + length;
      lacksMss &= kind != TcpOptions.MSS;
      KIND.read(bytes, at, end, sink);
      if (length == 1) {
        continue;
      }
      LENGTH.read(bytes, at, end, sink);
      if (kind == TcpOptions.MSS && !isSyn) {
        mark(LATE_MSS, sink);
      }
      if (TcpOptions.hasLength(kind, length)) {
        values(kind, packet, layer, at, end, sink);
      } else {
        mark(BAD_LENGTH, sink);
      }
    }
    if (at < to && bytes[at] != TcpOptions.END) {
      lacksMss = false;
      ending(packet, layer, at, to, sink);
    } else if (at < to) {
      KIND.read(bytes, at, to, sink);
      if (hasOtherThan0(bytes, at + 1, to)) {
        mark(BEHIND_END, sink);
      }
    }
    if (lacksMss) {
      mark(NO_MSS, sink);
    }
  }

  /** Reads an option that is not whole: the capture has cut it, or its length is impossible. */
  private static void ending(Packet packet, int layer, int at, int to, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    KIND.read(bytes, at, to, sink);
    boolean isCut = start + Tcp.headerLength(bytes, start) > to;
    if (!isCut) {
      LENGTH.read(bytes, at, to, sink);
      mark(BAD_LENGTH, sink);
    } else if (to - at >= 2) {
      LENGTH.read(bytes, at, to, sink);
      int kind = BigEndian.u8(bytes, at);
      if (TcpOptions.hasLength(kind, BigEndian.u8(bytes, at + 1))) {
        values(kind, packet, layer, at, to, sink);
      }
    }
  }

  private static void values(int kind, Packet packet, int layer, int at, int end, FieldSink sink) {
    if (kind <= HIGHEST_PLAIN) {
      common(kind, packet, layer, at, end, sink);
    } else {
      rare(kind, packet.bytes(layer), at, end, sink);
    }
  }

  private static boolean hasOtherThan0(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != 0) {
        return true;
      }
    }
    return false;
  }

  private static void mark(Field presence, FieldSink sink) {
    if (sink.wants(presence)) {
      sink.flag(presence, true, 0, 0);
    }
  }

  private static boolean isSyn(byte[] bytes, int start) {
    return (BigEndian.u16(bytes, start + Tcp.OFFSET_FLAGS) & Tcp.SYN) != 0;
  }

  private static void common(int kind, Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    switch (kind) {
      case TcpOptions.MSS -> MSS.read(bytes, at, end, sink);
      case TcpOptions.WINDOW_SCALE -> {
        SHIFT.read(bytes, at, end, sink);
        if (end - at > 2 && BigEndian.u8(bytes, at + 2) > MAX_SHIFT) {
          mark(BAD_SHIFT, sink);
        }
        if (end - at > 2 && sink.wants(MULTIPLIER)) {
          sink.number(MULTIPLIER, 1 << Math.min(MAX_SHIFT, BigEndian.u8(bytes, at + 2)), 0, 0);
        }
      }
      case TcpOptions.TIMESTAMPS -> TIMESTAMPS.read(bytes, at, end, sink);
      case TcpOptions.SACK -> sack(packet, layer, at, end, sink);
      case TcpOptions.ECHO, TcpOptions.ECHO_REPLY -> ECHOED.read(bytes, at, end, sink);
      default -> {} // SACK permitted has no value.
    }
  }

  private static void rare(int kind, byte[] bytes, int at, int end, FieldSink sink) {
    switch (kind) {
      case TcpOptions.CC, TcpOptions.CC_NEW, TcpOptions.CC_ECHO -> COUNT.read(bytes, at, end, sink);
      case TcpOptions.MD5 -> DIGEST.read(bytes, at, end, sink);
      case TcpOptions.QUICK_START -> RATE.read(bytes, at, end, sink);
      case TcpOptions.USER_TIMEOUT -> TIMEOUT.read(bytes, at, end, sink);
      case AUTHENTICATION -> KEY.read(bytes, at, end, sink);
      case MULTIPATH -> MultipathFields.read(bytes, at, end, sink);
      case FAST_OPEN -> fastOpen(bytes, at + 2, end, sink);
      case ACCURATE_ECN_0 -> ECN_0.read(bytes, at, end, sink);
      case ACCURATE_ECN_1 -> ECN_1.read(bytes, at, end, sink);
      case EXPERIMENT_1, EXPERIMENT_2 -> experiment(bytes, at, end, sink);
      default -> UNKNOWN.read(bytes, at, end, sink);
    }
  }

  private static void experiment(byte[] bytes, int at, int end, FieldSink sink) {
    EXPERIMENT.read(bytes, at, end, sink);
    if (end - at >= 4 && BigEndian.u16(bytes, at + 2) == TcpOptions.FAST_OPEN_EXPERIMENT) {
      fastOpen(bytes, at + 4, end, sink);
    } else {
      EXPERIMENT_DATA.read(bytes, at, end, sink);
    }
  }

  private static void fastOpen(byte[] bytes, int at, int end, FieldSink sink) {
    if (at < end) {
      if (sink.wants(COOKIE)) {
        sink.bytes(COOKIE, bytes, at, end - at);
      }
    } else {
      mark(COOKIE_REQUEST, sink);
    }
  }

  private static void sack(Packet packet, int layer, int option, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int base = acknowledgmentBase(packet, layer);
    int blocks = 0;
    for (int at = option + 2; at + 8 <= end; at += 8) {
      edge(SACK_LEFT, bytes, at, base, sink);
      edge(SACK_RIGHT, bytes, at + 4, base, sink);
      blocks++;
    }
    if (sink.wants(SACK_COUNT)) {
      sink.number(SACK_COUNT, blocks, 0, 0);
    }
    int acknowledgment = BigEndian.i32(bytes, packet.start(layer) + Tcp.ACKNOWLEDGMENT);
    if (blocks > 0 && isDuplicate(bytes, option + 2, blocks, acknowledgment)) {
      mark(DUPLICATE, sink);
      edge(DUPLICATE_LEFT, bytes, option + 2, base, sink);
      edge(DUPLICATE_RIGHT, bytes, option + 6, base, sink);
    }
  }

  /**
   * Does the first block report bytes that came twice (RFC 2883, section 4): because they are
   * acknowledged already, or because they lie within the second block?
   */
  private static boolean isDuplicate(byte[] bytes, int at, int blocks, int acknowledgment) {
    int left = BigEndian.i32(bytes, at);
    if (left - acknowledgment <= 0) {
      return true;
    }
    return blocks > 1
        && BigEndian.i32(bytes, at + 8) - left <= 0
        && BigEndian.i32(bytes, at + 12) - BigEndian.i32(bytes, at + 4) >= 0;
  }

  private static void edge(Field field, byte[] bytes, int at, int base, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, Integer.toUnsignedLong(BigEndian.i32(bytes, at) - base), at, 4);
    }
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
