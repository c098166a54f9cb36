package io.weft.protocol.app.modbus;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** Modbus on any port, recognised by a length that fits and a function that there is. */
public final class Modbus {
  public static final Protocol PROTOCOL = Protocol.of("modbus", "Modbus");

  private static final int PORT = 502;

  /** Bytes before the function. */
  static final int HEADER = 7;

  /** So many bytes stand before what the length counts. */
  static final int LENGTH_FROM = 6;

  private Modbus() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(StreamProtocol.of(PROTOCOL, Modbus::probe, ModbusDissector::new).ports(PORT));
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    if (there < 4 || BigEndian.u16(bytes, from + 2) != 0) {
      return ProbeResult.NO;
    }
    if (there <= HEADER) {
      return ProbeResult.MORE;
    }
    // Two numbers that must be right, and a function that there is.
    boolean isWhole = there == LENGTH_FROM + BigEndian.u16(bytes, from + 4);
    boolean isKnown = ModbusDissector.isKnown(bytes[from + HEADER] & 0x7F);
    return isWhole && isKnown ? ProbeResult.YES : ProbeResult.NO;
  }
}
