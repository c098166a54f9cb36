package io.weft.report.follow;

import io.weft.dissect.Direction;
import java.io.IOException;

/**
 * Prints a stream as lines of sixteen bytes: the offset in the side's stream, the bytes in
 * hexadecimal, and the bytes as ASCII. The server's lines are indented.
 */
public final class HexStreamPrinter extends TextStreamPrinter {
  private static final int WIDTH = 16;
  private static final String DIGITS = "0123456789abcdef";
  private static final int MIN_OFFSET_DIGITS = 8;

  /**
   * @param colours whether the two sides are printed in different colours
   */
  public HexStreamPrinter(Appendable out, boolean colours) {
    super(out, colours, true);
  }

  @Override
  void body(Turn turn, Appendable to) throws IOException {
    StringBuilder line = new StringBuilder(96);
    for (int at = 0; at < turn.length; at += WIDTH) {
      line.setLength(0);
      line.append(turn.direction == Direction.FROM_CLIENT ? "" : "    ");
      offset(line, turn.offset + at);
      int end = Math.min(turn.length, at + WIDTH);
      for (int i = at; i < at + WIDTH; i++) {
        line.append(i == at || i == at + WIDTH / 2 ? "  " : " ");
        if (i < end) {
          line.append(DIGITS.charAt(turn.bytes[i] >> 4 & 15));
          line.append(DIGITS.charAt(turn.bytes[i] & 15));
        } else {
          line.append("  ");
        }
      }
      line.append("  ");
      for (int i = at; i < end; i++) {
        byte c = turn.bytes[i];
        line.append(c >= ' ' && c < 0x7F ? (char) c : '.');
      }
      to.append(line.append('\n'));
    }
  }

  private static void offset(StringBuilder line, long offset) {
    String digits = Long.toHexString(offset);
    line.append("0".repeat(Math.max(0, MIN_OFFSET_DIGITS - digits.length()))).append(digits);
  }
}
