package io.weft.report.extract;

import io.weft.report.StreamGaps;
import java.security.MessageDigest;

/**
 * One side's stream, which is written to a file. The thread that analyses fills it, and gives it to
 * the writing thread when the flow is over. Each thread has fields of its own until then.
 */
final class OutgoingStream {
  private static final int MAX_GAPS = 1024;

  /** Memory of a stream of which nothing is written yet; estimated, in bytes. */
  private static final int MEMORY = 190;

  /** Memory of a stream whose file was begun, the state of its digest included; in bytes. */
  private static final int MEMORY_WITH_FILE = 800;

  final OutgoingFlow flow;

  // Fields of the thread that analyses.

  /** Whether some of the bytes were given to the writer, while the flow goes on. */
  private boolean begun;

  /** The bytes that were not given to the writer yet. */
  PageList pages = new PageList();

  /** Null where no byte is missing. */
  StreamGaps gaps;

  /** Offset of the next byte in the side's stream, where gaps count. */
  private long next;

  // Neighbours among the streams that hold pages, linked in the order of their oldest page.
  OutgoingStream older;
  OutgoingStream newer;

  // Fields of the writing thread.

  /** Name of the file; null until it is chosen. */
  String file;

  /** Whether the file is that of an earlier flow with the same number, so that its name stays. */
  boolean joins;

  /** Length of the file before anything of this flow was written, in bytes. */
  long fileOffset;

  /** How many bytes of this flow are in the file. */
  long written;

  /** Digest of the file so far; null where all of the file is written at once. */
  MessageDigest digest;

  /** SHA-256 of the whole file, in hexadecimal; null until it is complete, or without bytes. */
  String hash;

  OutgoingStream(OutgoingFlow flow) {
    this.flow = flow;
  }

  /** Bytes were added. */
  void advance(long bytes) {
    next += bytes;
  }

  /** Adds a gap behind all bytes. */
  void gap(long length) {
    if (gaps == null) {
      gaps = new StreamGaps(MAX_GAPS);
    }
    gaps.add(next, length);
    next += length;
  }

  /** Bytes that are not in the capture. */
  long missing() {
    return gaps == null ? 0 : gaps.bytes();
  }

  /** Memory of the stream, besides pages; estimated, in bytes. */
  int memory() {
    return (begun ? MEMORY_WITH_FILE : MEMORY) + (gaps == null ? 0 : gaps.memory());
  }

  /** Takes the waiting bytes, which are given to the writer while the flow goes on. */
  PageList takePages() {
    begun = true;
    PageList taken = pages;
    pages = new PageList();
    return taken;
  }
}
