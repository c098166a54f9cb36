package io.weft.protocol.app.tls.dtls;

/** Bounds for the memory that one association may cost. */
final class DtlsLimits {
  /** Longest handshake message that is put together, in bytes; a longer one is passed over. */
  static final int MAX_MESSAGE = 128 << 10;

  /** Memory in which the parts of a message wait for those before them, in bytes. */
  static final int WAITING = 64 << 10;

  /**
   * How many messages of a side may wait for one before them. A flight has seven messages at most
   * (RFC 6347 section 4.2.4).
   */
  static final int WINDOW = 8;

  private DtlsLimits() {}
}
