package io.weft.protocol.app.smtp;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.protocol.app.DialogText;

/** SMTP on any port, recognised by its greeting, or by the command with which a client begins. */
final class SmtpProbe {
  private static final int READY = 220;

  private SmtpProbe() {}

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (isCommand(bytes, from, to)) {
      return ProbeResult.yes(direction == Direction.FROM_CLIENT);
    }
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    int end = DialogText.trim(bytes, from, lineFeed < 0 ? to : lineFeed);
    if (DialogText.code(bytes, from, end) != READY) {
      return to - from < 4 && isBeginOfHello(bytes, from, to)
          ? ProbeResult.MORE
          : DialogText.midway(direction, bytes, from, lineFeed, Smtp.COMMANDS);
    }
    if (DialogText.lineHas(bytes, from, end, "SMTP")
        || DialogText.lineHas(bytes, from, end, "LMTP")) {
      return ProbeResult.yes(direction == Direction.FROM_SERVER);
    }
    // The greeting of FTP has the same form: then the port or the client's first command decides.
    return DialogText.lineHas(bytes, from, end, "FTP")
        ? ProbeResult.NO
        : DialogText.greeting(direction, lineFeed);
  }

  /** A hello, or another command that only SMTP has: the beginning may not be in the capture. */
  private static boolean isCommand(byte[] bytes, int from, int to) {
    return DialogText.startsWith(bytes, from, to, "MAIL FROM:")
        || DialogText.startsWith(bytes, from, to, "RCPT TO:")
        || DialogText.startsWith(bytes, from, to, "EHLO ")
        || DialogText.startsWith(bytes, from, to, "HELO ")
        || DialogText.startsWith(bytes, from, to, "LHLO ");
  }

  private static boolean isBeginOfHello(byte[] bytes, int from, int to) {
    return "EHL".startsWith(DialogText.verb(bytes, from, to))
        || "HEL".startsWith(DialogText.verb(bytes, from, to))
        || "LHL".startsWith(DialogText.verb(bytes, from, to));
  }
}
