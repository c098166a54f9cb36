package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;

/**
 * Options may go on in the header's rooms for the server's name and the boot file's (RFC 2132
 * section 9.3).
 */
final class OptionOverload {
  /** Code of the option that says which rooms hold options. */
  static final int CODE = 52;

  private static final int FILE = 1;
  private static final int SERVER_NAME = 2;

  private OptionOverload() {}

  /** Which rooms of a message hold options; 0 for none. */
  static int of(byte[] bytes, int message, int limit) {
    int option = DhcpOptions.find(bytes, message, limit, CODE);
    return option < 0 || bytes[option + 1] != 1
        ? 0
        : BigEndian.u8(bytes, option + DhcpOptions.HEADER) & (FILE | SERVER_NAME);
  }

  static boolean holdsFile(int overload) {
    return (overload & FILE) != 0;
  }

  static boolean holdsServerName(int overload) {
    return (overload & SERVER_NAME) != 0;
  }
}
