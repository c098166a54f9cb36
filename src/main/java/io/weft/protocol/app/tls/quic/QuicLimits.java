package io.weft.protocol.app.tls.quic;

/** Bounds for the memory and time that one connection may cost. */
final class QuicLimits {
  /** Bytes of a side's CRYPTO stream that are read: a hello with post-quantum keys has 2,000. */
  static final int CRYPTO = 64 << 10;

  /** Memory in which frames of a side wait for those before them, in bytes. */
  static final int WAITING = 256 << 10;

  /** Initial packets of a connection that are decrypted; further ones are counted only. */
  static final int DECRYPTED = 64;

  /** Keys are derived so often: for the first packet, after a retry, for another version. */
  static final int DERIVED = 8;

  /** Longest connection identifier in bytes (RFC 9000, section 17.2). */
  static final int CONNECTION_ID = 20;

  /** Longest names that are told, in characters. */
  static final int TEXT = 255;

  private QuicLimits() {}
}
