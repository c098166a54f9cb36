package io.weft.protocol.app.imap;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;

/** IMAP on any port, recognised by its greeting, or by the command with which a client begins. */
public final class Imap {
  public static final Protocol PROTOCOL = Protocol.of("imap", "Internet Message Access Protocol");

  private static final int PORT = 143;
  private static final int LONGEST_TAG = 16;

  private static final String[] GREETINGS = {"* OK ", "* PREAUTH ", "* BYE "};

  /** Commands with which a client may begin. */
  private static final String[] COMMANDS = {
    "CAPABILITY", "STARTTLS", "AUTHENTICATE ", "LOGIN ", "ID ", "NOOP", "SELECT ", "LOGOUT"
  };

  private Imap() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Imap::probe, ImapDissector::new).ports(PORT).leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    for (String greeting : GREETINGS) {
      ProbeResult result = DialogText.probe(bytes, from, to, greeting);
      if (result != ProbeResult.NO) {
        return result == ProbeResult.YES
            ? ProbeResult.yes(direction == Direction.FROM_SERVER)
            : result;
      }
    }
    return direction == Direction.FROM_CLIENT ? probeCommand(bytes, from, to) : ProbeResult.NO;
  }

  private static ProbeResult probeCommand(byte[] bytes, int from, int to) {
    int blank = tagEnd(bytes, from, to);
    if (blank == to) {
      return to - from <= LONGEST_TAG ? ProbeResult.MORE : ProbeResult.NO;
    }
    if (bytes[blank] != ' ' || !hasDigit(bytes, from, blank)) {
      return ProbeResult.NO;
    }
    int lineFeed = DialogText.lineFeed(bytes, blank, to);
    int end = DialogText.trim(bytes, blank, lineFeed < 0 ? to : lineFeed);
    for (String command : COMMANDS) {
      ProbeResult result = DialogText.probe(bytes, blank + 1, to, command);
      if (result != ProbeResult.NO) {
        boolean isWhole = command.endsWith(" ") || end - blank - 1 == command.length();
        if (result == ProbeResult.MORE || lineFeed < 0) {
          return ProbeResult.MORE;
        }
        return isWhole ? ProbeResult.YES : ProbeResult.NO;
      }
    }
    return ProbeResult.NO;
  }

  /** Clients count their tags; a word without digits may be a command of another protocol. */
  private static boolean hasDigit(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        return true;
      }
    }
    return false;
  }

  /** Index behind the letters and digits of a tag. */
  static int tagEnd(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && at - from <= LONGEST_TAG && isTag(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isTag(byte b) {
    return (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '.';
  }
}
