package io.weft.capture.write;

import io.weft.bytes.LittleEndian;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Gathers whole records on their way to a file, so that it is left with whole ones. */
final class RecordBuffer implements Closeable {
  /** Small enough to lie in a core's own cache from being filled to being handed on. */
  private static final int SIZE = 256 << 10;

  private final OutputStream out;
  private byte[] bytes = new byte[SIZE];
  private int size;
  private long handedOn;

  RecordBuffer(OutputStream out) {
    this.out = out;
  }

  /** Makes room for a record of {@code length} bytes, which may then be put in pieces. */
  void begin(long length) throws IOException {
    if (length <= bytes.length - size) {
      return;
    }
    handOn();
    if (length > bytes.length) {
      bytes = new byte[Math.toIntExact(length)];
    }
  }

  void i32(int value) {
    LittleEndian.putI32(bytes, size, value);
    size += 4;
  }

  void u16(int value) {
    LittleEndian.putU16(bytes, size, value);
    size += 2;
  }

  void i64(long value) {
    LittleEndian.putI64(bytes, size, value);
    size += 8;
  }

  void put(byte[] source, int from, int length) {
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  /** Zero bytes up to a multiple of four behind {@code length} bytes. */
  void pad(int length) {
    for (int i = length; (i & 3) != 0; i++) {
      bytes[size++] = 0;
    }
  }

  /** Bytes put so far. */
  long count() {
    return handedOn + size;
  }

  /** What could not be handed on stays, for {@link #salvage}. */
  private void handOn() throws IOException {
    if (size > 0) {
      out.write(bytes, 0, size);
      handedOn += size;
      size = 0;
    }
  }

  void flush() throws IOException {
    handOn();
    out.flush();
  }

  /**
   * Tells what became of the records in a file that took in no more than its first {@code reached}
   * bytes before it failed.
   */
  PacketWriter.Salvage salvage(long reached, Records records) {
    int whole = 0;
    int lost = 0;
    int at = 0;
    while (at < size) {
      int next = at + records.length(bytes, at, handedOn + at);
      if (handedOn + next <= reached) {
        whole = next;
      } else if (records.isPacket(bytes, at, handedOn + at)) {
        lost++;
      }
      at = next;
    }
    return new PacketWriter.Salvage(handedOn + whole, lost);
  }

  /** Reads back what the records are that were put; {@code offset} is the record's in the file. */
  interface Records {
    int length(byte[] bytes, int at, long offset);

    boolean isPacket(byte[] bytes, int at, long offset);
  }

  @Override
  public void close() throws IOException {
    try (out) {
      handOn();
    }
  }
}
