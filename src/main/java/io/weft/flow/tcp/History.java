package io.weft.flow.tcp;

import io.weft.flow.segment.Segment;
import io.weft.protocol.transport.tcp.Tcp;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Zeek's {@code history} of a TCP connection: one letter for each event, in the order of first
 * occurrence. In here upper case stands for the connection's first end; in the text it stands for
 * the originator.
 */
final class History {
  /** How many letters are kept. Only an attack on the record gives a connection more. */
  private static final int MAX_LETTERS = 256;

  // Events recorded once a direction.
  static final int SYN = 1;
  static final int FIN = 2;
  static final int RST = 4;
  static final int ACK = 8;
  private static final int DATA = 16;
  private static final int INCONSISTENT = 32;
  private static final int SEVERAL = 64;

  /** The difference between an upper case letter and its lower case. */
  private static final int CASE = 0x20;

  private byte[] letters = new byte[8];
  private int length;

  /**
   * How often client and server changed their roles; the text begins with one {@code ^} for each
   * time.
   */
  private int turns;

  /** Records what the segment's flags and payload say. */
  void onFlags(ZeekEndpoint own, Segment segment) {
    int flags = segment.flags() & (Tcp.SYN | Tcp.FIN | Tcp.RST);
    boolean fromFirst = segment.isFromFirst();
    if (flags == 0) {
      if (segment.length() > 0) {
        once(own, DATA, 'd', fromFirst);
      } else if (segment.has(Tcp.ACK)) {
        once(own, ACK, 'a', fromFirst);
      }
    } else if ((flags & flags - 1) != 0) { // more than one of them
      if ((flags & Tcp.SYN) != 0) {
        once(own, SEVERAL, 'q', fromFirst);
      } else {
        once(own, INCONSISTENT, 'i', fromFirst);
      }
    } else if (flags == Tcp.SYN) {
      char letter = segment.has(Tcp.ACK) ? 'h' : 's';
      again(own, SYN, segment.sequence() - own.base(), letter, fromFirst);
    } else if (flags == Tcp.FIN) {
      again(own, FIN, segment.sequence() - own.base() + segment.length(), 'f', fromFirst);
    } else if (flags == Tcp.RST) {
      again(own, RST, segment.sequence() - own.base(), 'r', fromFirst);
    }
  }

  private void once(ZeekEndpoint own, int event, char letter, boolean fromFirst) {
    if (!own.hasSeen(event)) {
      own.see(event);
      add(letter, fromFirst);
    }
  }

  /**
   * Records the first event of its kind, and each later one whose sequence number differs from that
   * of the last one.
   */
  private void again(ZeekEndpoint own, int event, int offset, char letter, boolean fromFirst) {
    if (own.hasSeen(event) && offset == own.offsetOf(event)) {
      return;
    }
    own.offsetOf(event, offset);
    own.see(event);
    add(letter, fromFirst);
  }

  /** Records the 1st, 10th, 100th … of an event. */
  void scaled(int count, char letter, boolean fromFirst) {
    int power = 1;
    while (power < count && power < 1_000_000_000) {
      power *= 10;
    }
    if (power == count) {
      add(letter, fromFirst);
    }
  }

  private void add(char letter, boolean fromFirst) {
    if (length == letters.length) {
      if (length >= MAX_LETTERS) {
        return;
      }
      letters = Arrays.copyOf(letters, length * 2);
    }
    letters[length++] = (byte) (fromFirst ? Character.toUpperCase(letter) : letter);
  }

  /** Records that client and server had been taken the wrong way round. */
  void onReversed() {
    turns++;
  }

  /**
   * The letters, upper case for the originator.
   *
   * @param originatorIsFirst is the first end the originator?
   */
  String text(boolean originatorIsFirst) {
    byte[] text = new byte[turns + length];
    Arrays.fill(text, 0, turns, (byte) '^');
    for (int i = 0; i < length; i++) {
      text[turns + i] = (byte) (originatorIsFirst ? letters[i] : letters[i] ^ CASE);
    }
    return new String(text, StandardCharsets.US_ASCII);
  }
}
