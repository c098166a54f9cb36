package io.weft.capture;

import java.io.IOException;

/**
 * A file of which nothing can be read: no capture, or one that breaks off before its first record.
 */
public final class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String reason;

  /**
   * What is wrong, and where.
   *
   * @param offset in bytes from the start of the file, decompressed where it is compressed
   * @param reason a clause that starts in lower case, no full stop
   */
  public CaptureFormatException(String file, long offset, String reason) {
    super(file + ": " + reason);
    this.file = file;
    this.offset = offset;
    this.reason = reason;
  }

  /** The name as it was given. */
  public String file() {
    return file;
  }

  /** In bytes from the start of the (decompressed) file. */
  public long offset() {
    return offset;
  }

  /** The message without the file's name. */
  public String reason() {
    return reason;
  }
}
