package io.weft.capture;

import java.io.IOException;

/** Compressed data that end early or contradict themselves; the file below is readable. */
final class DamagedCompressionException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedCompressionException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
