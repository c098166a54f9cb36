package io.weft.protocol.app.pop;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.DialogText;

/** POP3 on any port, recognised by its greeting, or by a first command that only POP3 has. */
public final class Pop {
  public static final Protocol PROTOCOL = Protocol.of("pop", "Post Office Protocol");

  private static final int PORT = 110;

  /** The greeting; Redis answers with the same letters, but with nothing behind them. */
  private static final String GREETING = "+OK ";

  private static final String[] COMMANDS = {"CAPA", "STLS", "APOP "};

  private Pop() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Pop::probe, PopDissector::new).ports(PORT).leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    ProbeResult greeting = DialogText.probe(bytes, from, to, GREETING);
    if (greeting != ProbeResult.NO) {
      return greeting == ProbeResult.YES
          ? ProbeResult.yes(direction == Direction.FROM_SERVER)
          : greeting;
    }
    if (direction == Direction.FROM_CLIENT) {
      int lineFeed = DialogText.lineFeed(bytes, from, to);
      int end = DialogText.trim(bytes, from, lineFeed < 0 ? to : lineFeed);
      for (String command : COMMANDS) {
        boolean isWhole = command.endsWith(" ") || end - from == command.length();
        if (isWhole && DialogText.startsWith(bytes, from, end, command)) {
          return lineFeed >= 0 ? ProbeResult.YES : ProbeResult.MORE;
        }
      }
    }
    return ProbeResult.NO;
  }
}
