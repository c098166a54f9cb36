package io.weft.protocol.app.irc;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;

/** IRC on any port, recognised by what both sides say first. */
public final class Irc {
  public static final Protocol PROTOCOL = Protocol.of("irc", "Internet Relay Chat");

  private static final int PORT = 6667;
  private static final int LONGEST = 512;
  private static final String[] OF_CLIENT = {"NICK ", "CAP LS", "CAP REQ "};
  private static final String[] OF_SERVER = {"NOTICE AUTH :", "NOTICE * :"};

  private Irc() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Irc::probe, IrcDissector::new)
            .ports(PORT, 6666, 6668, 6669)
            .leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    String[] beginnings = direction == Direction.FROM_CLIENT ? OF_CLIENT : OF_SERVER;
    for (String beginning : beginnings) {
      ProbeResult result = DialogText.probe(bytes, from, to, beginning);
      if (result != ProbeResult.NO) {
        return DialogText.lineFeed(bytes, from, to) >= 0 ? result : ProbeResult.MORE;
      }
    }
    return direction == Direction.FROM_SERVER ? probeNumbered(bytes, from, to) : ProbeResult.NO;
  }

  /** {@code :a.test 001 bob :welcome} or a notice. */
  private static ProbeResult probeNumbered(byte[] bytes, int from, int to) {
    if (bytes[from] != ':') {
      return ProbeResult.NO;
    }
    int lineFeed = DialogText.lineFeed(bytes, from, to);
    if (lineFeed < 0) {
      return to - from < LONGEST ? ProbeResult.MORE : ProbeResult.NO;
    }
    int blank = from;
    while (blank < lineFeed && bytes[blank] != ' ') {
      blank++;
    }
    boolean isIrc =
        DialogText.code(bytes, Math.min(blank + 1, lineFeed), lineFeed) >= 0
            || DialogText.startsWith(bytes, blank, lineFeed, " 00")
            || DialogText.startsWith(bytes, blank, lineFeed, " NOTICE ");
    return isIrc ? ProbeResult.YES : ProbeResult.NO;
  }
}
