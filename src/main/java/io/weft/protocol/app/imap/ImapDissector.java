package io.weft.protocol.app.imap;

import io.weft.bytes.Text;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.LineDissector;
import java.util.Locale;

/** Reports each command with its tagged reply (RFC 3501 section 2.2). */
final class ImapDissector extends LineDissector {
  private static final String MASKED = " ***";
  private static final int LONGEST_LITERAL = 18;

  /** Does the client's next line go on with a command, behind a literal? */
  private boolean isContinued;

  /** Does the client answer questions of the server, such as for a password? */
  private boolean isAnswering;

  private boolean isServerContinued;
  private boolean hasSpoken;

  ImapDissector() {
    super(ImapExchange::new);
  }

  @Override
  protected void onLine(
      Direction direction, byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    long literal = literal(bytes, from, end);
    pass(direction, literal);
    if (direction == Direction.FROM_CLIENT) {
      boolean isRest = isContinued;
      isContinued = literal > 0;
      if (!isRest && !isAnswering) {
        command(bytes, from, end, arrival, to);
      }
    } else {
      boolean isRest = isServerContinued;
      isServerContinued = literal > 0;
      if (!isRest) {
        reply(bytes, from, end, arrival, to);
      }
    }
  }

  /** Bytes that follow the line as they are: it ends with their number (section 4.3). */
  private static long literal(byte[] bytes, int from, int end) {
    int at = end - 1;
    if (at <= from || bytes[at] != '}') {
      return 0;
    }
    at--;
    if (at > from && (bytes[at] == '+' || bytes[at] == '-')) {
      at--; // the client does not wait for the server's leave (RFC 7888)
    }
    long length = 0;
    long place = 1;
    int digits = 0;
    for (; at > from && bytes[at] >= '0' && bytes[at] <= '9'; at--) {
      if (++digits > LONGEST_LITERAL) {
        return 0;
      }
      length += place * (bytes[at] - '0');
      place *= 10;
    }
    return digits > 0 && bytes[at] == '{' ? length : 0;
  }

  private void command(byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    int blank = Imap.tagEnd(bytes, from, end);
    if (blank == from || blank == end || bytes[blank] != ' ') {
      if (end > from) {
        bad();
      }
      return;
    }
    hasSpoken = true;
    int verb = blank + 1;
    int verbEnd = DialogText.verbEnd(bytes, verb, end);
    String name = DialogText.verb(bytes, verb, verbEnd);
    if (name.equals("UID")) {
      int second = verbEnd + 1;
      verbEnd = Math.max(verbEnd, DialogText.verbEnd(bytes, Math.min(second, end), end));
      name = DialogText.verb(bytes, verb, verbEnd);
    }
    if (name.isEmpty()) {
      bad();
      return;
    }
    String argument =
        DialogText.shortened(bytes, DialogText.argumentFrom(bytes, verbEnd, end), end);
    isAnswering = name.equals("AUTHENTICATE") || name.equals("IDLE");
    if (name.equals("STARTTLS")) {
      hold();
    }
    String told = argument(name, argument);
    commands.ask(Text.of(bytes, from, blank), name, told.isEmpty() ? null : told, arrival, to);
  }

  /** What may be told of an argument: no password. */
  private static String argument(String name, String argument) {
    return switch (name) {
      case "LOGIN" -> firstWord(argument) + MASKED;
      case "AUTHENTICATE" -> firstWord(argument);
      default -> argument;
    };
  }

  private static String firstWord(String argument) {
    int end = argument.startsWith("\"") ? argument.indexOf('"', 1) + 1 : argument.indexOf(' ');
    return end <= 0 ? argument.startsWith("\"") ? "" : argument : argument.substring(0, end);
  }

  private void reply(byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    if (end == from || bytes[from] == '+') {
      return; // it asks for more
    }
    if (bytes[from] == '*') {
      if (!hasSpoken && !to.pickedUp()) {
        hasSpoken = true;
        int verbEnd = DialogText.verbEnd(bytes, Math.min(from + 2, end), end);
        commands.greet(
            DialogText.verb(bytes, Math.min(from + 2, end), verbEnd),
            text(bytes, verbEnd, end),
            arrival,
            to);
      }
      return;
    }
    int blank = Imap.tagEnd(bytes, from, end);
    if (blank == from || blank == end || bytes[blank] != ' ') {
      bad();
      return;
    }
    int statusEnd = DialogText.verbEnd(bytes, blank + 1, end);
    commands.answer(
        Text.of(bytes, from, blank),
        DialogText.verb(bytes, blank + 1, statusEnd),
        text(bytes, statusEnd, end),
        arrival,
        to);
  }

  private static String text(byte[] bytes, int from, int end) {
    String text = DialogText.shortened(bytes, DialogText.argumentFrom(bytes, from, end), end);
    return text.isEmpty() ? null : text;
  }

  @Override
  protected void onTurn(String command, String status, StreamContext to) {
    switch (command.toUpperCase(Locale.ROOT)) {
      case "AUTHENTICATE", "IDLE" -> isAnswering = false;
      case "STARTTLS" -> {
        resume();
        if ("OK".equals(status)) {
          startTls(to);
        }
      }
      default -> {}
    }
  }

  @Override
  protected void onLost(Direction direction, StreamContext to) {
    isContinued &= direction != Direction.FROM_CLIENT;
    isServerContinued &= direction != Direction.FROM_SERVER;
    isAnswering = false;
    super.onLost(direction, to);
  }
}
