package io.weft.capture.write;

import java.io.IOException;

/**
 * The format that is being written cannot hold a packet. The file is whole without that packet, and
 * can be written on and closed.
 */
public final class UnsupportedPacketException extends IOException {
  private static final long serialVersionUID = 1L;

  UnsupportedPacketException(String message) {
    super(message);
  }
}
