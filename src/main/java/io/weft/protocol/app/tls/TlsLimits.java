package io.weft.protocol.app.tls;

/**
 * Limits for the memory and time that one connection may cost. Reaching one never ends the
 * dissection; the notes of the exchange tell that it was reached.
 */
final class TlsLimits {
  /** Longest handshake message that is put together, in bytes; a longer one is passed over. */
  static final int MAX_MESSAGE = 128 << 10;

  /** Most entries of a list of a hello that the exchange keeps. */
  static final int MAX_LIST = 256;

  /** Longest text that the exchange keeps of a hello, in characters. */
  static final int MAX_TEXT = 512;

  /** Most certificates of a side that are read. */
  static final int MAX_CERTIFICATES = 16;

  /** Most alerts of a connection that are kept. */
  static final int MAX_ALERTS = 16;

  /** Longest history, in letters. */
  static final int MAX_HISTORY = 64;

  /** After so many bytes without a record the stream is taken for another protocol. */
  static final int HOPELESS = 256 << 10;

  private TlsLimits() {}
}
