package io.weft.protocol.app.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.bytes.Utf8;
import java.util.Arrays;

/**
 * Domain names on the wire (RFC 1035 section 4.1.4). A name consists of labels, each behind its
 * length, and may end in a pointer to the rest of an earlier name. This class follows a pointer
 * only to a place before the labels that it stands behind, so pointers cannot form a circle; and it
 * takes a name of at most 255 bytes, so pointers cannot make a name grow without end.
 */
final class DnsName {
  /** The bytes end inside the name. */
  static final int CUT = -1;

  /** The bytes are not a name. */
  static final int BAD = -2;

  /** Bytes of a name, with the length of each label and the root's. */
  static final int MAX_LENGTH = 255;

  /** A length from here on is the first byte of a pointer. */
  static final int POINTER = 0xC0;

  // The control characters behind ASCII are 0xC2 and a byte below 0xA0.
  private static final byte FIRST_OF_CONTROL = (byte) 0xC2;

  private static final int LAST_OF_CONTROL = 0xA0;

  private DnsName() {}

  /** Index behind the name, whose pointers are not followed; or {@link #CUT} or {@link #BAD}. */
  static int skip(byte[] bytes, int from, int limit) {
    int length = 0;
    for (int at = from; at < limit; ) {
      int label = bytes[at] & 0xFF;
      if (label == 0) {
        return at + 1;
      }
      if (label >= POINTER) {
        return at + 2 <= limit ? at + 2 : CUT;
      }
      length += label + 1;
      if (label >= 0x40 || length >= MAX_LENGTH) {
        return BAD;
      }
      at += label + 1;
    }
    return CUT;
  }

  /**
   * The name with its pointers followed, in the notation of {@link #append}; null where the bytes
   * are not a name.
   */
  static String text(byte[] bytes, int message, int from, int limit, boolean isUtf8) {
    String plain = plain(bytes, from, limit);
    if (plain != null) {
      return plain;
    }
    StringBuilder text = new StringBuilder(40);
    return append(text, bytes, message, from, limit, isUtf8) ? text.toString() : null;
  }

  /**
   * The fast way for nearly all names: a name without pointers, of characters that need no
   * backslash. Null where the name needs the slow way, or is none.
   */
  private static String plain(byte[] bytes, int from, int limit) {
    int end = from;
    while (end < limit && bytes[end] > 0 && bytes[end] < 0x40) {
      end += bytes[end] + 1;
    }
    int length = end - from - 1;
    if (end >= limit || bytes[end] != 0 || length <= 0 || length > MAX_LENGTH - 2) {
      return null;
    }
    byte[] text = Arrays.copyOfRange(bytes, from + 1, end);
    int dot = bytes[from];
    for (int i = 0; i < length; i++) {
      byte b = text[i];
      if (i == dot) {
        dot += b + 1;
        text[i] = '.';
      } else if (b <= ' ' || b >= 0x7F || b == '.' || b == '\\') {
        return null;
      }
    }
    return new String(text, ISO_8859_1);
  }

  /**
   * Appends the name in the notation of master files (RFC 1035 section 5.1), without the dot at its
   * end. A dot in a label and a backslash get a backslash before them; a byte that is not printable
   * becomes a backslash and three digits. The root is a dot.
   *
   * @param message where the message begins: pointers count from there
   * @param isUtf8 do characters beyond ASCII stand as they are?
   * @return false, with nothing appended, where the bytes are not a name
   */
  static boolean append(
      StringBuilder text, byte[] bytes, int message, int from, int limit, boolean isUtf8) {
    int begin = text.length();
    int length = 1;
    int before = from;
    for (int at = from; at < limit; ) {
      int label = bytes[at] & 0xFF;
      if (label == 0) {
        if (text.length() == begin) {
          text.append('.');
        }
        return true;
      }
      if (label >= POINTER) {
        int target = target(bytes, message, at, limit);
        if (target < 0 || target >= before) {
          break;
        }
        before = target;
        at = target;
        continue;
      }
      length += label + 1;
      if (label >= 0x40 || length > MAX_LENGTH || at + label >= limit) {
        break;
      }
      if (text.length() > begin) {
        text.append('.');
      }
      // The name of a service in multicast DNS is text for people, in which a dot is a dot.
      escape(text, bytes, at + 1, at + 1 + label, isUtf8 ? '\\' : '.', isUtf8);
      at += label + 1;
    }
    text.setLength(begin);
    return false;
  }

  /**
   * Where a pointer leads, as an index; {@link #CUT} where its second byte is missing.
   *
   * @param message where the message begins: pointers count from there
   */
  static int target(byte[] bytes, int message, int at, int limit) {
    return at + 1 < limit ? message + ((bytes[at] & 0x3F) << 8 | (bytes[at + 1] & 0xFF)) : CUT;
  }

  /**
   * Appends the bytes of a label or a text, each as {@link #escape(StringBuilder, byte, char)}
   * does; but with {@code isUtf8} characters beyond ASCII stand as they are. Bytes that are not
   * UTF-8, and control characters, are escaped all the same.
   */
  static void escape(
      StringBuilder text, byte[] bytes, int from, int to, char special, boolean isUtf8) {
    for (int i = from; i < to; ) {
      int length = isUtf8 ? Utf8.length(bytes, i, to) : 0;
      if (length > 1 && !isControl(bytes, i)) {
        Utf8.append(text, bytes, i, i + length);
        i += length;
      } else {
        escape(text, bytes[i++], special);
      }
    }
  }

  /** Does one of the control characters behind ASCII begin here: U+0080 to U+009F? */
  private static boolean isControl(byte[] bytes, int at) {
    return bytes[at] == FIRST_OF_CONTROL && (bytes[at + 1] & 0xFF) < LAST_OF_CONTROL;
  }

  /**
   * Appends a character of a name or a text, with a backslash before {@code special} and before a
   * backslash.
   */
  static void escape(StringBuilder text, byte b, char special) {
    if (b == special || b == '\\') {
      text.append('\\').append((char) b);
    } else if (b >= ' ' && b < 0x7F) {
      text.append((char) b);
    } else {
      int value = b & 0xFF;
      text.append('\\')
          .append((char) ('0' + value / 100))
          .append((char) ('0' + value / 10 % 10))
          .append((char) ('0' + value % 10));
    }
  }
}
