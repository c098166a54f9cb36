package io.weft.cli.terminal;

import java.io.IOException;

/** Writing to standard output failed: its reader closed the pipe, or its disk is full. */
final class StandardOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  StandardOutputException(String message, IOException cause) {
    super(message, cause);
  }
}
