package io.weft.capture.compression;

import java.io.IOException;

/** Compressed data that end early or contradict themselves; the file below is readable. */
public final class DamagedCompressionException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedCompressionException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
