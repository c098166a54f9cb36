package io.weft.protocol.app.nbns;

import io.weft.bytes.BigEndian;

/**
 * Names of NetBIOS: 15 characters and a byte that says what is named. In messages each byte is two
 * letters, one for each half, in a label of DNS, with the labels of a scope behind it (RFC 1001
 * section 14.1).
 */
final class NetbiosName {
  /** Bytes of a name, the last of which says what is named. */
  static final int LENGTH = 16;

  /** Length of the label that holds a name. */
  private static final int LABEL = 2 * LENGTH;

  /** What a name names that is not encoded as it must be. */
  static final int ILLEGAL = 256;

  private static final int POINTER = 0xC0;

  /** So many pointers are followed, as none has reason to lead to another. */
  private static final int MAX_POINTERS = 4;

  /** Longest text of a scope. */
  private static final int MAX_TEXT = 255;

  private NetbiosName() {}

  /** Index behind a name, or -1 where it does not end. */
  static int end(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit) {
      int length = BigEndian.u8(bytes, at);
      if (length >= POINTER) {
        return at + 2 <= limit ? at + 2 : -1;
      }
      if (length == 0) {
        return at + 1;
      }
      at += 1 + length;
    }
    return -1;
  }

  /**
   * Writes a name with what it names in angle brackets: {@code PRINTER<20>}. Nothing is written
   * where it is none.
   *
   * @param start of the message, from which pointers count
   */
  static void append(StringBuilder text, byte[] bytes, int start, int from, int limit) {
    int at = from;
    int pointers = 0;
    boolean isFirst = true;
    while (at < limit && bytes[at] != 0 && text.length() < MAX_TEXT) {
      int length = BigEndian.u8(bytes, at);
      if (length >= POINTER) {
        if (at + 2 > limit || ++pointers > MAX_POINTERS) {
          return;
        }
        at = start + (BigEndian.u16(bytes, at) & 0x3FFF);
        continue;
      }
      int next = at + 1 + length;
      if (next > limit) {
        return;
      }
      if (isFirst && length == LABEL) {
        letters(text, bytes, at + 1);
      } else {
        text.append('.');
        plain(text, bytes, at + 1, next);
      }
      isFirst = false;
      at = next;
    }
  }

  /** Writes a name of 16 bytes as they are, without what is named. */
  static void appendPlain(StringBuilder text, byte[] bytes, int at) {
    int end = at + LENGTH - 1;
    while (end > at && bytes[end - 1] == ' ') {
      end--;
    }
    for (int i = at; i < end; i++) {
      character(text, BigEndian.u8(bytes, i));
    }
  }

  /** What the last byte of a name says that is named. */
  static String kindName(int kind) {
    return switch (kind) {
      case 0x00, 0x02 -> "Workstation/Redirector";
      case 0x01 -> "Browser";
      case 0x03 -> "Messenger service/Main name";
      case 0x05 -> "Forwarded name";
      case 0x06 -> "RAS Server service";
      case 0x1B -> "Domain Master Browser";
      case 0x1C -> "Domain Controllers";
      case 0x1D -> "Local Master Browser";
      case 0x1E -> "Browser Election Service";
      case 0x1F -> "Net DDE Service";
      case 0x20 -> "Server service";
      case 0x21 -> "RAS client service";
      case 0x22 -> "Exchange Interchange (MSMail Connector)";
      case 0x23 -> "Exchange Store";
      case 0x24 -> "Exchange Directory";
      case 0x2B -> "Lotus Notes Server service";
      case 0x30 -> "Modem sharing server service";
      case 0x31 -> "Modem sharing client service";
      case 0xBE -> "Network Monitor Agent";
      case 0xBF -> "Network Monitor Analyzer";
      default -> "Unknown";
    };
  }

  /**
   * What a message's name names, 0 to 255; {@link #ILLEGAL} where it has bytes that are no letters,
   * and -1 where it is no name of NetBIOS.
   */
  static int kind(byte[] bytes, int start, int from, int limit) {
    int at = from;
    for (int i = 0;
        i < MAX_POINTERS && at + 2 <= limit && BigEndian.u8(bytes, at) >= POINTER;
        i++) {
      at = start + (BigEndian.u16(bytes, at) & 0x3FFF);
    }
    if (at + LABEL >= limit || bytes[at] != LABEL) {
      return -1;
    }
    return strayByte(bytes, at + 1) < LABEL ? ILLEGAL : decoded(bytes, at + 1, LENGTH - 1);
  }

  private static void letters(StringBuilder text, byte[] bytes, int at) {
    int stray = strayByte(bytes, at);
    if (stray < LABEL) {
      text.append("Illegal NetBIOS name (")
          .append(stray % 2 == 0 ? "1st" : "2nd")
          .append(" character not between A and Z in first-level encoding)");
      return;
    }
    int last = LENGTH - 2;
    while (last >= 0 && decoded(bytes, at, last) == ' ') {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      character(text, decoded(bytes, at, i));
    }
    kind(text, decoded(bytes, at, LENGTH - 1));
  }

  /** The first of the bytes of an encoded name that is no capital letter; their number if none. */
  private static int strayByte(byte[] bytes, int at) {
    int index = 0;
    while (index < LABEL && bytes[at + index] >= 'A' && bytes[at + index] <= 'Z') {
      index++;
    }
    return index;
  }

  /** Letters behind P, which no sender writes, run over into the other half, as in Wireshark. */
  private static int decoded(byte[] bytes, int at, int index) {
    int high = bytes[at + 2 * index] - 'A';
    int low = bytes[at + 2 * index + 1] - 'A';
    return (high << 4 | low) & 0xFF;
  }

  private static void plain(StringBuilder text, byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      character(text, BigEndian.u8(bytes, i));
    }
  }

  private static void character(StringBuilder text, int value) {
    if (value >= ' ' && value < 0x7F) {
      text.append((char) value);
    } else {
      kind(text, value);
    }
  }

  private static void kind(StringBuilder text, int value) {
    text.append('<');
    text.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 0xF, 16));
    text.append('>');
  }
}
