package io.weft.protocol.app.http.body;

import java.util.Arrays;

/** The sizes of a body's chunks, as its sender told them; 0 ends the body. */
public final class ChunkSizes {
  /** Sizes of later chunks are not kept. */
  private static final int MOST = 1024;

  private static final long LARGEST = 0xFFFF_FFFFL;

  private long[] sizes = new long[4];
  private int count;

  /** Adds a size; one that does not fit in the 32 bits of its field is not kept. */
  public void add(long size) {
    if (count == MOST || size > LARGEST) {
      return;
    }
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, count * 2);
    }
    sizes[count++] = size;
  }

  /** How many are kept. */
  public int count() {
    return count;
  }

  /** The size of the n-th chunk, from 0. */
  public long size(int index) {
    return sizes[index];
  }

  /** Memory in bytes, estimated. */
  public int memory() {
    return Long.BYTES * sizes.length;
  }
}
