package io.weft.capture.compression;

import io.weft.bytes.LittleEndian;
import java.io.EOFException;
import java.io.IOException;

/**
 * One block of the LZ4 block format (github.com/lz4/lz4, doc/lz4_Block_format.md). Its matches may
 * reach back into what was decompressed before it, as they do in frames with linked blocks.
 *
 * <pre>
 * sequence   token 1 (literals 4 bits, match length - 4 4 bits), more literals' length,
 *            literals, distance 2, more match length; the last one ends after its literals
 * </pre>
 */
final class Lz4Block {
  private static final int MIN_MATCH = 4;

  /** A length of four bits that goes on in further bytes. */
  private static final int LONG_LENGTH = 15;

  private final byte[] packed;
  private final int packedLimit;
  private final byte[] target;
  private final int targetLimit;
  private int in;
  private int out;

  /**
   * A block to be decompressed.
   *
   * @param packed holds the block's {@code packedLength} bytes from index 0 on
   * @param target receives the decompressed bytes. What it holds from index 0 to {@code from} was
   *     decompressed before, and the block's matches may refer to it.
   * @param targetLimit the largest index behind the decompressed bytes
   */
  Lz4Block(byte[] packed, int packedLength, byte[] target, int from, int targetLimit) {
    this.packed = packed;
    this.packedLimit = packedLength;
    this.target = target;
    this.out = from;
    this.targetLimit = targetLimit;
  }

  /** The index behind the bytes that have been decompressed, also after a failure. */
  int end() {
    return out;
  }

  /**
   * Decompresses the block.
   *
   * @throws IOException for a block that is cut or contradicts itself; what comes before that place
   *     has been decompressed
   */
  void decompress() throws IOException {
    while (in < packedLimit) {
      int token = packed[in++] & 0xFF;
      literals(length(token >>> 4));
      if (in == packedLimit) {
        return;
      }
      if (packedLimit - in < 2) {
        throw cut();
      }
      int distance = LittleEndian.u16(packed, in);
      in += 2;
      int length = length(token & 0xF) + MIN_MATCH;
      if (distance == 0 || length > targetLimit - out) {
        throw new IOException("a block contradicts itself");
      }
      if (distance > out) {
        throw new IOException(
            "a block refers to bytes before the first one; a dictionary may be missing");
      }
      match(distance, length);
    }
  }

  private static IOException cut() {
    return new EOFException("a block ends within a sequence");
  }

  /** Adds a length's further bytes, of which the first that is not 255 is the last one. */
  private int length(int nibble) throws IOException {
    if (nibble < LONG_LENGTH) {
      return nibble;
    }
    int length = LONG_LENGTH;
    int more;
    do {
      if (in == packedLimit) {
        throw cut();
      }
      if (length > targetLimit) {
        throw new IOException("a block is longer than its frame allows");
      }
      more = packed[in++] & 0xFF;
      length += more;
    } while (more == 0xFF);
    return length;
  }

  private void literals(int length) throws IOException {
    int there = Math.min(length, packedLimit - in);
    if (there > targetLimit - out) {
      throw new IOException("a block is longer than its frame allows");
    }
    System.arraycopy(packed, in, target, out, there);
    in += there;
    out += there;
    if (there < length) {
      throw cut();
    }
  }

  /**
   * Copies bytes that were decompressed before. A match that is longer than its distance repeats
   * itself, so it is copied in pieces, each of which is as long as all before it.
   */
  private void match(int distance, int length) {
    int start = out - distance;
    int left = length;
    while (left > 0) {
      int piece = Math.min(left, out - start);
      System.arraycopy(target, start, target, out, piece);
      out += piece;
      left -= piece;
    }
  }
}
