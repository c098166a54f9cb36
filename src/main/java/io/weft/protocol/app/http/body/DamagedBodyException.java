package io.weft.protocol.app.http.body;

import java.io.IOException;

/** The bytes of a body are not what its coding says. */
final class DamagedBodyException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedBodyException(String message, Throwable cause) {
    super(message, cause);
  }

  DamagedBodyException(String message) {
    super(message);
  }
}
