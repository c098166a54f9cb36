package io.weft.protocol.app.pop;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.CommandQueue;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.LineDissector;

/** Reports each command with its reply (RFC 1939 section 3). */
final class PopDissector extends LineDissector {
  private static final String MASKED = "***";
  private static final int STATUS = 4;

  private boolean hasSpoken;

  /** Do the client's lines answer a question of the server, such as for a password? */
  private boolean isAnswering;

  /** Is what the server sends the rest of a reply of many lines, up to a dot alone? */
  private boolean isList;

  PopDissector() {
    super(PopExchange::new);
  }

  @Override
  protected void onLine(
      Direction direction, byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    if (direction == Direction.FROM_SERVER) {
      reply(bytes, from, end, arrival, to);
    } else if (!isAnswering) {
      command(bytes, from, end, arrival, to);
    }
  }

  private void command(byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    int verbEnd = DialogText.verbEnd(bytes, from, end);
    if (verbEnd == from) {
      bad();
      return;
    }
    hasSpoken = true;
    String name = DialogText.verb(bytes, from, verbEnd);
    String argument =
        DialogText.shortened(bytes, DialogText.argumentFrom(bytes, verbEnd, end), end);
    isAnswering = name.equals("AUTH") && !argument.isEmpty();
    if (name.equals("STLS")) {
      hold();
    }
    String told = argument(name, argument);
    commands.ask(null, name, told.isEmpty() ? null : told, arrival, to);
  }

  private static String argument(String name, String argument) {
    int blank = argument.indexOf(' ');
    return switch (name) {
      case "PASS" -> MASKED;
      case "AUTH" -> blank < 0 ? argument : argument.substring(0, blank);
      case "APOP" -> blank < 0 ? argument : argument.substring(0, blank + 1) + MASKED;
      default -> argument;
    };
  }

  private void reply(byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    if (isList) {
      isList = end - from != 1 || bytes[from] != '.';
      return;
    }
    boolean isOk = DialogText.startsWith(bytes, from, end, "+OK");
    if (!isOk && !DialogText.startsWith(bytes, from, end, "-ERR")) {
      return; // a question for more, or a row of a list: these are numbers in LIST and UIDL
    }
    int textFrom =
        DialogText.argumentFrom(bytes, Math.min(end, from + STATUS - (isOk ? 1 : 0)), end);
    String text = DialogText.shortened(bytes, textFrom, end);
    String status = isOk ? "OK" : "ERR";
    if (!hasSpoken && !to.pickedUp()) {
      hasSpoken = true;
      commands.greet(status, text.isEmpty() ? null : text, arrival, to);
      return;
    }
    commands.answer(CommandQueue.OLDEST, status, text.isEmpty() ? null : text, arrival, to);
  }

  @Override
  protected void onTurn(String command, String status, StreamContext to) {
    boolean isOk = "OK".equals(status);
    switch (command) {
      case "RETR", "TOP", "CAPA" -> isList = isOk;
      case "AUTH" -> isAnswering = false;
      case "STLS" -> {
        resume();
        if (isOk) {
          startTls(to);
        }
      }
      default -> {}
    }
  }

  @Override
  protected void onLost(Direction direction, StreamContext to) {
    isAnswering = false;
    isList = false;
    super.onLost(direction, to);
  }
}
