package io.weft.protocol.app.dns;

import io.weft.bytes.Utf8;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;

/**
 * Domain names as Wireshark shows them in fields: labels with dots between them, whose characters
 * stand as they were sent but for control characters, which get a backslash. {@link DnsName} writes
 * the notation of master files instead.
 */
final class NameText {
  private static final String ROOT = "<Root>";

  private NameText() {}

  /**
   * Pushes the name that begins at a place of a message, with its pointers followed; nothing where
   * the bytes are no name.
   *
   * @param end index behind the last byte in which the name may begin
   * @return index behind the name, or negative where it has no end
   */
  static int read(Field field, Packet packet, int layer, int at, int end, FieldSink sink) {
    int next = DnsName.skip(packet.bytes(layer), at, end);
    if (next > 0 && sink.wants(field)) {
      StringBuilder text = packet.text();
      if (append(text, packet, layer, at) >= 0) {
        sink.text(field, text, at, next - at);
      }
    }
    return next;
  }

  /** The name's labels, at least one; -1 where the bytes are no name. The text is appended. */
  static int append(StringBuilder text, Packet packet, int layer, int from) {
    byte[] bytes = packet.bytes(layer);
    int message = packet.start(layer);
    int limit = packet.limit(layer);
    int length = 1;
    int labels = 0;
    int before = from;
    for (int at = from; at < limit; ) {
      int label = bytes[at] & 0xFF;
      if (label == 0) {
        text.append(labels == 0 ? ROOT : "");
        return Math.max(1, labels);
      }
      if (label >= DnsName.POINTER) {
        int target = DnsName.target(bytes, message, at, limit);
        if (target < 0 || target >= before) {
          return -1;
        }
        before = target;
        at = target;
        continue;
      }
      length += label + 1;
      if (label >= 0x40 || length > DnsName.MAX_LENGTH || at + label >= limit) {
        return -1;
      }
      if (labels++ > 0) {
        text.append('.');
      }
      append(text, bytes, at + 1, at + 1 + label);
      at += label + 1;
    }
    return -1;
  }

  /**
   * Bytes of a name that {@link #append} has found good, with the dots between its labels: a
   * control character counts as one, whatever its text.
   */
  static int length(Packet packet, int layer, int from) {
    byte[] bytes = packet.bytes(layer);
    int length = 0;
    int at = from;
    for (int label; (label = bytes[at] & 0xFF) != 0; ) {
      if (label >= DnsName.POINTER) {
        at = DnsName.target(bytes, packet.start(layer), at, packet.limit(layer));
      } else {
        length += label + 1;
        at += label + 1;
      }
    }
    return length == 0 ? ROOT.length() : length - 1;
  }

  private static void append(StringBuilder text, byte[] bytes, int from, int to) {
    int begin = text.length();
    Utf8.append(text, bytes, from, to);
    for (int i = begin; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == 0x7F) {
        text.setCharAt(i, '\\');
        text.insert(i + 1, (char) ('0' + (c >> 6)));
        text.insert(i + 2, (char) ('0' + (c >> 3 & 7)));
        text.insert(i + 3, (char) ('0' + (c & 7)));
        i += 3;
      }
    }
  }
}
