package io.weft.analysis;

import io.weft.dissect.Fragments;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A few batches that go round between two threads: one fills them, the other empties them. Each
 * waits for the other where it has to.
 */
final class BatchRing implements Handover {
  /**
   * How many batches there are. One is being filled and one emptied; the others make up for the
   * moments in which one of the two stages is slower. A thread that waits for an empty batch is
   * woken when half of them are, because waking it for each would cost more than the batch.
   */
  private static final int BATCHES = 8;

  /**
   * Bytes of packets on their way at most, besides one batch: packets of unusual length must not
   * fill the memory.
   */
  private static final int BYTES = 4 << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final ArrayDeque<Batch> full = new ArrayDeque<>(BATCHES);
  private final ArrayDeque<Batch> empty = new ArrayDeque<>(BATCHES);
  private long bytes;
  private boolean isClosed;

  /**
   * A ring in which all batches are empty.
   *
   * @param fragments of the thread that fills batches
   */
  BatchRing(Fragments fragments) {
    for (int i = 0; i < BATCHES; i++) {
      empty.add(new Batch(Batch.PACKETS, fragments));
    }
  }

  /** The ring was closed, so nobody takes batches any more. */
  static final class ClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClosedException() {
      super("nobody takes packets any more", null, false, false);
    }
  }

  /** An empty batch, for the thread that begins to fill. */
  Batch first() {
    lock.lock();
    try {
      return empty.remove();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives a full batch to the other thread and waits for an empty one.
   *
   * @throws ClosedException after {@link #close}
   */
  @Override
  public Batch exchange(Batch filledOne) {
    lock.lock();
    try {
      full.add(filledOne);
      bytes += filledOne.bytes();
      filled.signal();
      while (!isClosed && (empty.isEmpty() || bytes > BYTES)) {
        emptied.await();
      }
      if (isClosed) {
        throw new ClosedException();
      }
      return empty.remove();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClosedException();
    } finally {
      lock.unlock();
    }
  }

  /** Gives the last batch away: the thread that fills has ended. */
  void finish(Batch last) {
    lock.lock();
    try {
      full.add(last);
      bytes += last.bytes();
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** The next full batch; waits for it. */
  Batch take() throws InterruptedException {
    lock.lock();
    try {
      while (full.isEmpty()) {
        filled.await();
      }
      return full.remove();
    } finally {
      lock.unlock();
    }
  }

  /** Clears a batch that was taken, and lets it be filled again. */
  void giveBack(Batch taken) {
    int length = taken.bytes();
    taken.clear();
    lock.lock();
    try {
      bytes -= length;
      empty.add(taken);
      if (empty.size() >= BATCHES / 2) {
        emptied.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more batches: the thread that fills is to end. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      emptied.signal();
    } finally {
      lock.unlock();
    }
  }
}
