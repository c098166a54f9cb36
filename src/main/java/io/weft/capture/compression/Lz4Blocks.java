package io.weft.capture.compression;

import io.weft.bytes.LittleEndian;
import java.io.IOException;

/**
 * Unpacks blocks of the LZ4 block format (github.com/lz4/lz4, doc/lz4_Block_format.md). Unlike what
 * libraries for Java offer, a block's matches may reach back into the blocks before it, as they do
 * in frames with linked blocks.
 *
 * <pre>
 * sequence   token 1 (literals 4 bits, match length - 4 4 bits), more literals' length,
 *            literals, distance 2, more match length; the last one ends after its literals
 * </pre>
 */
final class Lz4Blocks {
  private static final int MIN_MATCH = 4;
  private static final int LONG = 15;
  private static final String LIES = "a block contradicts itself";

  private final byte[] packed;
  private final int packedLimit;
  private final byte[] target;
  private final int targetLimit;
  private int in;
  private int out;

  private Lz4Blocks(byte[] packed, int packedLength, byte[] target, int from, int targetLimit) {
    this.packed = packed;
    this.packedLimit = packedLength;
    this.target = target;
    this.out = from;
    this.targetLimit = targetLimit;
  }

  /**
   * Unpacks the first {@code packedLength} bytes of {@code packed}.
   *
   * @param target what it holds from {@code history} to {@code from} may be referred to
   * @param from where the unpacked bytes go
   * @return the index behind the last of them, at most {@code limit}
   * @throws IOException for a block that contradicts itself
   */
  static int unpack(
      byte[] packed, int packedLength, byte[] target, int history, int from, int limit)
      throws IOException {
    Lz4Blocks block = new Lz4Blocks(packed, packedLength, target, from, limit);
    block.run(history);
    return block.out;
  }

  private void run(int history) throws IOException {
    while (in < packedLimit) {
      int token = packed[in++] & 0xFF;
      literals(length(token >>> 4));
      if (in == packedLimit) {
        return;
      }
      if (packedLimit - in < 2) {
        throw new IOException(LIES);
      }
      int distance = LittleEndian.u16(packed, in);
      in += 2;
      int length = length(token & 0xF) + MIN_MATCH;
      if (distance == 0 || distance > out - history || length > targetLimit - out) {
        throw new IOException(LIES);
      }
      repeat(distance, length);
    }
  }

  /** A length's further bytes: they are added up to the first that is not 255. */
  private int length(int nibble) throws IOException {
    if (nibble < LONG) {
      return nibble;
    }
    int length = LONG;
    int more;
    do {
      if (in == packedLimit || length > targetLimit) {
        throw new IOException(LIES);
      }
      more = packed[in++] & 0xFF;
      length += more;
    } while (more == 0xFF);
    return length;
  }

  private void literals(int length) throws IOException {
    if (length > packedLimit - in || length > targetLimit - out) {
      throw new IOException(LIES);
    }
    System.arraycopy(packed, in, target, out, length);
    in += length;
    out += length;
  }

  /** A match nearer than its length repeats itself, so it is copied in pieces that double. */
  private void repeat(int distance, int length) {
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
