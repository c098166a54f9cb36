package io.weft.capture;

import java.io.IOException;

/**
 * A packet that the format being written cannot hold. The file is whole without it, and may be
 * closed as any other.
 */
public final class UnsupportedPacketException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnsupportedPacketException(String message) {
    super(message);
  }
}
