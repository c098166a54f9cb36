package io.weft.protocol.network.isis;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;

/** Identifiers of systems, and of what they send: {@code 1921.6800.1001.01-00}. */
final class SystemId {
  /** Length of a system's identifier in bytes. */
  static final int LENGTH = 6;

  /** Length with the number of a circuit. */
  static final int WITH_CIRCUIT = 7;

  /** Length with the number of a circuit and that of a fragment. */
  static final int OF_LINK_STATE = 8;

  private static final String DIGITS = "0123456789abcdef";

  private SystemId() {}

  /** Pushes the identifier that begins there, where it is whole. */
  static void push(Field field, byte[] bytes, int at, int length, int end, FieldSink sink) {
    if (at + length > end || !sink.wants(field)) {
      return;
    }
    StringBuilder text = sink.scratch();
    for (int i = 0; i < length; i++) {
      if (i == WITH_CIRCUIT) {
        text.append('-');
      } else if (i != 0 && i % 2 == 0) {
        text.append('.');
      }
      text.append(DIGITS.charAt(bytes[at + i] >> 4 & 0xF))
          .append(DIGITS.charAt(bytes[at + i] & 0xF));
    }
    sink.text(field, text, at, length);
  }
}
