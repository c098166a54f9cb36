package io.weft.stream;

import java.util.ArrayDeque;

/**
 * Hands out pages of memory for bytes that must wait. Pages have two sizes, so that each of many
 * tiny segments does not take a large page. The pool bounds the bytes of all pages, both those in
 * use and the idle ones. A page that is given back rests until {@link #nextPacket}, and is used
 * again from then on: a message in it may be a layer of the packet that led to its delivery, and
 * that packet may have bytes that must wait themselves. Not thread-safe.
 */
public final class PagePool {
  static final int SMALL = 256;
  static final int LARGE = 2048;

  /** Bytes that a piece without a page counts for. */
  static final int EMPTY = 64;

  private final long maxBytes;
  private final ArrayDeque<byte[]> small = new ArrayDeque<>();
  private final ArrayDeque<byte[]> large = new ArrayDeque<>();
  private final ArrayDeque<byte[]> resting = new ArrayDeque<>();
  private long usedBytes;
  private long idleBytes;

  /**
   * @param maxBytes bound of all pages and reservations together
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

  /** Nobody looks at the layers of the packet before any more. */
  public void nextPacket() {
    while (!resting.isEmpty()) {
      byte[] page = resting.pollLast();
      (page.length == SMALL ? small : large).addLast(page);
    }
  }

  /**
   * Lets go of idle pages until the bound holds again: pages of one size may be idle while the
   * other size is asked for.
   */
  private void makeRoom() {
    while (usedBytes + idleBytes > maxBytes) {
      byte[] idle = small.isEmpty() ? large.pollLast() : small.pollLast();
      if (idle == null) {
        idle = resting.pollLast();
      }
      if (idle == null) {
        throw new IllegalStateException(idleBytes + " idle bytes, but no idle page");
      }
      idleBytes -= idle.length;
    }
  }

  /**
   * Accounts for memory that the caller has allocated itself; returns false, and accounts for
   * nothing, where the bound is reached.
   */
  public boolean reserve(int bytes) {
    if (usedBytes + bytes > maxBytes) {
      return false;
    }
    usedBytes += bytes;
    makeRoom();
    return true;
  }

  /** Ends a reservation made with {@link #reserve}. */
  public void release(int bytes) {
    usedBytes -= bytes;
  }

  /** Accounts for a piece that holds no bytes; returns false where the bound is reached. */
  boolean takeNone() {
    return reserve(EMPTY);
  }

  void giveBackNone() {
    release(EMPTY);
  }

  void giveBack(byte[] page) {
    usedBytes -= page.length;
    idleBytes += page.length;
    resting.addLast(page);
  }

  /** Bytes of all pages, in use and idle, and of all reservations. */
  public long bytes() {
    return usedBytes + idleBytes;
  }

  /** Bytes of pages in use and of all reservations. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Bytes of pages that were given back and wait to be used again. */
  public long idleBytes() {
    return idleBytes;
  }
}
