package io.weft.protocol.app.tls;

import io.weft.protocol.app.tls.number.Extension;
import java.util.List;

/**
 * What a client offers (RFC 8446 section 4.1.2). Lists stand in the order of the message, with the
 * values of {@link Grease} among them; a list is empty where there is none.
 */
final class ClientHello {
  private static final int[] NONE = {};
  private static final int RANDOM = 32;
  private static final int HOST_NAME = 0;

  private final int version;
  private final byte[] random;
  private final byte[] sessionId;
  private final int[] ciphers;
  private int[] extensions = NONE;
  private int[] versions = NONE;
  private int[] groups = NONE;
  private int[] keyShares = NONE;
  private int[] signatureSchemes = NONE;
  private byte[] pointFormats = {};
  private String serverName;
  private List<String> alpn = List.of();
  private byte[] firstAlpn = {};
  private boolean ticket;
  private int connectionIdLength;
  private boolean cut;

  /**
   * Reads the body of the message.
   *
   * @param from behind the header of the message
   */
  ClientHello(byte[] bytes, int from, int to) {
    this(bytes, from, to, false);
  }

  /**
   * Reads the body of the message.
   *
   * @param from behind the header of the message
   * @param inDatagram is it a hello of DTLS, which has a cookie?
   */
  ClientHello(byte[] bytes, int from, int to, boolean inDatagram) {
    WireReader hello = new WireReader(bytes, from, to);
    version = hello.u16();
    random = hello.bytes(RANDOM);
    sessionId = hello.bytes(hello.u8());
    if (inDatagram) {
      hello.skip(hello.u8()); // the cookie (RFC 6347 section 4.2.1)
    }
    ciphers = hello.part(hello.u16()).numbers();
    hello.skip(hello.u8()); // methods of compression
    if (hello.hasMore()) {
      readExtensions(hello.part(hello.u16()));
    }
    cut |= hello.isCut();
  }

  /** A hello in the form of SSL 2.0, which has no extensions. */
  ClientHello(int version, byte[] random, int[] ciphers) {
    this.version = version;
    this.random = random;
    this.ciphers = ciphers;
    sessionId = new byte[0];
  }

  private void readExtensions(WireReader block) {
    ExtensionBlock read = new ExtensionBlock(block, this::read);
    extensions = read.types();
    cut |= read.isCut();
  }

  private void read(int type, WireReader body) {
    switch (type) {
      case Extension.SERVER_NAME -> readServerName(body);
      case Extension.SUPPORTED_GROUPS -> groups = body.part(body.u16()).numbers();
      case Extension.EC_POINT_FORMATS -> pointFormats = body.bytes(body.u8());
      case Extension.SIGNATURE_ALGORITHMS -> signatureSchemes = body.part(body.u16()).numbers();
      case Extension.ALPN -> readAlpn(body.part(body.u16()));
      case Extension.SESSION_TICKET -> ticket = body.hasMore();
      case Extension.SUPPORTED_VERSIONS -> versions = body.part(body.u8()).numbers();
      case Extension.KEY_SHARE -> keyShares = keyShares(body.part(body.u16()));
      case Extension.CONNECTION_ID -> connectionIdLength = body.u8();
      default -> {}
    }
  }

  private void readServerName(WireReader body) {
    WireReader names = body.part(body.u16());
    while (names.hasMore() && serverName == null) {
      boolean isHost = names.u8() == HOST_NAME;
      String name = names.part(names.u16()).text();
      if (isHost) {
        serverName = name;
      }
    }
    cut |= names.isCut();
  }

  private void readAlpn(WireReader names) {
    WireReader first = names.copy();
    firstAlpn = first.bytes(first.u8());
    alpn = names.texts();
  }

  private static int[] keyShares(WireReader shares) {
    IntList groups = new IntList();
    while (shares.left() >= 4) {
      groups.add(shares.u16());
      shares.skip(shares.u16());
    }
    return groups.toArray();
  }

  /** The version outside the extensions: 0x0303 also where TLS 1.3 is offered. */
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

  int[] ciphers() {
    return ciphers;
  }

  /** Their numbers, each as often as it stands there. */
  int[] extensions() {
    return extensions;
  }

  int[] versions() {
    return versions;
  }

  int[] groups() {
    return groups;
  }

  int[] keyShares() {
    return keyShares;
  }

  int[] signatureSchemes() {
    return signatureSchemes;
  }

  byte[] pointFormats() {
    return pointFormats;
  }

  /** The first name of a host, or null; it may hold any character. */
  String serverName() {
    return serverName;
  }

  List<String> alpn() {
    return alpn;
  }

  /** The bytes of the first protocol; none where there is none. Not to be changed. */
  byte[] firstAlpn() {
    return firstAlpn;
  }

  /** Does it bring a ticket of an earlier session (RFC 5077 section 3.2)? */
  boolean hasTicket() {
    return ticket;
  }

  boolean has(int extension) {
    return IntList.contains(extensions, extension);
  }

  /** The number of entries of the longest list. */
  int longestList() {
    int longest = alpn.size();
    for (int[] list :
        new int[][] {ciphers, extensions, versions, groups, keyShares, signatureSchemes}) {
      longest = Math.max(longest, list.length);
    }
    return longest;
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
