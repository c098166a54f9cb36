package io.weft.capture.format;

import io.weft.capture.compression.DamagedCompressionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that is in memory: one block, read from its front and refilled at its back.
 * Records are used where they lie; only an incomplete tail is moved, once a block. The block begins
 * small, as most files are, and grows to 256 KiB while the stream fills it, which the processor's
 * caches still hold; further for a longer record alone, and no faster than its bytes arrive, so
 * that a lying length costs nothing.
 */
public final class ByteWindow implements Closeable {
  private static final int BLOCK = 256 << 10;
  private static final int FIRST_BLOCK = 32 << 10;

  private final InputStream in;
  private byte[] bytes;
  private int position;
  private int limit;

  /** Where {@code bytes[0]} stands in the stream. */
  private long base;

  private boolean ended;
  private String trouble;

  public ByteWindow(InputStream in) {
    this.in = in;
    this.bytes = new byte[FIRST_BLOCK];
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Index of the next byte in {@link #bytes}. */
  public int position() {
    return position;
  }

  public int available() {
    return limit - position;
  }

  /** Of the next byte in the stream. */
  public long offset() {
    return base + position;
  }

  /** Passes {@code n} bytes that are {@linkplain #require there}. */
  public void advance(int n) {
    position += n;
  }

  /** What ended the stream before its time (damaged compression); null for an ordinary end. */
  public String trouble() {
    return trouble;
  }

  /**
   * Makes {@code n} bytes lie in one piece. What was there before {@link #position} may be
   * overwritten.
   *
   * @return false where the stream ends before; what there is stays {@link #available}
   */
  public boolean require(int n) throws IOException {
    return limit - position >= n || fill(n);
  }

  private boolean fill(int n) throws IOException {
    while (limit - position < n) {
      if (ended) {
        return false;
      }
      if (position == limit || (position > 0 && bytes.length - position < n)) {
        moveTo(limit == bytes.length ? larger(BLOCK) : bytes);
      }
      if (limit == bytes.length) {
        moveTo(larger(n));
      }
      read();
    }
    return true;
  }

  /** This block, or one that is larger, though no larger than needed. */
  private byte[] larger(int needed) {
    return bytes.length >= needed ? bytes : new byte[(int) Math.min(needed, bytes.length * 4L)];
  }

  /** What is left of the block goes to the front of {@code target}. */
  private void moveTo(byte[] target) {
    int tail = limit - position;
    System.arraycopy(bytes, position, target, 0, tail);
    bytes = target;
    base += position;
    position = 0;
    limit = tail;
  }

  private void read() throws IOException {
    try {
      int n = in.read(bytes, limit, bytes.length - limit);
      if (n > 0) {
        limit += n;
      } else if (n < 0) {
        ended = true;
      } else {
        throw new IOException("the channel does not block");
      }
    } catch (DamagedCompressionException e) {
      trouble = e.getMessage();
      ended = true;
    }
  }

  /**
   * Passes {@code n} bytes without keeping them.
   *
   * @return false where the stream ends before
   */
  public boolean skip(long n) throws IOException {
    long left = n;
    while (left > available()) {
      left -= available();
      position = limit;
      if (!require(1)) {
        return false;
      }
    }
    position += (int) left;
    return true;
  }

  /** The rest of this window as a stream, for what unpacks it; never 0 bytes a read. */
  public InputStream remaining() {
    return new Remaining();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    position = limit;
    in.close();
  }

  /** A copy of the next bytes, as many as are there. */
  public byte[] head(int most) {
    return Arrays.copyOfRange(bytes, position, position + Math.min(most, available()));
  }

  private final class Remaining extends InputStream {
    @Override
    public int read() throws IOException {
      return require(1) ? bytes[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!require(1)) {
        return -1;
      }
      int n = Math.min(length, ByteWindow.this.available());
      System.arraycopy(bytes, position, target, from, n);
      position += n;
      return n;
    }

    @Override
    public int available() {
      return ByteWindow.this.available();
    }

    @Override
    public void close() throws IOException {
      ByteWindow.this.close();
    }
  }
}
