package io.weft.report.extract;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;

/**
 * Pages for stream bytes on their way to files, of two sizes since most streams are short. Taken by
 * the thread that analyses, given back by the one that writes; bounded in all.
 */
final class StreamPages {
  static final int SMALL = 2 << 10;
  static final int LARGE = 16 << 10;

  private final long maxBytes;
  private final ArrayDeque<byte[]> small = new ArrayDeque<>();
  private final ArrayDeque<byte[]> large = new ArrayDeque<>();
  private long usedBytes;
  private long idleBytes;
  private boolean closed;

  StreamPages(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A page of the size, or null where the bound is reached. */
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
    while (usedBytes + idleBytes > maxBytes) { // idle pages of the other size take the room
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

  synchronized void giveBack(PageList pages) {
    for (int i = 0; i < pages.pages(); i++) {
      byte[] page = pages.page(i);
      usedBytes -= page.length;
      idleBytes += page.length;
      (page.length == SMALL ? small : large).addLast(page);
    }
    notifyAll();
  }

  /** Lets nobody wait any more: no pages will come back. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
