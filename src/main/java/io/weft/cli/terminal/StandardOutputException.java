package io.weft.cli.terminal;

import java.io.IOException;

/** Standard output takes no more: its reader went away, or its disk is full. */
final class StandardOutputException extends IOException {
  private static final long serialVersionUID = 1L;

  StandardOutputException(String message, IOException cause) {
    super(message, cause);
  }
}
