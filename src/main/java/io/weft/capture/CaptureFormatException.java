package io.weft.capture;

import java.io.IOException;

/**
 * Nothing can be read of a file, because it is no capture or because it breaks off before its first
 * record. Damage behind the first record is no exception: see {@link CaptureEnd}.
 */
public final class CaptureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long offset;
  private final String reason;

  /**
   * Names the file, the place and the fault; the message is {@code file: reason}.
   *
   * @param file its name as the user gave it
   * @param offset of the fault in bytes from the start of the file, or from the start of the
   *     decompressed data where the file is compressed
   * @param reason a clause that starts in lower case, without a full stop
   */
  public CaptureFormatException(String file, long offset, String reason) {
    super(file + ": " + reason);
    this.file = file;
    this.offset = offset;
    this.reason = reason;
  }

  /** The file's name as the user gave it. */
  public String file() {
    return file;
  }

  /** The place of the fault, in bytes from the start of the (decompressed) file. */
  public long offset() {
    return offset;
  }

  /** The message without the file's name. */
  public String reason() {
    return reason;
  }
}
