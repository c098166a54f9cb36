package io.weft.protocol.app.rdp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** RDP on any port, recognised by the request for a connection or its answer (X.224 in TPKT). */
public final class Rdp {
  public static final Protocol PROTOCOL = Protocol.of("rdp", "Remote Desktop Protocol");

  private static final int PORT = 3389;
  private static final int VERSION = 3;

  /** A request with nothing behind its header, in bytes. */
  static final int LEAST = 11;

  /** Index of the kind of an X.224 message. */
  static final int KIND = 5;

  static final int REQUEST = 0xE0;
  static final int CONFIRM = 0xD0;

  private Rdp() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Rdp::probe, RdpDissector::new).ports(PORT).leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    boolean isPossible =
        bytes[from] == VERSION
            && (there < 2 || bytes[from + 1] == 0)
            && (there < 4 || BigEndian.u16(bytes, from + 2) >= LEAST);
    if (!isPossible) {
      return ProbeResult.NO;
    }
    if (there < LEAST) {
      return ProbeResult.MORE;
    }
    int length = BigEndian.u16(bytes, from + 2);
    int kind = bytes[from + KIND] & 0xFF;
    if ((kind != REQUEST && kind != CONFIRM) || (bytes[from + 4] & 0xFF) != length - 5) {
      return ProbeResult.NO;
    }
    // Other protocols begin so, too (S7, H.323): what RDP negotiates, or its cookie, must follow.
    boolean isRdp =
        RdpDissector.isNegotiation(bytes, from + LEAST, to)
            || RdpDissector.hasCookie(bytes, from + LEAST, to)
            || (length == LEAST && kind == REQUEST);
    if (!isRdp) {
      return ProbeResult.NO;
    }
    return ProbeResult.yes((kind == REQUEST) == (direction == Direction.FROM_CLIENT));
  }
}
