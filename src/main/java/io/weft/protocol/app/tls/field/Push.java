package io.weft.protocol.app.tls.field;

import io.weft.bytes.BigEndian;
import io.weft.bytes.Text;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;

/**
 * Pushes values of a message that may be cut: one whose bytes are not all there is left out. {@code
 * to} is always the index behind the last byte that may be read.
 */
final class Push {
  private Push() {}

  static void u8(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (at < to && sink.wants(field)) {
      sink.number(field, BigEndian.u8(bytes, at), at, 1);
    }
  }

  static void u16(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= 2 && sink.wants(field)) {
      sink.number(field, BigEndian.u16(bytes, at), at, 2);
    }
  }

  static void u24(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= 3 && sink.wants(field)) {
      sink.number(field, BigEndian.u24(bytes, at), at, 3);
    }
  }

  static void u32(Field field, byte[] bytes, int at, int to, FieldSink sink) {
    if (to - at >= 4 && sink.wants(field)) {
      sink.number(field, BigEndian.u32(bytes, at), at, 4);
    }
  }

  /** All numbers of two bytes up to the end. */
  static void numbers(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(field)) {
      for (int at = from; to - at >= 2; at += 2) {
        sink.number(field, BigEndian.u16(bytes, at), at, 2);
      }
    }
  }

  /** All bytes up to the end, each a number. */
  static void octets(Field field, byte[] bytes, int from, int to, FieldSink sink) {
    if (sink.wants(field)) {
      for (int at = from; at < to; at++) {
        sink.number(field, BigEndian.u8(bytes, at), at, 1);
      }
    }
  }

  static void bytes(Field field, byte[] bytes, int at, int length, int to, FieldSink sink) {
    if (length > 0 && length <= to - at && sink.wants(field)) {
      sink.bytes(field, bytes, at, length);
    }
  }

  static void text(Field field, byte[] bytes, int at, int length, int to, FieldSink sink) {
    if (length <= to - at && sink.wants(field)) {
      sink.text(field, Text.of(bytes, at, at + length), at, length);
    }
  }

  /** Says that something is there, though not one byte of it may be. */
  static void mark(Field presence, int from, int to, FieldSink sink) {
    if (from <= to && sink.wants(presence)) {
      sink.flag(presence, true, from, to - from);
    }
  }

  /** As {@link #mark}, of a list that has any byte. */
  static void list(Field presence, int from, int to, FieldSink sink) {
    if (from < to) {
      mark(presence, from, to, sink);
    }
  }
}
