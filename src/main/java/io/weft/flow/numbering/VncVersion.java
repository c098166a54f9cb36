package io.weft.flow.numbering;

/** The first message of VNC, which tells its version (RFC 6143, section 7.1.1). */
final class VncVersion {
  static final int LENGTH = 12;

  private VncVersion() {}

  /** Are these bytes such a message, and nothing more? */
  static boolean matches(byte[] bytes, int from, int to) {
    return to - from == LENGTH
        && bytes[from] == 'R'
        && bytes[from + 1] == 'F'
        && bytes[from + 2] == 'B'
        && bytes[from + 3] == ' '
        && bytes[from + 7] == '.'
        && bytes[from + 11] == '\n';
  }

  /** Is VNC looked for at the port? Listening viewers have 5500, servers 5900. */
  static boolean isPort(int port) {
    return port == 5500 || port == 5501 || port == 5900 || port == 5901;
  }
}
