package io.weft.protocol.app.irc;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.protocol.app.DialogText;
import io.weft.protocol.app.LineDissector;

/** Reads registrations, channels that are joined, and what leads into TLS. */
final class IrcDissector extends LineDissector {
  private static final int DIGITS = 3;
  private static final String NICK = "NICK";
  private static final String JOIN = "JOIN";
  private static final String SECURE = "STARTTLS";
  private static final String WELCOME = "001";
  private static final String NAMES = "353";
  private static final String MAY_SECURE = "670";
  private static final String CANNOT_SECURE = "691";

  private boolean isRegistered;

  IrcDissector() {
    super(IrcExchange::new);
  }

  @Override
  protected void onLine(
      Direction direction, byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    if (direction == Direction.FROM_CLIENT) {
      said(bytes, from, end, arrival, to);
    } else {
      answered(bytes, from, end, arrival, to);
    }
  }

  private void said(byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    int verbEnd = DialogText.verbEnd(bytes, from, end);
    String verb = DialogText.verb(bytes, from, verbEnd);
    String argument =
        DialogText.shortened(bytes, DialogText.argumentFrom(bytes, verbEnd, end), end);
    switch (verb) {
      case NICK -> {
        if (!isRegistered) {
          commands.ask(NICK, NICK, argument, arrival, to);
        }
      }
      case JOIN -> commands.ask(JOIN, JOIN, argument, arrival, to);
      case SECURE -> {
        hold();
        commands.ask(SECURE, SECURE, null, arrival, to);
      }
      default -> {}
    }
  }

  private void answered(byte[] bytes, int from, int end, Arrival arrival, StreamContext to) {
    int at = from;
    if (at < end && bytes[at] == ':') { // who speaks
      while (at < end && bytes[at] != ' ') {
        at++;
      }
      at = DialogText.argumentFrom(bytes, at, end);
    }
    if (end - at < DIGITS || !isNumber(bytes, at)) {
      return;
    }
    String number = DialogText.shortened(bytes, at, at + DIGITS);
    String text =
        DialogText.shortened(bytes, DialogText.argumentFrom(bytes, at + DIGITS, end), end);
    boolean isError = bytes[at] == '4' || bytes[at] == '5';
    if (number.equals(MAY_SECURE) || number.equals(CANNOT_SECURE)) {
      commands.answer(SECURE, number, text, arrival, to);
    } else if (number.equals(NAMES)) {
      reply(JOIN, number, text, arrival, to);
    } else if (number.equals(WELCOME) || (isError && !isRegistered)) {
      isRegistered |= number.equals(WELCOME);
      reply(commands.waiting(SECURE) != null ? SECURE : NICK, number, text, arrival, to);
    } else if (isError) {
      reply(JOIN, number, text, arrival, to);
    }
  }

  private void reply(String key, String number, String text, Arrival arrival, StreamContext to) {
    if (commands.waiting(key) != null) {
      commands.answer(key, number, text, arrival, to);
    }
  }

  private static boolean isNumber(byte[] bytes, int at) {
    for (int i = at; i < at + DIGITS; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }

  @Override
  protected void onTurn(String command, String status, StreamContext to) {
    if (command.equals(SECURE)) {
      resume();
      if (MAY_SECURE.equals(status)) {
        startTls(to);
      }
    }
  }
}
