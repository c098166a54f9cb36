package io.weft.protocol.app.dnp3;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** DNP3 on any port, recognised by the mark and the check of its first header. */
public final class Dnp3 {
  public static final Protocol PROTOCOL = Protocol.of("dnp3", "Distributed Network Protocol 3.0");

  private static final int PORT = 20000;
  private static final byte MARK = 5;
  private static final byte MARK_2 = 0x64;
  private static final int LEAST = 5;

  /** Of the check, with its lowest power first. */
  private static final int POLYNOMIAL = 0xA6BC;

  /** Length of a link header with its check, in bytes. */
  static final int HEADER = 10;

  private Dnp3() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(StreamProtocol.of(PROTOCOL, Dnp3::probe, Dnp3Dissector::new).ports(PORT));
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (bytes[from] != MARK || (to - from > 1 && bytes[from + 1] != MARK_2)) {
      return ProbeResult.NO;
    }
    if (to - from < HEADER) {
      return ProbeResult.MORE;
    }
    if ((bytes[from + 2] & 0xFF) < LEAST || !isIntact(bytes, from)) {
      return ProbeResult.NO;
    }
    boolean ofMaster = bytes[from + 3] < 0; // the highest bit says so
    return ProbeResult.yes(ofMaster == (direction == Direction.FROM_CLIENT));
  }

  /** Is the check behind the first eight bytes of a header right? */
  static boolean isIntact(byte[] bytes, int from) {
    int crc = 0;
    for (int i = from; i < from + HEADER - 2; i++) {
      crc ^= bytes[i] & 0xFF;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) != 0 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
      }
    }
    return (~crc & 0xFFFF) == LittleEndian.u16(bytes, from + HEADER - 2);
  }
}
