package io.weft.capture.write;

import io.weft.bytes.LittleEndian;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers records in memory and writes several of them to a stream at once. It writes only whole
 * records, so that the file is readable after each write. Numbers have the least significant byte
 * first.
 */
final class RecordBuffer implements Closeable {
  /** Small enough to stay in a core's own cache until the bytes are written. */
  private static final int SIZE = 256 << 10;

  private final OutputStream out;
  private byte[] bytes = new byte[SIZE];
  private int size;
  private long handedOn;

  RecordBuffer(OutputStream out) {
    this.out = out;
  }

  /**
   * Makes room for a record, which the caller then puts in pieces.
   *
   * @param length of the record in bytes
   */
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

  /** Puts zero bytes up to the next multiple of four behind {@code length} bytes. */
  void pad(int length) {
    for (int i = length; (i & 3) != 0; i++) {
      bytes[size++] = 0;
    }
  }

  /** How many bytes have been put so far. */
  long count() {
    return handedOn + size;
  }

  /** How many bytes the stream has taken so far. */
  long handedOn() {
    return handedOn;
  }

  /** The array that holds the records not handed on yet, from index 0 on. */
  byte[] pending() {
    return bytes;
  }

  /** How many bytes have not been handed on yet. */
  int pendingLength() {
    return size;
  }

  /**
   * Writes the records to the stream; if that fails they stay, for {@link RecordWriter#salvage}.
   */
  private void handOn() throws IOException {
    if (size > 0) {
      out.write(bytes, 0, size);
      handedOn += size;
      size = 0;
    }
  }

  /** Writes all records to the stream and flushes it. */
  void flush() throws IOException {
    handOn();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      handOn();
    }
  }
}
