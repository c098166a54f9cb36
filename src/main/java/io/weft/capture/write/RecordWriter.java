package io.weft.capture.write;

import java.io.IOException;
import java.io.OutputStream;

/** What the writers of both formats do alike with the records that they gather in memory. */
abstract class RecordWriter implements PacketWriter {
  final RecordBuffer out;

  RecordWriter(OutputStream target) {
    out = new RecordBuffer(target);
  }

  /**
   * What is left of a file after writing to it failed.
   *
   * @param bytes the length of the whole records at the file's front: where to cut the file
   * @param lostPackets how many packets were written to this writer but lie behind that place
   */
  record Salvage(long bytes, int lostPackets) {}

  /**
   * Finds out what is left of the file after writing to it failed.
   *
   * @param reached how many (uncompressed) bytes the file took before it failed
   */
  final Salvage salvage(long reached) {
    byte[] pending = out.pending();
    int length = out.pendingLength();
    long start = out.handedOn();
    int whole = 0;
    int lost = 0;
    int at = 0;
    while (at < length) {
      int next = at + recordLength(pending, at, start + at);
      if (start + next <= reached) {
        whole = next;
      } else if (isPacket(pending, at, start + at)) {
        lost++;
      }
      at = next;
    }
    return new Salvage(start + whole, lost);
  }

  /**
   * The length of a record in bytes, header included.
   *
   * @param at where it begins in {@code bytes}
   * @param offset where it begins in the file
   */
  abstract int recordLength(byte[] bytes, int at, long offset);

  /**
   * Whether a record is a packet.
   *
   * @param at where it begins in {@code bytes}
   * @param offset where it begins in the file
   */
  abstract boolean isPacket(byte[] bytes, int at, long offset);

  @Override
  public final long size() {
    return out.count();
  }

  @Override
  public final void flush() throws IOException {
    out.flush();
  }

  @Override
  public final void close() throws IOException {
    out.close();
  }
}
