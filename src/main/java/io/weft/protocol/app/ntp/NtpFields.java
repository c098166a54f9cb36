package io.weft.protocol.app.ntp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message, by Wireshark's names. */
final class NtpFields {
  private static final Field FLAGS = Field.u8("ntp.flags", "Flags").hexadecimal();
  private static final Field LEAP =
      Field.u8("ntp.flags.li", "Leap Indicator")
          .masked(0xC0)
          .named(
              ValueNames.from0(
                  "no warning",
                  "last minute of the day has 61 seconds",
                  "last minute of the day has 59 seconds",
                  "unknown (clock unsynchronized)"))
          .within(FLAGS);
  private static final Field VERSION =
      Field.u8("ntp.flags.vn", "Version number").masked(0x38).within(FLAGS);
  private static final Field MODE =
      Field.u8("ntp.flags.mode", "Mode").masked(0x07).named(Ntp::modeName).within(FLAGS);

  private static final FieldSequence HEAD =
      FieldSequence.of(
          FLAGS,
          LEAP,
          VERSION,
          MODE,
          Field.u8("ntp.stratum", "Peer Clock Stratum"),
          Field.u8("ntp.ppoll", "Peer Polling Interval"),
          Field.u8("ntp.precision", "Peer Clock Precision"),
          Field.u32("ntp.rootdelay", "Root Delay"),
          Field.u32("ntp.rootdispersion", "Root Dispersion"));
  private static final Field REFERENCE = Field.bytes("ntp.refid", "Reference ID");
  private static final FieldSequence REFERENCE_VALUE = FieldSequence.of(REFERENCE);
  private static final Field[] TIMES = {
    Field.absoluteTime("ntp.reftime", "Reference Timestamp").unknownAt0(),
    Field.absoluteTime("ntp.org", "Origin Timestamp").unknownAt0(),
    Field.absoluteTime("ntp.rec", "Receive Timestamp").unknownAt0(),
    Field.absoluteTime("ntp.xmt", "Transmit Timestamp").unknownAt0()
  };

  private static final Field EXTENSION = Field.group("ntp.extensions", "Extension");
  private static final Field IS_EXTENSION =
      Field.presence("ntp.ext", "Extension").within(EXTENSION);
  private static final Field EXTENSION_TYPE =
      Field.u16("ntp.ext.type", "Field Type").hexadecimal().within(EXTENSION);
  private static final Field EXTENSION_LENGTH =
      Field.u16("ntp.ext.length", "Length").within(EXTENSION);
  private static final Field EXTENSION_VALUE =
      Field.bytes("ntp.ext.value", "Value").within(EXTENSION);
  private static final FieldSequence EXTENSION_FIELDS =
      FieldSequence.of(EXTENSION_TYPE, EXTENSION_LENGTH, EXTENSION_VALUE);

  private static final Field KEY = Field.bytes("ntp.keyid", "Key ID");
  private static final Field CODE = Field.bytes("ntp.mac", "Message Authentication Code");
  private static final FieldSequence KEY_VALUE = FieldSequence.of(KEY);
  private static final FieldSequence CODE_VALUE = FieldSequence.of(CODE);

  private static final FieldSequence COMMON = FieldSequence.of(FLAGS, LEAP, VERSION, MODE);

  private static final Field AUTHENTICATION = Field.u8("ntp.priv.auth_seq", "Auth, sequence");
  private static final FieldSequence PRIVATE =
      FieldSequence.of(
          FLAGS,
          Field.u8("ntp.priv.flags.r", "Response bit").masked(0x80).within(FLAGS),
          Field.u8("ntp.priv.flags.more", "More bit").masked(0x40).within(FLAGS),
          VERSION,
          MODE,
          AUTHENTICATION,
          Field.u8("ntp.priv.auth", "Auth bit").masked(0x80).within(AUTHENTICATION),
          Field.u8("ntp.priv.seq", "Sequence number").masked(0x7F).within(AUTHENTICATION),
          Field.u8("ntp.priv.impl", "Implementation"),
          Field.u8("ntp.priv.reqcode", "Request code"));
  private static final FieldSequence PRIVATE_ERROR =
      FieldSequence.of(Field.u8("ntp.priv.err", "Err").masked(0xF0).hexadecimal());
  private static final FieldSequence PRIVATE_ITEMS =
      FieldSequence.of(Field.u16("ntp.priv.numitems", "Number of data items").masked(0x0FFF));
  private static final FieldSequence PRIVATE_RESERVED =
      FieldSequence.of(Field.u8("ntp.priv.reserved", "Reserved").masked(0xF0).hexadecimal());
  private static final FieldSequence PRIVATE_SIZE =
      FieldSequence.of(Field.u16("ntp.priv.itemsize", "Size of data item").masked(0x0FFF));

