package io.weft.capture.compression;

import java.io.IOException;

/**
 * Compressed data end early or contradict themselves. The file that holds them can be read; only
 * its contents are at fault.
 */
public final class DamagedCompressionException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedCompressionException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
