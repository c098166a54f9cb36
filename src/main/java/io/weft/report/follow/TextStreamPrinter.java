package io.weft.report.follow;

import io.weft.bytes.IpAddress;
import io.weft.bytes.Utf8;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.report.SideNames;
import io.weft.report.json.JsonText;
import io.weft.report.text.SafeText;
import io.weft.report.text.Units;
import java.io.IOException;
import java.util.Locale;

/**
 * Prints a stream as text: the bytes of each turn, below a heading that tells its packets.
 *
 * <p>Headings and other remarks begin with a long dash. Lines of the stream never do, so that a
 * stream cannot forge a remark: a dash at their beginning is escaped. Control characters other than
 * line feed and tab, and bytes that are no UTF-8, are escaped everywhere.
 */
public class TextStreamPrinter extends StreamPrinter {
  private static final char DASH = '\u2014';
  private static final String CLIENT_COLOUR = "\u001b[31m";
  private static final String SERVER_COLOUR = "\u001b[36m";
  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final double NANOS_PER_SECOND = 1e9;

  private final Appendable out;
  private final boolean colours;
  private final boolean binary;
  private boolean explained;
  private final JsonText times = new JsonText();

  /**
   * @param colours whether the two sides are printed in different colours
   * @param binary whether parts that are no text are printed too; else it is told that they are
   *     there
   */
  public TextStreamPrinter(Appendable out, boolean colours, boolean binary) {
    this.out = out;
    this.colours = colours;
    this.binary = binary;
  }

  @Override
  void begin(Flow flow) throws IOException {
    remark(
        flow.name()
            + ": client "
            + endpoint(flow.client(), flow.clientPort())
            + ", server "
            + endpoint(flow.server(), flow.serverPort())
            + (flow.startNanos() == Packet.NO_TIME
                ? ""
                : ", from " + times.time(flow.startNanos())));
  }

  /** {@code 10.0.0.1:80}, {@code [2001:db8::1]:80}. */
  private static String endpoint(IpAddress ip, int port) {
    return (ip.ipv6() ? "[" + ip + "]" : ip.toString()) + ":" + port;
  }

  @Override
  void shows(Shown bytes) throws IOException {
    switch (bytes) {
      case ENCRYPTED -> remark("encrypted from here on (TLS): --keylog decrypts, with the keys");
      case DECRYPTED -> remark("decrypted from here on (TLS): --wire shows what was sent");
      default -> {}
    }
  }

  @Override
  void turn(Turn turn) throws IOException {
    colour(turn.direction, true);
    remark(
        SideNames.of(turn.direction)
            + ", "
            + packets(turn)
            + ", "
            + String.format(Locale.ROOT, "%.6f s", turn.elapsedNanos / NANOS_PER_SECOND)
            + ", "
            + message(turn)
            + Units.count(turn.length, "byte", "bytes"));
    if (turn.length > 0) {
      colour(turn.direction, false);
      body(turn, out);
    }
    plain();
  }

  private static String message(Turn turn) {
    if (turn.message == null) {
      return "";
    }
    return turn.isControl ? turn.message + ", " : turn.message + " message, ";
  }

  /** Prints the bytes of the turn; the last line gets a line feed even where the turn has none. */
  void body(Turn turn, Appendable to) throws IOException {
    int at = 0;
    if (!binary) {
      BinaryParts parts = new BinaryParts(turn.bytes, turn.length);
      while (parts.next(at)) {
        text(turn, at, parts.from(), to);
        String type = parts.contentType(at);
        colour(turn.direction, true);
        remark(
            "binary, "
                + Units.count(parts.to() - parts.from(), "byte", "bytes")
                + (type == null ? "" : ", " + type)
                + (explained ? "" : " (--as hex shows it, --binary does so here)"));
        explained = true;
        colour(turn.direction, false);
        at = parts.to();
      }
    }
    text(turn, at, turn.length, to);
  }

  private static void text(Turn turn, int from, int end, Appendable to) throws IOException {
    StringBuilder line = new StringBuilder(128);
    for (int at = from; at < end; ) {
      int c = turn.bytes[at];
      if (c == '\n') {
        line(line, to);
        at++;
      } else if (c == '\r' && at + 1 < end && turn.bytes[at + 1] == '\n') {
        at++;
      } else {
        int length = c >= 0 ? 1 : Utf8.length(turn.bytes, at, end);
        append(line, turn.bytes, at, length);
        at += Math.max(1, length);
      }
    }
    if (line.length() > 0) {
      line(line, to);
    }
  }

  private static void append(StringBuilder line, byte[] bytes, int at, int length) {
    int c = bytes[at];
    if (length == 1 && (c == '\t' || (c >= ' ' && c < 0x7F))) {
      line.append((char) c);
    } else if (length == 0) {
      line.append("\\x").append(Character.forDigit(c >> 4 & 15, 16));
      line.append(Character.forDigit(c & 15, 16));
    } else {
      int point = codePoint(bytes, at, length);
      if (line.length() == 0 && Character.getType(point) == Character.DASH_PUNCTUATION) {
        line.append(String.format(Locale.ROOT, "\\u%04x", point));
      } else {
        SafeText.append(line, point);
      }
    }
  }

  private static int codePoint(byte[] bytes, int at, int length) {
    int point = length == 1 ? bytes[at] : bytes[at] & (0x7F >> length);
    for (int i = 1; i < length; i++) {
      point = point << 6 | (bytes[at + i] & 0x3F);
    }
    return point;
  }

  private static void line(StringBuilder line, Appendable to) throws IOException {
    to.append(line).append('\n');
    line.setLength(0);
  }

  private static String packets(Turn turn) {
    return turn.firstPacket == turn.lastPacket
        ? "packet " + turn.firstPacket
        : "packets " + turn.firstPacket + "\u2013" + turn.lastPacket;
  }

  @Override
  void gap(Direction side, long offset, long missing) throws IOException {
    colour(side, true);
    remark(
        SideNames.of(side)
            + ", "
            + Units.count(missing, "byte", "bytes")
            + " missing at offset "
            + Units.count(offset));
    plain();
  }

  @Override
  void reversed() throws IOException {
    remark("client and server were guessed the wrong way round: above, read each as the other");
  }

  @Override
  void end(boolean empty) throws IOException {
    if (empty) {
      remark("no bytes");
    }
  }

  private void remark(String text) throws IOException {
    out.append(DASH).append(' ').append(text).append(' ').append(DASH).append('\n');
  }

  private void colour(Direction side, boolean bold) throws IOException {
    if (colours) {
      out.append(PLAIN).append(bold ? BOLD : "");
      out.append(side == Direction.FROM_CLIENT ? CLIENT_COLOUR : SERVER_COLOUR);
    }
  }

  private void plain() throws IOException {
    if (colours) {
      out.append(PLAIN);
    }
  }
}
