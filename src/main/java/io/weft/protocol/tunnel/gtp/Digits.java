package io.weft.protocol.tunnel.gtp;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;

/** Texts that control messages put in other forms than letters. */
final class Digits {
  /** Both versions have these two. */
  static final Field IMSI = Field.text("e212.imsi", "IMSI").repeating();

  static final Field MSISDN = Field.text("e164.msisdn", "E.164 number (MSISDN)").repeating();

  private static final int NO_DIGIT = 0xF;
  private static final String FORMS = "0123456789*#abc";

  private Digits() {}

  /** Pushes digits of four bits each, the lower half of a byte first; 15 ends them. */
  static void push(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    if (from >= end || !sink.wants(field)) {
      return;
    }
    StringBuilder text = sink.scratch();
    for (int i = 0; i < 2 * (end - from); i++) {
      int digit = bytes[from + i / 2] >> (4 * (i % 2)) & 0xF;
      if (digit == NO_DIGIT) {
        break;
      }
      text.append(FORMS.charAt(digit));
    }
    sink.text(field, text, from, end - from);
  }

  /** Pushes a name whose labels stand behind their lengths, with dots between them. */
  static void labels(Field field, byte[] bytes, int from, int end, FieldSink sink) {
    if (from >= end || !sink.wants(field)) {
      return;
    }
    StringBuilder text = sink.scratch();
    int next = from;
    for (int i = from; i < end; i++) {
      if (i == next) {
        text.append(i == from ? "" : ".");
        next += 1 + (bytes[i] & 0xFF);
      } else {
        text.append((char) (bytes[i] & 0xFF));
      }
    }
    sink.text(field, text, from, end - from);
  }
}
