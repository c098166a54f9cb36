package io.weft.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * How the reading of a capture ended.
 *
 * @param damages where files were cut or damaged: at most one a file, in the order of reading
 * @param notes sentences on what the reading left out although nothing was lost, such as files in a
 *     folder that are no captures
 * @param lost one sentence on why a live capture ended before anybody told it to; null where it did
 *     not
 */
public record CaptureEnd(List<Damage> damages, List<String> notes, String lost) {
  /** The end of a capture that was read completely, without any note. */
  public static final CaptureEnd COMPLETE = new CaptureEnd(List.of(), List.of());

  public CaptureEnd {
    damages = List.copyOf(damages);
    notes = List.copyOf(notes);
  }

  /** The end of capture files, which unlike an interface cannot get lost. */
  public CaptureEnd(List<Damage> damages, List<String> notes) {
    this(damages, notes, null);
  }

  /**
   * Whether every file was read to its end, and every live capture went on until somebody told it
   * to end.
   */
  public boolean complete() {
    return damages.isEmpty() && lost == null;
  }

  /**
   * The same end with the reason why a live capture was lost.
   *
   * @param sentence becomes {@link #lost()}
   */
  public CaptureEnd lost(String sentence) {
    return new CaptureEnd(damages, notes, sentence);
  }

  /** The same end with one more note. */
  public CaptureEnd note(String sentence) {
    List<String> more = new ArrayList<>(notes);
    more.add(sentence);
    return new CaptureEnd(damages, more, lost);
  }

  /**
   * The place at which the reading of a file stopped.
   *
   * @param file its name as the user gave it
   * @param offset of the record that could not be read, in bytes from the start of the file, or
   *     from the start of the decompressed data
   * @param decompressed whether {@code offset} counts decompressed bytes
   * @param reason what is wrong there: a clause that starts in lower case, without a full stop
   */
  public record Damage(String file, long offset, boolean decompressed, String reason) {
    /** Describes the damage in one line for people. */
    public String sentence() {
      return file
          + ": stops at byte "
          + offset
          + (decompressed ? " of the decompressed data: " : ": ")
          + reason;
    }
  }
}
