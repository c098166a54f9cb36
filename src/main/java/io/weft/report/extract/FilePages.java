package io.weft.report.extract;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;

/**
 * Pages for the bytes of streams, of two sizes because most streams are short. The thread that
 * analyses takes pages, and the writing thread gives them back. Their sum is bounded.
 */
final class FilePages {
  static final int SMALL = 2 << 10;
  static final int LARGE = 16 << 10;

  private final long maxBytes;
  private final ArrayDeque<byte[]> small = new ArrayDeque<>();
  private final ArrayDeque<byte[]> large = new ArrayDeque<>();
  private long usedBytes;
  private long idleBytes;
  private boolean closed;

  /**
   * @param maxBytes of all pages together
   */
  FilePages(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Takes a page; null where the bound is reached.
   *
   * @param size {@link #SMALL} or {@link #LARGE}
   */
  synchronized byte[] take(int size) {
    if (usedBytes + size > maxBytes) {
      return null;
    }
    usedBytes += size;
    byte[] page = (size == SMALL ? small : large).pollLast();
    if (page != null) {
      idleBytes -= size;
      return page;
    }
    while (usedBytes + idleBytes > maxBytes) { // drop idle pages of the other size
      idleBytes -= (size == SMALL ? large : small).removeLast().length;
    }
    return new byte[size];
  }

  /** Waits until a page of the size can be taken, or {@link #close} was called. */
  synchronized void await(int size) {
    try {
      while (usedBytes + size > maxBytes && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          new InterruptedIOException("interrupted while streams were written"));
    }
  }

  /** Takes back all pages of the list. */
  synchronized void giveBack(PageList pages) {
    for (int i = 0; i < pages.pages(); i++) {
      byte[] page = pages.page(i);
      usedBytes -= page.length;
      idleBytes += page.length;
      (page.length == SMALL ? small : large).addLast(page);
    }
    notifyAll();
  }

  /** Ends all waiting: the writing thread has ended, and no pages will come back. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
