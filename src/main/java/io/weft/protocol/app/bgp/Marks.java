package io.weft.protocol.app.bgp;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;

/** Pushes the values that are no fields at fixed places. */
final class Marks {
  private Marks() {}

  /** Says that something is there, in these bytes. */
  static void mark(Field field, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, from, length);
    }
  }

  static void number(Field field, long value, int from, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, value, from, length);
    }
  }

  /** Pushes bytes, if there are any. */
  static void bytes(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    if (from < end && sink.wants(field)) {
      sink.bytes(field, bytes, from, end - from);
    }
  }
}
