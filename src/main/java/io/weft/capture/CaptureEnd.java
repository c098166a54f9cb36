package io.weft.capture;

import java.util.ArrayList;
import java.util.List;

/**
 * How the reading of a capture ended.
 *
 * @param damages where files were cut or damaged, in the order of reading: the first {@link
 *     #MAX_DAMAGES} places. A note counts the others.
 * @param notes sentences on what the reading left out although nothing was lost, such as files in a
 *     folder that are no captures
 * @param lost one sentence on why a live capture ended before anybody told it to; null where it did
 *     not
 */
public record CaptureEnd(List<Damage> damages, List<String> notes, String lost) {
  /** How many damaged places are described one by one. */
  public static final int MAX_DAMAGES = 1000;

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
   * A place at which a file cannot be read. The reading goes on behind it where the file makes
   * sense again, or stops there.
   *
   * @param file its name as the user gave it
   * @param offset of the record that could not be read, in bytes from the start of the file, or
   *     from the start of the decompressed data
   * @param decompressed whether {@code offset} counts decompressed bytes
   * @param reason what is wrong there: a clause that starts in lower case, without a full stop
   * @param skippedBytes how many bytes were passed over, from {@code offset} on, until the reading
   *     went on; null where it stopped
   */
  public record Damage(
      String file, long offset, boolean decompressed, String reason, Long skippedBytes) {
    /** Describes the damage in one line for people. */
    public String sentence() {
      String place = offset + (decompressed ? " of the decompressed data: " : ": ") + reason;
      return skippedBytes == null
          ? file + ": stops at byte " + place
          : file
              + ": damaged at byte "
              + place
              + "; "
              + skippedBytes
              + " bytes passed over, read on at byte "
              + (offset + skippedBytes);
    }
  }
}
