package io.weft.capture.format;

import io.weft.capture.CapturedPacket;
import java.io.IOException;

/** Reads the records of one file, whose header was read when it was made. */
public abstract class FormatReader {
  protected final ByteWindow window;
  protected final CaptureSession session;
  protected final String file;
  private String damage;
  private long damageOffset;

  protected FormatReader(ByteWindow window, CaptureSession session, String file) {
    this.window = window;
    this.session = session;
    this.file = file;
  }

  /** False at the end of the file or at {@link #damage}. */
  public abstract boolean next(CapturedPacket into) throws IOException;

  /** As Wireshark's tools call the format. */
  public abstract String format();

  public abstract String description();

  public abstract boolean bigEndian();

  /** What is wrong where the reading stopped; null for an ordinary end. */
  public final String damage() {
    return damage;
  }

  public final long damageOffset() {
    return damageOffset;
  }

  /** Notes the damage of the record that begins at the window's position. */
  protected final void damaged(String reason) {
    damagedAt(window.offset(), reason);
  }

  /** Notes the damage of the record that begins at {@code offset} of the stream. */
  protected final void damagedAt(long offset, String reason) {
    damage = reason;
    damageOffset = offset;
  }

  /**
   * Notes why the bytes of the record at the window's position are not all there: no damage where
   * not one is.
   *
   * @param what is cut: "record header", say
   */
  protected final void ended(String what, long needed) {
    if (window.available() > 0 || window.trouble() != null) {
      endedWithin(window.offset(), what, needed);
    }
  }

  /**
   * As {@link #ended}, of a record whose first bytes, from {@code start} on, are passed already.
   */
  protected final void endedWithin(long start, String what, long needed) {
    long there = window.offset() + window.available() - start;
    damagedAt(
        start,
        window.trouble() != null
            ? window.trouble()
            : "the file ends within a "
                + what
                + ": "
                + needed
                + " bytes needed, "
                + there
                + " there");
  }
}
