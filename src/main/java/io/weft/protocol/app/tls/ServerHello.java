package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.number.Extension;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What a server chose (RFC 8446 section 4.1.3). */
final class ServerHello {
  /** The random value that makes the message a HelloRetryRequest (RFC 8446 section 4.1.3). */
  private static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  private static final int RANDOM = 32;

  /** No group is named. */
  static final int NO_GROUP = -1;

  private final int legacyVersion;
  private final byte[] random;
  private final byte[] sessionId;
  private final int cipher;
  private int[] extensions = {};
  private int version;
  private int group = NO_GROUP;
  private String alpn;
  private int connectionIdLength;
  private boolean cut;

  /**
   * Reads the body of the message.
   *
   * @param from behind the header of the message
   */
  ServerHello(byte[] bytes, int from, int to) {
    WireReader hello = new WireReader(bytes, from, to);
    legacyVersion = hello.u16();
    version = legacyVersion;
    random = hello.bytes(RANDOM);
    boolean isDraft = legacyVersion >> 8 == 0x7F && legacyVersion < 0x7F16;
    sessionId = isDraft ? new byte[0] : hello.bytes(hello.u8());
    cipher = hello.u16();
    if (!isDraft) {
      hello.skip(1); // method of compression
    }
    if (hello.hasMore()) {
      readExtensions(hello.part(hello.u16()));
    }
    cut |= hello.isCut();
  }

  private void readExtensions(WireReader block) {
    ExtensionBlock read = new ExtensionBlock(block, this::read);
    extensions = read.types();
    cut |= read.isCut();
  }

  private void read(int type, WireReader body) {
    switch (type) {
      case Extension.SUPPORTED_VERSIONS -> version = body.u16();
      case Extension.KEY_SHARE -> group = body.u16();
      case Extension.CONNECTION_ID -> connectionIdLength = body.u8();
      case Extension.ALPN -> alpn = first(body.part(body.u16()).texts());
      default -> {}
    }
  }

  static String first(List<String> texts) {
    return texts.isEmpty() ? null : texts.get(0);
  }

  /** The version outside the extensions: 0x0303 also where TLS 1.3 is chosen. */
  int legacyVersion() {
    return legacyVersion;
  }

  /** The version that was chosen. */
  int version() {
    return version;
  }

  /** 32 bytes; fewer where the message was cut. Not to be changed. */
  byte[] random() {
    return random;
  }

  /** Up to 255 bytes. Not to be changed. */
  byte[] sessionId() {
    return sessionId;
  }

  int cipher() {
    return cipher;
  }

  int[] extensions() {
    return extensions;
  }

  /** The group of the key share, or {@link #NO_GROUP}. */
  int group() {
    return group;
  }

  /** The protocol that was chosen, or null. */
  String alpn() {
    return alpn;
  }

  boolean has(int extension) {
    return IntList.contains(extensions, extension);
  }

  boolean isRetry() {
    return Arrays.equals(random, RETRY);
  }

  /** Length of the connection identifier that it wants to see, in bytes; 0 for none. */
  int connectionIdLength() {
    return connectionIdLength;
  }

  /** Do lengths in the message contradict one another? */
  boolean isCut() {
    return cut;
  }
}
