package io.weft.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.bytes.Hex;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The beginning of what both sides said, turn by turn, as text where it is text. */
final class Excerpt {
  /** Bytes of a flow at most. */
  static final int MAX_BYTES = 32 << 10;

  /** Bytes of a turn at most, so that one long answer does not hide all behind it. */
  static final int MAX_TURN = 4 << 10;

  /** Turns at most. */
  static final int MAX_TURNS = 200;

  /** Bytes of a turn that is no text that are told. */
  private static final int SHOWN_BINARY = 64;

  /** A turn is text where of so many characters at most one is none. */
  private static final int TEXT_SHARE = 20;

  private static final char REPLACEMENT = '\uFFFD';

  private final List<Turn> turns = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int side = -1;
  private long packet;
  private long nanos;
  private long length;
  private long missing;
  private int kept;
  private long leftOutTurns;
  private boolean isDatagram;

  /**
   * What one side said before the other said something.
   *
   * @param side 0 for the client, 1 for the server
   * @param packet number of the first packet
   * @param at since the beginning of the time of the page, in nanoseconds
   * @param bytes all that were said
   * @param missing bytes that the capture does not hold; null for none
   * @param text the first of the bytes; null where they are no text
   * @param hex the first of the bytes, where they are no text, in hexadecimal
   * @param cut bytes that are not shown; null for none
   */
  record Turn(
      int side,
      long packet,
      long at,
      long bytes,
      Long missing,
      String text,
      String hex,
      Long cut) {}

  private final long originNanos;

  /**
   * @param originNanos from which times are counted, in nanoseconds since the epoch
   */
  Excerpt(long originNanos) {
    this.originNanos = originNanos;
  }

  /** Adds the next bytes of a stream. */
  void bytes(int from, byte[] array, int start, int end, long number, long time) {
    turn(from, number, time);
    length += end - start;
    int room = Math.min(MAX_TURN - bytes.size(), MAX_BYTES - kept);
    int taken = Math.min(room, end - start);
    if (taken > 0) {
      bytes.write(array, start, taken);
      kept += taken;
    }
  }

  /** Adds a datagram, which is a turn by itself. */
  void datagram(int from, byte[] array, int start, int end, long number, long time) {
    finish();
    isDatagram = true;
    bytes(from, array, start, end, number, time);
    finish();
  }

  /** Tells of bytes that the capture does not hold. */
  void gap(int from, long count, long number, long time) {
    turn(from, number, time);
    missing += count;
  }

  private void turn(int from, long number, long time) {
    if (side != from) {
      finish();
      side = from;
      packet = number;
      nanos = time;
    }
  }

  private void finish() {
    if (side >= 0 && (length > 0 || missing > 0 || isDatagram)) {
      if (turns.size() < MAX_TURNS) {
        turns.add(made());
      } else {
        leftOutTurns++;
      }
    }
    side = -1;
    length = 0;
    missing = 0;
    isDatagram = false;
    bytes.reset();
  }

  private Turn made() {
    byte[] shown = bytes.toByteArray();
    String text = new String(shown, UTF_8);
    boolean isText = isText(text);
    int told = isText ? shown.length : Math.min(shown.length, SHOWN_BINARY);
    return new Turn(
        side,
        packet,
        nanos - originNanos,
        length,
        missing == 0 ? null : missing,
        isText ? text : null,
        isText ? null : Hex.of(shown, 0, told),
        length > told ? length - told : null);
  }

  private static boolean isText(String text) {
    int odd = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == REPLACEMENT || (c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
        odd++;
      }
    }
    return odd * TEXT_SHARE <= text.length();
  }

  /** Both sides change their roles. */
  void reverse() {
    if (side >= 0) {
      side = 1 - side;
    }
    turns.replaceAll(
        turn ->
            new Turn(
                1 - turn.side,
                turn.packet,
                turn.at,
                turn.bytes,
                turn.missing,
                turn.text,
                turn.hex,
                turn.cut));
  }

  /** All turns that were kept. */
  List<Turn> turns() {
    finish();
    return List.copyOf(turns);
  }

  /** Turns for which there was no room. */
  long leftOut() {
    return leftOutTurns;
  }

  /** Estimated memory, in bytes. */
  long memory() {
    return 2L * kept;
  }
}
