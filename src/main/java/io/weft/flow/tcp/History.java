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

  /** The same for eight letters. */
  private static final long CASES = 0x2020_2020_2020_2020L;

  /** How many letters {@link #head} has room for. */
  private static final int IN_HEAD = Long.BYTES;

  /** The first letters, the first of all in the lowest byte: most connections have no more. */
  private long head;

  /** Further letters; null where there are none. */
  private byte[] more;

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
    byte added = (byte) (fromFirst ? Character.toUpperCase(letter) : letter);
    if (length < IN_HEAD) {
      head |= (long) added << (Byte.SIZE * length++);
      return;
    }
    if (length >= MAX_LETTERS) {
      return;
    }
    int place = length++ - IN_HEAD;
    if (more == null) {
      more = new byte[IN_HEAD];
    } else if (place == more.length) {
      more = Arrays.copyOf(more, place * 2);
    }
    more[place] = added;
  }

  /** Records that client and server had been taken the wrong way round. */
  void onReversed() {
    turns++;
  }

  /**
   * The letters, upper case for the originator.
   *
   * @param originatorIsFirst is the first end the originator?
   * @param texts {@link #text(long)} of letters that fit one number
   */
  String text(boolean originatorIsFirst, RecentValues<String> texts) {
    if (turns == 0 && length > 0 && length <= IN_HEAD) {
      long otherCase = CASES >>> (Byte.SIZE * (IN_HEAD - length));
      return texts.of(originatorIsFirst ? head : head ^ otherCase);
    }
    byte[] text = new byte[turns + length];
    Arrays.fill(text, 0, turns, (byte) '^');
    for (int i = 0; i < length; i++) {
      byte letter = i < IN_HEAD ? (byte) (head >>> (Byte.SIZE * i)) : more[i - IN_HEAD];
      text[turns + i] = (byte) (originatorIsFirst ? letter : letter ^ CASE);
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  /**
   * The letters of a number as a text.
   *
   * @param letters the first in the lowest byte, 0 where there are no more
   */
  static String text(long letters) {
    StringBuilder text = new StringBuilder(IN_HEAD);
    for (long rest = letters; rest != 0; rest >>>= Byte.SIZE) {
      text.append((char) (rest & 0xFF));
    }
    return text.toString();
  }
}
