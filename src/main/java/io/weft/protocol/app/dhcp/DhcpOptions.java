package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;

/** Where the options of a message stand (RFC 2132 section 2). */
final class DhcpOptions {
  static final int PAD = 0;
  static final int HOST_NAME = 12;
  static final int REQUESTED_ADDRESS = 50;
  static final int LEASE_TIME = 51;
  static final int MESSAGE_TYPE = 53;
  static final int SERVER = 54;
  static final int END = 255;

  /** Bytes of code and length before an option's value. */
  static final int HEADER = 2;

  private DhcpOptions() {}

  /**
   * Index behind an option; negative where it is longer than the bytes.
   *
   * @param at index of the option's code, which is neither a pad nor the end
   */
  static int next(byte[] bytes, int at, int limit) {
    if (limit - at < HEADER) {
      return -1;
    }
    int next = at + HEADER + BigEndian.u8(bytes, at + 1);
    return next > limit ? -1 : next;
  }

  /**
   * Index of the first option with a code, which is whole; negative where there is none.
   *
   * @param message index of the message's first byte
   */
  static int find(byte[] bytes, int message, int limit, int code) {
    if (!Dhcp.hasCookie(bytes, message, limit)) {
      return -1;
    }
    for (int at = message + Dhcp.OPTIONS; at < limit; ) {
      int found = BigEndian.u8(bytes, at);
      if (found == PAD) {
        at++;
        continue;
      }
      int next = found == END ? -1 : next(bytes, at, limit);
      if (next < 0) {
        return -1;
      }
      if (found == code) {
        return at;
      }
      at = next;
    }
    return -1;
  }
}
