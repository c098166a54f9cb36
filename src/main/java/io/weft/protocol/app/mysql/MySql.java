package io.weft.protocol.app.mysql;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** MySQL on any port, recognised by the greeting with which the server begins. */
public final class MySql {
  public static final Protocol PROTOCOL = Protocol.of("mysql", "MySQL");

  private static final int PORT = 3306;

  /** Bytes of a length and a number in front of each packet. */
  static final int HEADER = 4;

  static final int NONE = -1;

  private static final int VERSION = 10;
  private static final int SHORTEST = 30;
  private static final int LONGEST = 512;
  private static final int LONGEST_VERSION = 64;

  private MySql() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(
        StreamProtocol.of(PROTOCOL, MySql::probe, MySqlDissector::new)
            .ports(PORT)
            .leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    boolean isNone =
        (there >= HEADER - 1 && bytes[from + HEADER - 2] != 0)
            || (there >= HEADER && bytes[from + HEADER - 1] != 0)
            || (there > HEADER && bytes[from + HEADER] != VERSION);
    if (isNone) {
      return ProbeResult.NO;
    }
    if (there <= HEADER + 1) {
      return ProbeResult.MORE;
    }
    int length = LittleEndian.u16(bytes, from) | LittleEndian.u8(bytes, from + 2) << 16;
    int end = length < SHORTEST || length > LONGEST ? NONE : versionEnd(bytes, from, to);
    if (end <= 0) {
      return end == NONE ? ProbeResult.NO : ProbeResult.MORE;
    }
    return ProbeResult.yes(direction == Direction.FROM_SERVER);
  }

  /**
   * Index behind the server's version in a greeting; {@link #NONE} where there is none, 0 where its
   * end has not come.
   */
  static int versionEnd(byte[] bytes, int from, int to) {
    int begin = from + HEADER + 1;
    for (int at = begin; at < to && at - begin < LONGEST_VERSION; at++) {
      if (bytes[at] == 0) {
        return at > begin && isDigit(bytes[begin]) ? at : NONE;
      }
      if (bytes[at] < ' ') {
        return NONE;
      }
    }
    return to - begin < LONGEST_VERSION ? 0 : NONE;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
