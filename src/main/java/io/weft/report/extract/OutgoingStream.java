package io.weft.report.extract;

import io.weft.report.Gaps;
import java.security.MessageDigest;

/**
 * One side's bytes on their way to a file. The thread that analyses fills it and may send pages
 * ahead; when the flow is over it leaves it to the thread that writes.
 */
final class OutgoingStream {
  private static final int MAX_GAPS = 1024;

  /** Of memory, estimated: in bytes, at first, and when its file has been begun. */
  private static final int BYTES = 190;

  private static final int BEGUN_BYTES = 800;

  final OutgoingFlow flow;

  /** Were pages sent ahead? Then the writing thread keeps more of it. */
  private boolean begun;

  /** What waits here. */
  PageList pages = new PageList();

  /** Null where none is missing. */
  Gaps gaps;

  /** Of the next byte, in what the side sent: gaps count. */
  private long next;

  // Neighbours among the streams that hold pages, in the order of their oldest.
  OutgoingStream older;
  OutgoingStream newer;

  // What the writing thread knows.

  /** Name of the file; null as long as there is none. */
  String file;

  /** Does an earlier flow of the same number tell the name? */
  boolean joins;

  /** The file's length before anything of this flow was written. */
  long fileOffset;

  /** Of this flow's bytes in the file. */
  long written;

  /** Of these bytes; null for one that is written at once. */
  MessageDigest digest;

  /** SHA-256 of all, when it is over; null without bytes. */
  String hash;

  OutgoingStream(OutgoingFlow flow) {
    this.flow = flow;
  }

  void pass(long bytes) {
    next += bytes;
  }

  void gap(long length) {
    if (gaps == null) {
      gaps = new Gaps(MAX_GAPS);
    }
    gaps.add(next, length);
    next += length;
  }

  /** Bytes that are not in the capture. */
  long missing() {
    return gaps == null ? 0 : gaps.bytes();
  }

  /** Of memory, but for pages; estimated, in bytes. */
  int memory() {
    return (begun ? BEGUN_BYTES : BYTES) + (gaps == null ? 0 : gaps.memory());
  }

  /** Takes what waits out of here, to be sent ahead. */
  PageList cut() {
    begun = true;
    PageList taken = pages;
    pages = new PageList();
    return taken;
  }
}
