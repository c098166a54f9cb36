package io.weft.capture;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * An array in which a source hands out packets, and the number of those who need its contents. The
 * source that fills the array is one of them; whoever wants to look at a packet after the source
 * has gone on to the next one {@linkplain #hold holds} its block, and {@linkplain #release
 * releases} it when done. While anybody else holds a block, the source writes only behind the bytes
 * that it has handed out, and then goes on in another block. Thread-safe.
 */
public final class Block {
  private final byte[] bytes;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * A block held by its maker, who is to fill it.
   *
   * @param capacity bytes of the array
   */
  public Block(int capacity) {
    bytes = new byte[capacity];
  }

  /** The array, always the same one. */
  public byte[] bytes() {
    return bytes;
  }

  /** Keeps the contents as they are until a {@link #release}; somebody must hold the block now. */
  public void hold() {
    holders.incrementAndGet();
  }

  /** Ends one {@link #hold}. What the caller has read in the block it has read before this. */
  public void release() {
    holders.decrementAndGet();
  }

  /** Does somebody besides the source hold the block? */
  public boolean isShared() {
    return holders.get() > 1;
  }

  /**
   * Takes a block that nobody holds, to fill it again.
   *
   * @return false where somebody holds it
   */
  public boolean claim() {
    return holders.compareAndSet(0, 1);
  }
}
