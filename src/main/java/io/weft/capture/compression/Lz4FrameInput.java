package io.weft.capture.compression;

import io.weft.bytes.LittleEndian;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * Decompresses LZ4 frames (github.com/lz4/lz4, doc/lz4_Frame_format.md), one behind another, with
 * independent or linked blocks. It holds at most two blocks of 4 MiB in memory. Where the data are
 * cut or a block contradicts itself, it gives all bytes before that place, and then throws.
 *
 * <pre>
 * frame   magic 4, flags 1, block size 1, (content size 8), (dictionary 4), header checksum 1,
 *         blocks, end mark 4, (content checksum 4)
 * block   size 4 (highest bit: stored), data, (checksum 4)
 * </pre>
 *
 * <p>Weft has a reader of its own because the libraries' readers are not good enough. That of
 * lz4-java 1.14 refuses linked blocks. That of commons-compress 1.28 reads everything this one
 * reads, but slowly: on a capture of 240 MB it took 5 times as long with independent blocks and 40
 * times as long with linked ones (11 to 16 s in place of 0.3 s), and it would add four libraries.
 */
final class Lz4FrameInput extends BulkInput {
  /** The first four bytes of a frame, the most significant first. */
  static final int MAGIC = 0x0422_4D18;

  private static final int LITTLE_ENDIAN_MAGIC = Integer.reverseBytes(MAGIC);

  /** The magic numbers of skippable frames have any value in their lowest four bits. */
  private static final int SKIPPABLE = 0x184D2A50;

  /** How far back a match may refer. */
  private static final int HISTORY = 64 << 10;

  private static final int FLAG_INDEPENDENT = 0x20;
  private static final int FLAG_BLOCK_CHECKSUM = 0x10;
  private static final int FLAG_CONTENT_SIZE = 0x08;
  private static final int FLAG_CONTENT_CHECKSUM = 0x04;
  private static final int FLAG_DICTIONARY = 0x01;

  private final InputStream in;
  private final XXHash32 hash = XXHashFactory.safeInstance().hash32();
  private final StreamingXXHash32 contentHash = XXHashFactory.safeInstance().newStreamingHash32(0);
  private final byte[] small = new byte[16];
  private byte[] packed = new byte[0];

  /** Up to 64 KiB of what was decompressed before, then the block from {@link #next} on. */
  private byte[] block = new byte[0];

  private int next;
  private int limit;
  private boolean inFrame;
  private int flags;
  private int maxBlock;

  /** What is wrong with the data behind the block; thrown once the block was read. */
  private IOException damage;

  Lz4FrameInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    while (next == limit) {
      if (damage != null) {
        throw damage;
      }
      if (!inFrame && !beginFrame()) {
        return -1;
      }
      if (inFrame) {
        nextBlock();
      }
    }
    int n = Math.min(length, limit - next);
    System.arraycopy(block, next, bytes, from, n);
    next += n;
    return n;
  }

  /** Reads a frame's header or a whole skippable frame; false at the end of the data. */
  private boolean beginFrame() throws IOException {
    int first = in.read();
    if (first < 0) {
      return false;
    }
    small[0] = (byte) first;
    readFully(small, 1, 3);
    int magic = LittleEndian.i32(small, 0);
    if ((magic & ~0xF) == SKIPPABLE) {
      readFully(small, 0, 4);
      in.skipNBytes(LittleEndian.i32(small, 0) & 0xFFFF_FFFFL);
      return true;
    }
    if (magic != LITTLE_ENDIAN_MAGIC) {
      throw new IOException("something else follows a frame");
    }
    readHeader();
    contentHash.reset();
    next = 0;
    limit = 0;
    inFrame = true;
    return true;
  }

  private void readHeader() throws IOException {
    readFully(small, 0, 2);
    flags = small[0] & 0xFF;
    int sizeCode = (small[1] >>> 4) & 0x7;
    if (flags >>> 6 != 1 || sizeCode < 4) {
      throw new IOException("a frame header of an unknown version");
    }
    if ((flags & FLAG_DICTIONARY) != 0) {
      throw new IOException("a frame that needs a dictionary");
    }
    int length = (flags & FLAG_CONTENT_SIZE) != 0 ? 10 : 2;
    readFully(small, 2, length - 2 + 1);
    if ((hash.hash(small, 0, length, 0) >>> 8 & 0xFF) != (small[length] & 0xFF)) {
      throw new IOException("a frame header's checksum is wrong");
    }
    maxBlock = 1 << (8 + 2 * sizeCode);
  }

  private void nextBlock() throws IOException {
    readFully(small, 0, 4);
    int size = LittleEndian.i32(small, 0);
    if (size == 0) {
      endFrame();
      return;
    }
    boolean stored = size < 0;
    size &= Integer.MAX_VALUE;
    if (size > maxBlock) {
      throw new IOException("a block of " + size + " bytes, more than its frame allows");
    }
    int history = keepHistory();
    next = history;
    limit = history;
    byte[] into = stored ? block : packedBlock();
    int from = stored ? history : 0;
    int there = in.readNBytes(into, from, size);
    if (there == size) {
      checkBlock(into, from, size);
    } else {
      damage = cut();
    }
    if (stored) {
      limit = history + there;
    } else {
      decompress(there);
    }
    if ((flags & FLAG_CONTENT_CHECKSUM) != 0) {
      contentHash.update(block, next, limit - next);
    }
  }

  private void decompress(int size) {
    Lz4Block compressed = new Lz4Block(packed, size, block, next, next + maxBlock);
    try {
      compressed.decompress();
    } catch (IOException e) {
      // If the file ends within the block, that explains this failure and is the better message.
      damage = damage == null ? e : damage;
    }
    limit = compressed.end();
  }

  /** Moves what linked blocks may refer to to the front, and makes room for a block behind it. */
  private int keepHistory() {
    int history = (flags & FLAG_INDEPENDENT) != 0 ? 0 : Math.min(limit, HISTORY);
    byte[] target = block.length < HISTORY + maxBlock ? new byte[HISTORY + maxBlock] : block;
    System.arraycopy(block, limit - history, target, 0, history);
    block = target;
    return history;
  }

  private byte[] packedBlock() {
    if (packed.length < maxBlock) {
      packed = new byte[maxBlock];
    }
    return packed;
  }

  private void checkBlock(byte[] bytes, int from, int size) throws IOException {
    if ((flags & FLAG_BLOCK_CHECKSUM) == 0) {
      return;
    }
    if (in.readNBytes(small, 0, 4) < 4) {
      damage = cut(); // the block itself is whole
    } else if (hash.hash(bytes, from, size, 0) != LittleEndian.i32(small, 0)) {
      throw new IOException("a block's checksum is wrong");
    }
  }

  private void endFrame() throws IOException {
    inFrame = false;
    if ((flags & FLAG_CONTENT_CHECKSUM) != 0) {
      readFully(small, 0, 4);
      if (contentHash.getValue() != LittleEndian.i32(small, 0)) {
        throw new IOException("a frame's checksum is wrong");
      }
    }
  }

  private void readFully(byte[] bytes, int from, int length) throws IOException {
    if (in.readNBytes(bytes, from, length) < length) {
      throw cut();
    }
  }

  private static IOException cut() {
    return new EOFException("the file ends within a frame");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
