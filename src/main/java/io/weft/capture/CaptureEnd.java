package io.weft.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * How the reading of a capture ended.
 *
 * @param damages where files were cut or damaged: at most one a file, in the order of reading
 * @param notes sentences on what was left aside without loss, such as files in a folder that are no
 *     captures
 * @param lost why a live capture ended before anybody wanted it to, in one sentence; null where it
 *     did not
 */
public record CaptureEnd(List<Damage> damages, List<String> notes, String lost) {
  /** Everything was read. */
  public static final CaptureEnd COMPLETE = new CaptureEnd(List.of(), List.of());

  public CaptureEnd {
    damages = List.copyOf(damages);
    notes = List.copyOf(notes);
  }

  /** The end of files, which do not get lost. */
  public CaptureEnd(List<Damage> damages, List<String> notes) {
    this(damages, notes, null);
  }

  /** Whether every file was read to its end, and every line until somebody ended that. */
  public boolean complete() {
    return damages.isEmpty() && lost == null;
  }

  /** As this one, of a line that went away. */
  public CaptureEnd lost(String sentence) {
    return new CaptureEnd(damages, notes, sentence);
  }

  /** As this one, with another note. */
  public CaptureEnd note(String sentence) {
    List<String> more = new ArrayList<>(notes);
    more.add(sentence);
    return new CaptureEnd(damages, more, lost);
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
