package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.protocol.app.tls.number.HandshakeType;

/**
 * The header of a record (RFC 8446 section 5.1).
 *
 * <pre>
 * content type (8) | version (16) | length of what follows (16)
 * </pre>
 */
final class RecordHeader {
  static final int LENGTH = 5;

  /** The longest body that a version allows, that of TLS 1.2 (RFC 5246 section 6.2.3). */
  static final int MAX_BODY = (1 << 14) + 2048;

  static final int CHANGE_CIPHER_SPEC = 20;
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int APPLICATION_DATA = 23;
  static final int HEARTBEAT = 24;

  private static final int MAJOR = 3;
  private static final int MAX_MINOR = 4;

  /** Longest body of a record with an encrypted change of ciphers or an alert. */
  private static final int MAX_SMALL = 320;

  private RecordHeader() {}

  static int type(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  static int version(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + 1);
  }

  /** Length of the body in bytes. */
  static int bodyLength(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + 3);
  }

  /** Can this be the header of a record, or the part of one that is there? */
  static boolean isPlausible(byte[] bytes, int at, int to) {
    int there = to - at;
    if (there >= 1 && (type(bytes, at) < CHANGE_CIPHER_SPEC || type(bytes, at) > HEARTBEAT)) {
      return false;
    }
    if (there >= 2 && bytes[at + 1] != MAJOR) {
      return false;
    }
    if (there >= 3 && (bytes[at + 2] & 0xFF) > MAX_MINOR) {
      return false;
    }
    return there < LENGTH || isLengthPlausible(type(bytes, at), bodyLength(bytes, at));
  }

  private static boolean isLengthPlausible(int type, int length) {
    return switch (type) {
      case CHANGE_CIPHER_SPEC, ALERT -> length > 0 && length <= MAX_SMALL;
      case APPLICATION_DATA -> length <= MAX_BODY;
      default -> length > 0 && length <= MAX_BODY;
    };
  }

  /**
   * Looks at the first bytes of a stream: see {@link io.weft.dissect.StreamProtocol.Probe#probe}.
   */
  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (!isPlausible(bytes, from, to)) {
      return ProbeResult.NO;
    }
    if (to - from < LENGTH) {
      return ProbeResult.MORE;
    }
    int body = from + LENGTH;
    int next = body + bodyLength(bytes, from);
    if (next < to && !isPlausible(bytes, next, to)) {
      return ProbeResult.NO;
    }
    if (type(bytes, from) != HANDSHAKE) {
      return ProbeResult.YES; // The connection was joined midway.
    }
    if (body == to) {
      return ProbeResult.MORE;
    }
    return switch (bytes[body]) {
      case HandshakeType.CLIENT_HELLO -> fits(direction == Direction.FROM_CLIENT, bytes, body, to);
      case HandshakeType.SERVER_HELLO -> fits(direction == Direction.FROM_SERVER, bytes, body, to);
      default -> HandshakeType.isKnown(bytes[body] & 0xFF) ? ProbeResult.YES : ProbeResult.NO;
    };
  }

  /** Is this the beginning of a record with a client's hello, and long enough to be sure? */
  static boolean isClientHello(byte[] bytes, int from, int to) {
    int body = from + LENGTH;
    return to - body > HandshakeType.HEADER
        && type(bytes, from) == HANDSHAKE
        && bytes[body] == HandshakeType.CLIENT_HELLO
        && probe(Direction.FROM_CLIENT, bytes, from, to) == ProbeResult.YES;
  }

  /** Judges a hello: its length is below 2^17, and its version begins with a 3. */
  private static ProbeResult fits(boolean asSupposed, byte[] bytes, int hello, int to) {
    int version = hello + HandshakeType.HEADER;
    if (version >= to) {
      return ProbeResult.MORE;
    }
    return BigEndian.u24(bytes, hello + 1) >= TlsLimits.MAX_MESSAGE || bytes[version] != MAJOR
        ? ProbeResult.NO
        : ProbeResult.yes(asSupposed);
  }
}
