package io.weft.protocol.app.dcerpc;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** DCE/RPC on any port, recognised by the header of its messages. */
public final class DceRpc {
  public static final Protocol PROTOCOL = Protocol.of("dcerpc", "DCE Remote Procedure Call");

  private static final int PORT = 135;
  private static final int VERSION = 5;

  /** The byte order of numbers that Intel's processors use. */
  static final int LITTLE = 0x10;

  /** Length of the header that all messages have, in bytes. */
  static final int HEADER = 16;

  private DceRpc() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(StreamProtocol.of(PROTOCOL, DceRpc::probe, DceRpcDissector::new).ports(PORT));
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    boolean isPossible =
        bytes[from] == VERSION
            && (to - from < 2 || bytes[from + 1] == 0)
            && (to - from < 3 || DceRpcDissector.isKnown(bytes[from + 2]))
            && (to - from < 5 || bytes[from + 4] == 0 || bytes[from + 4] == LITTLE);
    if (!isPossible) {
      return ProbeResult.NO;
    }
    if (to - from < HEADER) {
      return ProbeResult.MORE;
    }
    int length = DceRpcDissector.u16(bytes, from, from + 8);
    boolean isWhole = length >= HEADER && bytes[from + 6] == 0 && bytes[from + 7] == 0;
    if (!isWhole) {
      return ProbeResult.NO;
    }
    boolean ofClient = DceRpcDissector.isOfClient(bytes[from + 2]);
    return ProbeResult.yes(ofClient == (direction == Direction.FROM_CLIENT));
  }
}
