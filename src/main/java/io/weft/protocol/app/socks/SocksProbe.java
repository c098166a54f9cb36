package io.weft.protocol.app.socks;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/** SOCKS, recognised by the client's first message. */
final class SocksProbe {
  private static final int MAX_METHOD = 9;

  /** Methods from here on are private ones. */
  private static final int PRIVATE_METHODS = 0x80;

  private SocksProbe() {}

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int first = BigEndian.u8(bytes, from);
    if (direction == Direction.FROM_SERVER) {
      // A reply is too short to prove anything: what the client sends decides.
      boolean isShort = to - from <= SocksMessages.REPLY_4_LENGTH;
      return isShort && (first == SocksMessages.VERSION_5 || first == 0)
          ? ProbeResult.MORE
          : ProbeResult.NO;
    }
    if (first == SocksMessages.VERSION_5) {
      return probeGreeting(bytes, from, to);
    }
    return first == SocksMessages.VERSION_4 ? probeRequest4(bytes, from, to) : ProbeResult.NO;
  }

  /**
   * Methods that exist, and nothing behind them but, where the client does not wait, its next
   * message.
   */
  private static ProbeResult probeGreeting(byte[] bytes, int from, int to) {
    if (to - from < 2) {
      return ProbeResult.MORE;
    }
    int end = from + 2 + bytes[from + 1];
    if (bytes[from + 1] <= 0) {
      return ProbeResult.NO;
    }
    for (int i = from + 2; i < Math.min(end, to); i++) {
      int method = BigEndian.u8(bytes, i);
      if ((method > MAX_METHOD && method < PRIVATE_METHODS) || method == 0xFF) {
        return ProbeResult.NO;
      }
    }
    if (to < end) {
      return ProbeResult.MORE;
    }
    return to == end
            || bytes[end] == SocksMessages.VERSION_5
            || bytes[end] == SocksMessages.VERSION_USER
        ? ProbeResult.YES
        : ProbeResult.NO;
  }

  /** A command that exists, a port, and texts that end where the bytes end. */
  private static ProbeResult probeRequest4(byte[] bytes, int from, int to) {
    if (to - from < 4) {
      return ProbeResult.MORE;
    }
    int command = bytes[from + 1];
    boolean isPossible =
        (command == SocksMessages.CONNECT || command == SocksMessages.BIND)
            && BigEndian.u16(bytes, from + 2) != 0;
    int end = isPossible ? SocksMessages.request4End(bytes, from, to) : SocksMessages.BAD;
    if (end == SocksMessages.MORE) {
      return ProbeResult.MORE;
    }
    return end == to ? ProbeResult.YES : ProbeResult.NO;
  }
}
