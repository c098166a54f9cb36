package io.weft.protocol.app.tls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/**
 * The hellos of SSL 2.0. Clients sent that form also to offer SSL 3.0 and TLS (RFC 5246 appendix
 * E.2), and the server then answers with records of today's form.
 *
 * <pre>
 * client: 1 | length (15) | 1 (8) | version (16) | lengths of cipher specs, session id, challenge
 *         (16 each) | cipher specs (24 each) | session id | challenge
 * server: 1 | length (15) | 4 (8) | session id hit (8) | certificate type (8) | version (16) |
 *         lengths of certificate, cipher specs, connection id (16 each) | …
 * </pre>
 */
final class SslTwo {
  static final int VERSION = 0x0002;

  /** Bytes of the header, which holds the length of what follows it. */
  static final int HEADER = 2;

  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_HELLO = 4;
  private static final int CLIENT_FIXED = 11;
  private static final int SERVER_FIXED = 13;
  private static final int SPEC = 3;
  private static final int SESSION_ID = 16;
  private static final int MIN_CHALLENGE = 16;
  private static final int MAX_CHALLENGE = 32;
  private static final int RANDOM = 32;

  private SslTwo() {}

  /** Length of the message with its header, in bytes. */
  static int length(byte[] bytes, int at) {
    return HEADER + (BigEndian.u16(bytes, at) & 0x7FFF);
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    int there = to - from;
    if (there > 0 && bytes[from] >= 0) {
      return ProbeResult.NO;
    }
    if (there < HEADER + 1) {
      return ProbeResult.MORE;
    }
    boolean fromClient = direction == Direction.FROM_CLIENT;
    if (bytes[from + HEADER] == CLIENT_HELLO) {
      return there < CLIENT_FIXED
          ? ProbeResult.MORE
          : result(isClientHello(bytes, from, to), fromClient);
    }
    if (bytes[from + HEADER] == SERVER_HELLO) {
      return there < SERVER_FIXED
          ? ProbeResult.MORE
          : result(isServerHello(bytes, from, to), !fromClient);
    }
    return ProbeResult.NO;
  }

  private static ProbeResult result(boolean is, boolean asSupposed) {
    return !is ? ProbeResult.NO : ProbeResult.yes(asSupposed);
  }

  static boolean isClientHello(byte[] bytes, int from, int to) {
    if (to - from < CLIENT_FIXED || bytes[from] >= 0 || bytes[from + HEADER] != CLIENT_HELLO) {
      return false;
    }
    int version = BigEndian.u16(bytes, from + 3);
    int specs = BigEndian.u16(bytes, from + 5);
    int sessionId = BigEndian.u16(bytes, from + 7);
    int challenge = BigEndian.u16(bytes, from + 9);
    return (version == VERSION || version >> 8 == 3)
        && specs > 0
        && specs % SPEC == 0
        && (sessionId == 0 || sessionId == SESSION_ID)
        && challenge >= MIN_CHALLENGE
        && challenge <= MAX_CHALLENGE
        && length(bytes, from) == CLIENT_FIXED + specs + sessionId + challenge;
  }

  static boolean isServerHello(byte[] bytes, int from, int to) {
    if (to - from < SERVER_FIXED || bytes[from] >= 0 || bytes[from + HEADER] != SERVER_HELLO) {
      return false;
    }
    int certificate = BigEndian.u16(bytes, from + 7);
    int specs = BigEndian.u16(bytes, from + 9);
    int connection = BigEndian.u16(bytes, from + 11);
    return BigEndian.u16(bytes, from + 5) == VERSION
        && (bytes[from + 3] == 0 || bytes[from + 3] == 1)
        && specs % SPEC == 0
        && length(bytes, from) == SERVER_FIXED + certificate + specs + connection;
  }

  /** Reads a client's hello, all of whose bytes are there. */
  static ClientHello clientHello(byte[] bytes, int from) {
    WireReader hello = new WireReader(bytes, from + HEADER + 1, from + length(bytes, from));
    int version = hello.u16();
    int specsLength = hello.u16();
    int sessionIdLength = hello.u16();
    int challengeLength = hello.u16();
    WireReader specs = hello.part(specsLength);
    hello.skip(sessionIdLength);
    byte[] challenge = hello.bytes(challengeLength);
    IntList ciphers = new IntList();
    while (specs.left() >= SPEC) {
      int spec = specs.u24();
      if (spec <= 0xFFFF) {
        ciphers.add(spec); // The others are ciphers of SSL 2.0 only.
      }
    }
    // The challenge is the random value, with zeros before it.
    byte[] random = new byte[RANDOM];
    System.arraycopy(challenge, 0, random, RANDOM - challenge.length, challenge.length);
    return new ClientHello(version, random, ciphers.toArray());
  }
}
