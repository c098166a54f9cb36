package io.weft.protocol.app.ssh;

/**
 * What is known of a layer besides its bytes. Attached to it.
 *
 * @param isOfServer did the server send it?
 * @param kind what the bytes are
 * @param sequence number of the packet in its direction; only of a {@link Kind#PACKET}
 * @param exchange how keys are exchanged; only of a {@link Kind#PACKET}
 * @param algorithms what the side offers; null where the packet does not say it
 */
record SshNote(
    boolean isOfServer, Kind kind, long sequence, KeyExchange exchange, Algorithms algorithms) {
  /** What the bytes of a layer are. */
  enum Kind {
    /** The line with a side's version. */
    VERSION,
    /** A packet of version 2 before its direction is encrypted (RFC 4253 section 6). */
    PACKET,
    /** A packet of version 1 that is not encrypted. */
    OLD_PACKET,
    /** A packet of version 1 of which only the length is not encrypted. */
    OLD_ENCRYPTED,
    /** Bytes of encrypted packets, which begin with a length. */
    ENCRYPTED,
    /** Bytes whose cipher takes the length in, too. */
    OPAQUE
  }

  /** How keys are exchanged, which says what the messages from 30 on are. */
  enum KeyExchange {
    /** A way that is not read. */
    OTHER,
    /** Diffie-Hellman in a known group (RFC 4253 section 8). */
    GROUP,
    /** Diffie-Hellman in a group that the server chooses (RFC 4419). */
    CHOSEN_GROUP,
    /** On an elliptic curve (RFC 5656, RFC 8731). */
    CURVE;

    static KeyExchange of(String name) {
      if (name == null) {
        return OTHER;
      }
      if (name.startsWith("diffie-hellman-group-exchange-")) {
        return CHOSEN_GROUP;
      }
      if (name.startsWith("diffie-hellman-group")) {
        return GROUP;
      }
      return name.startsWith("ecdh-sha2-") || name.startsWith("curve25519-") ? CURVE : OTHER;
    }
  }
}
