package io.weft.capture.reader;

import io.weft.capture.Block;
import io.weft.capture.compression.DamagedCompressionException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The part of a stream that is in memory: one block, which is read from its front and refilled at
 * its back. Readers use records where they lie; only an incomplete record at the block's end is
 * moved to the front, once a block. While somebody still looks at packets in a block, the window
 * goes on in another one; it keeps the blocks that it has made and fills them again.
 *
 * <p>The block begins at 32 KiB, because most files are small, and grows to 256 KiB while the
 * stream fills it; that size still fits the processor's caches. It grows further only for a longer
 * record, and not faster than the record's bytes arrive, so that a wrong length takes no memory.
 */
public final class ByteWindow implements Closeable {
  private static final int BLOCK = 256 << 10;
  private static final int FIRST_BLOCK = 32 << 10;

  private final InputStream in;
  private final boolean waits;

  /** The blocks of full size that were made, to be filled again when nobody holds them. */
  private final List<Block> blocks = new ArrayList<>();

  private Block block = new Block(FIRST_BLOCK);
  private byte[] bytes = block.bytes();
  private boolean patient = true;
  private int position;
  private int limit;

  /** The offset of {@code bytes[0]} in the stream. */
  private long base;

  private boolean ended;
  private DamagedCompressionException trouble;

  /**
   * Begins at the stream's next byte.
   *
   * @param in blocks until it has at least one byte; closed together with this window
   * @param waits whether a read may wait for bytes that nobody has written yet, as that of a pipe
   */
  public ByteWindow(InputStream in, boolean waits) {
    this.in = in;
    this.waits = waits;
  }

  /**
   * The block. It stays the same array, with the same contents, until the next {@link #require}.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** The block that {@link #bytes} is the array of. */
  public Block block() {
    return block;
  }

  /** The index of the next byte in {@link #bytes}. */
  public int position() {
    return position;
  }

  /** How many bytes lie in {@link #bytes} from {@link #position} on. */
  public int available() {
    return limit - position;
  }

  /** The offset of the next byte in the stream. */
  public long offset() {
    return base + position;
  }

  /** Moves the position over {@code n} bytes, of which {@link #require} has said they are there. */
  public void advance(int n) {
    position += n;
  }

  /** Why the stream ended early, as damaged compressed data do; null for a normal end. */
  public String trouble() {
    return trouble == null ? null : trouble.getMessage();
  }

  /**
   * Makes {@code n} bytes from {@link #position} on lie in {@link #bytes} in one piece. It may move
   * them, and may overwrite what lies before the position.
   *
   * @return false where the stream ends before; the bytes that are there stay {@link #available}
   */
  public boolean require(int n) throws IOException {
    return limit - position >= n || ((patient || !waits) && fill(n));
  }

  /**
   * As {@link #require}, but reads nothing from a stream that may wait.
   *
   * @return whether the bytes are there; of a stream that may wait they may come later
   */
  public boolean peek(int n) throws IOException {
    return limit - position >= n || (!waits && fill(n));
  }

  /**
   * Whether {@link #require} may wait for bytes; otherwise it is the same as {@link #peek}. It may
   * unless this method has said otherwise.
   */
  public void waitForBytes(boolean may) {
    patient = may;
  }

  /**
   * Makes the block at least this large. Whoever looks far ahead from one position after another
   * calls this with a multiple of how far, so that bytes are not moved at every step.
   */
  public void widen(int size) {
    if (bytes.length < size) {
      moveTo(new Block(size));
    }
  }

  private boolean fill(int n) throws IOException {
    while (limit - position < n) {
      if (ended) {
        return false;
      }
      boolean isFull = limit == bytes.length;
      boolean isTight = position > 0 && bytes.length - position < n;
      if (block.isShared()) {
        if (isFull || isTight) {
          int usual = isFull ? BLOCK : Math.min(bytes.length, BLOCK);
          moveTo(another(Math.max(usual, available() + 1)));
        }
      } else if (isTight || position == limit) {
        moveTo(isFull && bytes.length < BLOCK ? another(larger(BLOCK)) : block);
      }
      if (limit == bytes.length) {
        moveTo(another(larger(n)));
      }
      read();
    }
    return true;
  }

  /** The length of a larger block: up to four times as long, but not longer than needed. */
  private int larger(int needed) {
    return (int) Math.max(bytes.length, Math.min(needed, bytes.length * 4L));
  }

  /**
   * A block that nobody else holds. Blocks of other sizes than the usual one are rare, so those are
   * not kept.
   */
  private Block another(int length) {
    if (length != BLOCK) {
      return new Block(length);
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).claim()) {
        return blocks.get(i);
      }
    }
    Block made = new Block(BLOCK);
    blocks.add(made);
    return made;
  }

  /** Moves the bytes from the position on to the front of {@code target}, the next block. */
  private void moveTo(Block target) {
    int tail = limit - position;
    System.arraycopy(bytes, position, target.bytes(), 0, tail);
    if (target != block) {
      block.release();
      block = target;
      bytes = target.bytes();
    }
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
      trouble = e;
      ended = true;
    }
  }

  /**
   * Moves the position over {@code n} bytes without keeping them in memory.
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

  /**
   * The rest of this window as a stream, for a decompressor. A read gives at least one byte unless
   * none was asked for.
   */
  public InputStream remaining() {
    return new Remaining();
  }

  @Override
  public void close() throws IOException {
    ended = true;
    position = limit;
    in.close();
  }

  /**
   * A copy of the next bytes.
   *
   * @param most how many; the copy is shorter where fewer are {@link #available}
   */
  public byte[] head(int most) {
    return head(0, most);
  }

  /**
   * A copy of bytes behind the next ones.
   *
   * @param ahead how many bytes lie before them
   * @param most how many; the copy is shorter where fewer are {@link #available}
   */
  public byte[] head(int ahead, int most) {
    int from = position + Math.min(ahead, available());
    return Arrays.copyOfRange(bytes, from, Math.min(from + most, limit));
  }

  private final class Remaining extends InputStream {
    @Override
    public int read() throws IOException {
      return more() ? bytes[position++] & 0xFF : -1;
    }

    private boolean more() throws IOException {
      if (require(1)) {
        return true;
      }
      if (trouble != null) { // whoever reads on must not take this for a normal end
        throw trouble;
      }
      return false;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
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
