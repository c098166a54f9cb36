package io.weft.capture;

import java.util.List;

/**
 * How the reading of a capture ended.
 *
 * @param damages where files were cut or damaged: at most one a file, in the order of reading
 * @param notes sentences on what was left aside without loss, such as files in a folder that are no
 *     captures
 */
public record CaptureEnd(List<Damage> damages, List<String> notes) {
  /** Everything was read. */
  public static final CaptureEnd COMPLETE = new CaptureEnd(List.of(), List.of());

  public CaptureEnd {
    damages = List.copyOf(damages);
    notes = List.copyOf(notes);
  }

  /** Whether every file was read to its end. */
  public boolean complete() {
    return damages.isEmpty();
  }

  /**
   * Where the reading of a file stopped.
   *
   * @param file its name as it was given
   * @param offset of the record that could not be read, in bytes from the start of the file, or of
   *     the decompressed data
   * @param decompressed whether {@code offset} counts decompressed bytes
   * @param reason what is wrong there: a clause that starts in lower case, no full stop
   */
  public record Damage(String file, long offset, boolean decompressed, String reason) {
    /** One line for people. */
    public String sentence() {
      return file
          + ": stops at byte "
          + offset
          + (decompressed ? " of the decompressed data: " : ": ")
          + reason;
    }
  }
}
