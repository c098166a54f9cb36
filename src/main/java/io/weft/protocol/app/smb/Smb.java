package io.weft.protocol.app.smb;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** SMB on any port, recognised by the mark of its messages. */
public final class Smb {
  public static final Protocol PROTOCOL = Protocol.of("smb", "Server Message Block");

  private static final int PORT = 445;
  private static final int OVER_NETBIOS = 139;

  /** Bytes in front of a message: a kind, and its length. */
  static final int HEADER = 4;

  private static final int MARK = 4;
  private static final byte SESSION_REQUEST = (byte) 0x81;
  private static final int NAMES = 68;
  private static final int NAME = 32;

  private Smb() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, Smb::probe, SmbDissector::new).ports(PORT, OVER_NETBIOS));
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    if (bytes[from] == SESSION_REQUEST && there >= HEADER) {
      // NetBIOS opens a session first: two names of 34 bytes.
      boolean isRequest =
          BigEndian.u24(bytes, from + 1) == NAMES && there > HEADER && bytes[from + HEADER] == NAME;
      return isRequest ? side(direction, true) : ProbeResult.NO;
    }
    if (bytes[from] != 0 || (there > 1 && bytes[from + 1] != 0 && there < MARK)) {
      return ProbeResult.NO;
    }
    if (there < HEADER + MARK) {
      return there <= HEADER || isMark(bytes, from + HEADER, to)
          ? ProbeResult.MORE
          : ProbeResult.NO;
    }
    if (!isMark(bytes, from + HEADER, to)) {
      return ProbeResult.NO;
    }
    return there < HEADER + SmbDissector.LEAST
        ? ProbeResult.MORE
        : opened(direction, bytes, from + HEADER);
  }

  /** A message that is encrypted or compressed does not show who sends it. */
  private static ProbeResult opened(Direction direction, byte[] bytes, int at) {
    return SmbDissector.isOpen(bytes, at)
        ? side(direction, !SmbDissector.isResponse(bytes, at))
        : ProbeResult.YES;
  }

  private static ProbeResult side(Direction direction, boolean ofClient) {
    return ProbeResult.yes(ofClient == (direction == Direction.FROM_CLIENT));
  }

  /** Does a message begin there, of version 1 or of a later one, encrypted or not? */
  static boolean isMark(byte[] bytes, int at, int to) {
    boolean isKnown = bytes[at] == (byte) 0xFF || (bytes[at] & 0xFF) >= 0xFC;
    return isKnown
        && (at + 1 >= to || bytes[at + 1] == 'S')
        && (at + 2 >= to || bytes[at + 2] == 'M')
        && (at + 3 >= to || bytes[at + 3] == 'B');
  }
}
