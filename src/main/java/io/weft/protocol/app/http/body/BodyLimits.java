package io.weft.protocol.app.http.body;

/** Bounds for the memory and time that one body may cost. */
final class BodyLimits {
  /** Most decoded bytes of a body that was coded. */
  static final long DECODED = 1L << 30;

  /** So many decoded bytes are given whatever they came from. */
  static final long DECODED_UNASKED = 16 << 20;

  /**
   * Behind those, the most decoded bytes for a byte as it was sent. Deflate alone makes 1,032 of
   * one, yet only of zeros and the like.
   */
  static final long RATIO = 200;

  /** Most codings of one body, one around the other. */
  static final int CODINGS = 4;

  /**
   * Most bytes in the Brotli coding. They are kept until the body ends, as the library reads them
   * from a stream that must not end before.
   */
  static final int BROTLI = 4 << 20;

  /** Largest window of zstd as a power of two: 8 MiB (RFC 9659, section 3). */
  static final int ZSTD_WINDOW_LOG = 23;

  /** Bytes that a decoder hands on at a time. */
  static final int PIECE = 16 << 10;

  private BodyLimits() {}
}
