package io.weft.protocol.app.ftp;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.protocol.app.DialogText;

/** FTP on any port, recognised by its greeting, or by the command with which a client begins. */
final class FtpProbe {
  static final int PORT = 21;
  private static final int READY = 220;
  private static final int LOGGED_IN = 230;
  private static final int NEEDS_PASSWORD = 331;
  private static final int NOT_LOGGED_IN = 530;

  private static final String[] OWN_COMMANDS = {
    "AUTH TLS",
    "AUTH SSL",
    "USER ANONYMOUS",
    "USER FTP",
    "PASV",
    "EPSV",
    "PORT ",
    "EPRT ",
    "PWD",
    "XPWD",
    "CWD ",
    "CDUP",
    "TYPE ",
    "SYST",
    "FEAT",
    "STOR ",
    "NLST",
    "NLST ",
    "MDTM ",
    "SIZE ",
    "MKD ",
    "RMD ",
    "PBSZ ",
    "PROT "
  };

  /** Longer first lines of a client are no commands that it could begin with. */
  private static final int LONGEST = 256;

  private FtpProbe() {}

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    int end = DialogText.trim(bytes, from, lineFeed < 0 ? to : lineFeed);
    if (DialogText.code(bytes, from, end) == READY) {
      boolean isFtp = DialogText.lineHas(bytes, from, end, "FTP");
      if (isFtp || isReplyToUser(behindGreeting(bytes, from, to))) {
        return ProbeResult.yes(direction == Direction.FROM_SERVER);
      }
      // The greeting of SMTP has the same form: then the port or what follows decides.
      return DialogText.lineHas(bytes, from, end, "SMTP")
          ? ProbeResult.NO
          : DialogText.greeting(direction, lineFeed);
    }
    if (direction == Direction.FROM_CLIENT && end - from <= LONGEST) {
      if (begins(bytes, from, end)) {
        return lineFeed >= 0 ? ProbeResult.YES : ProbeResult.MORE;
      }
      // It could be POP3's command, too: the server's replies decide.
      if (DialogText.startsWith(bytes, from, end, "USER ")) {
        return ProbeResult.MORE;
      }
    }
    return DialogText.midway(direction, bytes, from, lineFeed, Ftp.COMMANDS);
  }

  /** The number of the first reply that is no part of the greeting, or -1. */
  private static int behindGreeting(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int lineFeed = DialogText.lineFeed(bytes, at, to);
      if (lineFeed < 0) {
        return -1;
      }
      int code = DialogText.code(bytes, at, DialogText.trim(bytes, at, lineFeed));
      if (code > 0 && code != READY) {
        return code;
      }
      at = lineFeed + 1;
    }
    return -1;
  }

  private static boolean isReplyToUser(int code) {
    return code == NEEDS_PASSWORD || code == LOGGED_IN || code == NOT_LOGGED_IN;
  }

  /** Does a line begin with a command that only FTP has? */
  private static boolean begins(byte[] bytes, int from, int end) {
    for (String command : OWN_COMMANDS) {
      boolean isWhole = command.endsWith(" ") || end - from == command.length();
      if (isWhole && DialogText.startsWith(bytes, from, end, command)) {
        return true;
      }
    }
    return false;
  }
}
