package io.weft.capture;

import io.weft.bytes.LittleEndian;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Gathers whole records on their way to a channel, so that it is left with whole ones. */
final class RecordBuffer implements Closeable {
  private static final int SIZE = 256 << 10;

  private final WritableByteChannel channel;
  private byte[] bytes = new byte[SIZE];
  private ByteBuffer wrapped = ByteBuffer.wrap(bytes);
  private int size;

  RecordBuffer(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Makes room for a record of {@code length} bytes, which may then be put in pieces. */
  void begin(long length) throws IOException {
    if (length <= bytes.length - size) {
      return;
    }
    flush();
    if (length > bytes.length) {
      bytes = new byte[Math.toIntExact(length)];
      wrapped = ByteBuffer.wrap(bytes);
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

  void flush() throws IOException {
    wrapped.limit(size).position(0);
    while (wrapped.hasRemaining()) {
      channel.write(wrapped);
    }
    size = 0;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      flush();
    }
  }
}