  /** Seconds from 1900, when the first era of NTP begins, to 1970. */
  private static final long EPOCH = 2_208_988_800L;

  private static final long ERA = 1L << 32;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** Bytes of a key's identifier before the code. */
  private static final int KEY_LENGTH = 4;

  /** The longest code: that of SHA-1 has 20 bytes, longer ones stand in extensions. */
  private static final int MAX_CODE = 20;

  /** The shortest extension (RFC 7822 section 3). */
  private static final int MIN_EXTENSION = 16;

  private NtpFields() {}

  static LayerFields all() {
    List<Field> declared = new ArrayList<>(HEAD.declared());
    declared.add(REFERENCE);
    declared.addAll(List.of(TIMES));
    declared.addAll(
        List.of(EXTENSION, IS_EXTENSION, EXTENSION_TYPE, EXTENSION_LENGTH, EXTENSION_VALUE));
    declared.addAll(List.of(KEY, CODE));
    declared.addAll(ControlFields.DECLARED.declared());
    for (FieldSequence part :
        List.of(PRIVATE, PRIVATE_ERROR, PRIVATE_ITEMS, PRIVATE_RESERVED, PRIVATE_SIZE)) {
      declared.addAll(part.declared());
    }
    PrivateItems items = PrivateItems.of(declared);
    declared.addAll(items.declared());
    return LayerFields.of(
        (packet, layer, sink) -> read(items, packet, layer, sink),
        declared.stream().distinct().toList());
  }

  private static void read(PrivateItems items, Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    switch (Ntp.mode(bytes, start)) {
      case Ntp.CONTROL -> {
        COMMON.read(packet, layer, start, limit, sink);
        ControlFields.read(bytes, start, limit, sink);
      }
      case Ntp.PRIVATE -> {
        PRIVATE.read(packet, layer, start, limit, sink);
        PRIVATE_ERROR.read(packet, layer, start + 4, limit, sink);
        PRIVATE_ITEMS.read(packet, layer, start + 4, limit, sink);
        PRIVATE_RESERVED.read(packet, layer, start + 6, limit, sink);
        PRIVATE_SIZE.read(packet, layer, start + 6, limit, sink);
        items.read(bytes, start, limit, sink);
      }
      default -> time(packet, layer, start, limit, sink);
    }
  }

  private static void time(Packet packet, int layer, int start, int limit, FieldSink sink) {
    HEAD.read(packet, layer, start, limit, sink);
    int reference = start + Ntp.REFERENCE;
    if (limit - reference >= Integer.BYTES) {
      REFERENCE_VALUE.read(packet, layer, reference, start + Ntp.REFERENCE_TIME, sink);
    }
    int at = start + Ntp.REFERENCE_TIME;
    for (Field field : TIMES) {
      time(field, packet.bytes(layer), at, limit, sink);
      at += 8;
    }
    extensions(packet, layer, at, limit, sink);
  }

  static void time(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 8 <= end && sink.wants(field)) {
      sink.time(field, nanos(bytes, at), at, 8);
    }
  }

  /**
   * A time in nanoseconds since the epoch of 1970. Times whose highest bit is not set are of the
   * second era, which begins in 2036; 0 says that the sender knows no time.
   */
  private static long nanos(byte[] bytes, int at) {
    if (BigEndian.i64(bytes, at) == 0) {
      return 0;
    }
    long seconds = BigEndian.u32(bytes, at);
    long fraction = BigEndian.u32(bytes, at + 4);
    long since1900 = seconds < ERA / 2 ? seconds + ERA : seconds;
    return (since1900 - EPOCH) * NANOS_PER_SECOND + ((fraction * NANOS_PER_SECOND) >>> 32);
  }

  private static void extensions(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    while (limit - at > KEY_LENGTH + MAX_CODE) {
      int length = BigEndian.u16(bytes, at + 2);
      if (length < MIN_EXTENSION || length > limit - at) {
        break;
      }
      boolean isGroupWanted = sink.wants(EXTENSION);
      if (isGroupWanted) {
        sink.begin(EXTENSION, at, length);
      }
      if (sink.wants(IS_EXTENSION)) {
        sink.flag(IS_EXTENSION, true, at, length);
      }
      EXTENSION_FIELDS.read(packet, layer, at, at + length, sink);
      if (isGroupWanted) {
        sink.end(EXTENSION);
      }
      at += length;
    }
    if (limit - at >= KEY_LENGTH) {
      KEY_VALUE.read(packet, layer, at, at + KEY_LENGTH, sink);
      CODE_VALUE.read(packet, layer, at + KEY_LENGTH, limit, sink);
    }
  }
}
