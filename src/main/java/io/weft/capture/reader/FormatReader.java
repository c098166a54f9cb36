package io.weft.capture.reader;

import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import java.io.IOException;

/** Reads the records of one file; the constructor of a subclass has read the file's header. */
public abstract class FormatReader {
  /** The length of the longest record that {@link #probe} believes, in bytes. */
  protected static final int LONGEST_PROBE = Resynchronizer.LONGEST;

  /** The file's bytes; its position is the beginning of the next record. */
  protected final ByteWindow window;

  /** Takes up what the file says besides packets, and numbers the packets. */
  protected final CaptureSession session;

  /** The file's name as the user gave it. */
  protected final String file;

  private final Resynchronizer resynchronizer;
  private String damage;
  private long damageOffset;
  private long resumeOffset;

  protected FormatReader(ByteWindow window, CaptureSession session, String file) {
    this.window = window;
    this.session = session;
    this.file = file;
    this.resynchronizer = new Resynchronizer(window, this);
  }

  /**
   * Reads up to the next packet.
   *
   * @return false at the end of the file, or where {@link #damage} describes what is wrong
   * @throws IOException when the device or the file system fails
   */
  public abstract boolean next(CapturedPacket into) throws IOException;

  /** Prepares for calls of {@link #probe} on records that would follow one another. */
  protected abstract void beginProbe();

  /**
   * Whether a record that makes sense begins {@code ahead} bytes behind the window's position,
   * which stays where it is. The record must be whole, not longer than {@link #LONGEST_PROBE}, and
   * its time within a day of that of the last packet.
   *
   * @return the record's length in bytes; 0 for none
   */
  protected abstract int probe(int ahead) throws IOException;

  /**
   * Whether the file makes sense as records from a place on that lies {@code ahead} bytes behind
   * the window's position.
   */
  protected final boolean makesSense(int ahead) throws IOException {
    return resynchronizer.makesSense(ahead);
  }

  /** Whether the file ends exactly {@code ahead} bytes behind the window's position. */
  protected final boolean endsWith(int ahead) throws IOException {
    return resynchronizer.isEnd(ahead);
  }

  /**
   * Goes on behind {@link #damage}, at the next place where the file makes sense; {@link #next}
   * then reads from there on.
   *
   * @return how many bytes were passed over from {@link #damageOffset} on; -1 where nothing that
   *     follows makes sense
   */
  public final long resume() throws IOException {
    boolean found =
        window.skip(Math.max(0, resumeOffset - window.offset())) && resynchronizer.search();
    return found ? window.offset() - damageOffset : -1;
  }

  /** The name that Wireshark's tools give to the format. */
  public abstract String format();

  /** The format's name for people, as Wireshark's tools write it. */
  public abstract String description();

  /**
   * Whether the header of the file, or of its first section, has the most significant byte first.
   */
  public abstract boolean bigEndian();

  /** What is wrong at the place where the reading stopped; null at the normal end of the file. */
  public final String damage() {
    return damage;
  }

  /** Forgets the damage, after it was told. */
  public final void clearDamage() {
    damage = null;
  }

  /** Where the damaged record begins, in bytes from the start of the (decompressed) file. */
  public final long damageOffset() {
    return damageOffset;
  }

  /** Notes that the record at the window's position is damaged. */
  protected final void damaged(String reason) {
    damagedAt(window.offset(), reason);
  }

  /** Notes that the record that begins at {@code offset} of the stream is damaged. */
  protected final void damagedAt(long offset, String reason) {
    damage = reason;
    damageOffset = offset;
    resumeOffset = offset + 1;
  }

  /**
   * Notes that the content of the record at the window's position is damaged, while its length is
   * certain.
   */
  protected final void damagedWithin(int length, String reason) {
    damaged(reason);
    resumeOffset = damageOffset + length;
  }

  /**
   * Notes that the record at the window's position is cut. It is no damage if the file ends exactly
   * where the record would begin.
   *
   * @param what the thing that is cut, such as "record header"
   * @param needed the thing's length in bytes
   */
  protected final void ended(String what, long needed) {
    if (window.available() > 0 || window.trouble() != null) {
      endedWithin(window.offset(), what, needed);
    }
  }

  /**
   * Notes that a record is cut of which the window has passed the first bytes.
   *
   * @param start where the record begins in the stream
   * @param what the thing that is cut, such as "block"
   * @param needed the thing's length in bytes
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

  /**
   * Says that a packet is longer than is believed.
   *
   * @param captured its length, an unsigned number of bytes
   * @param most the greatest length that is believed, in bytes
   */
  protected static String tooLong(int captured, int most, int linkType) {
    return "a packet of "
        + Integer.toUnsignedString(captured)
        + " bytes, more than the "
        + most
        + " that are possible ("
        + LinkType.description(linkType)
        + ")";
  }
}
