package io.weft.stream;

import java.util.ArrayDeque;

/**
 * Pages for bytes that must wait, of two sizes, so that a flood of tiny segments does not cost a
 * large page each. Bounded in all, those in use and those that wait for use together; pages given
 * back are used again. Not thread-safe.
 */
public final class PagePool {
  static final int SMALL = 256;
  static final int LARGE = 2048;

  /** What a piece without a page counts for. */
  static final int EMPTY = 64;

  private final long maxBytes;
  private final ArrayDeque<byte[]> small = new ArrayDeque<>();
  private final ArrayDeque<byte[]> large = new ArrayDeque<>();
  private long usedBytes;
  private long idleBytes;

  /**
   * @param maxBytes of pages given out
   */
  public PagePool(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * A page for {@code length} bytes, or for the first {@link #LARGE} of them; null where the bound
   * is reached.
   */
  byte[] take(int length) {
    int size = length <= SMALL ? SMALL : LARGE;
    if (usedBytes + size > maxBytes) {
      return null;
    }
    usedBytes += size;
    byte[] page = (size == SMALL ? small : large).pollLast();
    if (page != null) {
      idleBytes -= size;
      return page;
    }
    makeRoom();
    return new byte[size];
  }

  /**
   * Lets go of idle pages until the bound holds again: those of one size may idle while the other
   * is asked for.
   */
  private void makeRoom() {
    while (usedBytes + idleBytes > maxBytes) {
      byte[] idle = small.isEmpty() ? large.pollLast() : small.pollLast();
      if (idle == null) {
        throw new IllegalStateException(idleBytes + " idle bytes, but no idle page");
      }
      idleBytes -= idle.length;
    }
  }

  /**
   * Accounts for memory of the caller's own that serves the same end; false where the bound is
   * reached.
   */
  public boolean reserve(int bytes) {
    if (usedBytes + bytes > maxBytes) {
      return false;
    }
    usedBytes += bytes;
    makeRoom();
    return true;
  }

  /** Takes back a {@link #reserve}. */
  public void release(int bytes) {
    usedBytes -= bytes;
  }

  /** Accounts for a piece that holds no bytes; false where the bound is reached. */
  boolean takeNone() {
    return reserve(EMPTY);
  }

  void giveBackNone() {
    release(EMPTY);
  }

  void giveBack(byte[] page) {
    usedBytes -= page.length;
    idleBytes += page.length;
    (page.length == SMALL ? small : large).addLast(page);
  }

  /** Bytes of all pages there are, and those reserved. */
  public long bytes() {
    return usedBytes + idleBytes;
  }

  /** Bytes of pages given out, and those reserved. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Bytes of pages that were given back and wait to be used again. */
  public long idleBytes() {
    return idleBytes;
  }
}
