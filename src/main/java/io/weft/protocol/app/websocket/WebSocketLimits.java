package io.weft.protocol.app.websocket;

/** Bounds for the memory and time that one connection may cost. */
final class WebSocketLimits {
  /** Bytes of a message, decompressed, that are kept as its text. */
  static final int TEXT = 64 << 10;

  /** Most bytes of a compressed message that are decompressed. */
  static final long DECOMPRESSED = 64 << 20;

  /** Most payload of a control frame (RFC 6455, section 5.5). */
  static final int CONTROL = 125;

  /** Bytes that are unmasked, or decompressed, at a time. */
  static final int PIECE = 8 << 10;

  private WebSocketLimits() {}
}
