package io.weft.flow;

import io.weft.protocol.transport.tcp.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Zeek's {@code history} of a TCP connection: a letter an event, upper case for the originator, in
 * the order of first occurrence.
 */
final class History {
  /** Letters kept; a connection with more is an attack on the record. */
  private static final int MAX_LETTERS = 256;

  private static final Pattern SYN_THEN_RESET = Pattern.compile("\\^?S[^HAFGIQ]*R.*");

  // Events recorded once a direction: bits of TcpHalf.seen.
  static final int SYN = 1;
  static final int FIN = 2;
  static final int RST = 4;
  private static final int ACK = 8;
  private static final int DATA = 16;
  private static final int INCONSISTENT = 32;
  private static final int SEVERAL = 64;

  private byte[] letters = new byte[8];
  private int length;

  /** Records what the segment's flags and payload say. */
  void onFlags(TcpHalf own, boolean fromOriginator, Segment segment) {
    int flags = segment.flags & (Tcp.SYN | Tcp.FIN | Tcp.RST);
    if (flags == 0) {
      if (segment.length > 0) {
        once(own, DATA, 'd', fromOriginator);
      } else if (segment.has(Tcp.ACK)) {
        once(own, ACK, 'a', fromOriginator);
      }
    } else if ((flags & flags - 1) != 0) { // more than one of them
      if ((flags & Tcp.SYN) != 0) {
        once(own, SEVERAL, 'q', fromOriginator);
      } else {
        once(own, INCONSISTENT, 'i', fromOriginator);
      }
    } else if (flags == Tcp.SYN) {
      char letter = segment.has(Tcp.ACK) ? 'h' : 's';
      int relative = segment.sequence - own.base;
      if (again(own, SYN, relative, own.lastSyn, letter, fromOriginator)) {
        own.lastSyn = relative;
      }
    } else if (flags == Tcp.FIN) {
      int relative = segment.sequence - own.base + segment.length;
      if (again(own, FIN, relative, own.lastFin, 'f', fromOriginator)) {
        own.lastFin = relative;
      }
    } else if (flags == Tcp.RST) {
      int relative = segment.sequence - own.base;
      if (again(own, RST, relative, own.lastRst, 'r', fromOriginator)) {
        own.lastRst = relative;
      }
    }
  }

  private void once(TcpHalf own, int event, char letter, boolean fromOriginator) {
    if ((own.seen & event) == 0) {
      own.seen |= (byte) event;
      add(letter, fromOriginator);
    }
  }

  /**
   * Records the first of its kind, and those whose number differs from the first one's; true for
   * the first.
   */
  private boolean again(
      TcpHalf own, int event, int relative, int before, char letter, boolean fromOriginator) {
    boolean isFirst = (own.seen & event) == 0;
    if (isFirst || relative != before) {
      own.seen |= (byte) event;
      add(letter, fromOriginator);
    }
    return isFirst;
  }

  /** Records the 1st, 10th, 100th … of an event. */
  void scaled(int count, char letter, boolean fromOriginator) {
    int power = 1;
    while (power < count && power < 1_000_000_000) {
      power *= 10;
    }
    if (power == count) {
      add(letter, fromOriginator);
    }
  }

  private void add(char letter, boolean fromOriginator) {
    if (length == letters.length) {
      if (length >= MAX_LETTERS) {
        return;
      }
      letters = Arrays.copyOf(letters, length * 2);
    }
    letters[length++] = (byte) (fromOriginator ? Character.toUpperCase(letter) : letter);
  }

  /** The ends' roles were taken the wrong way round. */
  void flip() {
    for (int i = 0; i < length; i++) {
      letters[i] ^= 0x20;
    }
    letters = Arrays.copyOf(letters, letters.length + 1);
    System.arraycopy(letters, 0, letters, 1, length);
    letters[0] = '^';
    length++;
  }

  static boolean isSynThenReset(String history) {
    return SYN_THEN_RESET.matcher(history).matches();
  }

  @Override
  public String toString() {
    return new String(letters, 0, length, StandardCharsets.US_ASCII);
  }
}
