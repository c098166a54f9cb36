package io.weft.capture.reader;

import java.io.IOException;

/**
 * Finds the next place behind damage where a file makes sense again: where {@link #RECORDS} records
 * in a row are plausible, or fewer that end exactly with the file. A single record does not prove
 * anything, because packets may carry bytes that look like one.
 */
final class Resynchronizer {
  /** How many plausible records in a row are believed. */
  static final int RECORDS = 3;

  /** Bytes of the longest record that can be one of these; most are far shorter. */
  static final int LONGEST = 512 << 10;

  private final ByteWindow window;
  private final FormatReader format;

  /**
   * @param window its position is where the search begins
   * @param format tells what a plausible record is
   */
  Resynchronizer(ByteWindow window, FormatReader format) {
    this.window = window;
    this.format = format;
  }

  /**
   * Moves the window's position to the next place where records make sense.
   *
   * @return false where there is none; the position is then near the file's end
   */
  boolean search() throws IOException {
    while (window.require(1)) {
      if (makesSense(0)) {
        return true;
      }
      window.advance(1);
    }
    return false;
  }

  /**
   * Whether records make sense at a place that lies {@code from} bytes behind the window's
   * position.
   */
  boolean makesSense(int from) throws IOException {
    window.widen(2 * RECORDS * LONGEST);
    format.beginProbe();
    int ahead = from;
    for (int i = 0; i < RECORDS; i++) {
      int length = format.probe(ahead);
      if (length == 0) {
        return i > 0 && isEnd(ahead);
      }
      ahead += length;
    }
    return true;
  }

  /** Whether the file, as it was written, ends {@code ahead} bytes behind the position. */
  boolean isEnd(int ahead) throws IOException {
    return !window.require(ahead + 1) && window.available() == ahead && window.trouble() == null;
  }
}
