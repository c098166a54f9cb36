package io.weft.report;

import io.weft.dissect.Exchange;
import io.weft.flow.FlowRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes items on a thread of its own, in the order in which another thread puts them.
 *
 * <p>Items wait in a list. The writing thread takes the whole list at once and leaves an empty one
 * in its place. While the list is full, {@link #put} waits, so that memory stays bounded however
 * slow the output is. After the output has failed, {@link #put} throws the failure.
 *
 * @param <T> what is written
 */
public final class BackgroundWriter<T> implements Closeable {
  /** The sum of costs at which the list of waiting items is full. */
  public static final int CAPACITY = 4096;

  /** The sum of costs that is worth waking the writing thread for. */
  private static final int BATCH = 256;

  /** After this time the writing thread takes what there is, however little. */
  private static final long MAX_WAIT_MILLIS = 200;

  /** Bytes of memory for which an exchange costs one more. Few exchanges take as many. */
  private static final int BYTES_PER_COST = 2 << 10;

  private final Destination<T> destination;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private List<T> waiting = new ArrayList<>();
  private int waitingCost;
  private boolean hurried;
  private boolean closing;
  private volatile IOException failure;

  /** The cost of the batch that is being written; used by the writing thread alone. */
  private int batchCost;

  /** The cost of a record: one, plus one or more for each of its exchanges, by their size. */
  public static int cost(FlowRecord record) {
    int cost = 1;
    List<FlowRecord.Exchanges> protocols = record.exchanges();
    for (int i = 0; i < protocols.size(); i++) { // by index: an iterator a flow would be garbage
      List<Exchange> exchanges = protocols.get(i).first();
      for (int j = 0; j < exchanges.size(); j++) {
        cost += 1 + exchanges.get(j).memory() / BYTES_PER_COST;
      }
    }
    return cost;
  }

  /** Where items go. All methods but {@link #failed} are called on the writing thread. */
  public interface Destination<T> {
    /** Writes one item, with a buffer where that helps. */
    void write(T item) throws IOException;

    /** Writes out what is buffered: no further items are waiting, or all have been written. */
    default void flush() throws IOException {}

    /**
     * Nothing more will be written: writing has failed, or {@link #abandon} was called. Called on
     * the thread that found out.
     */
    default void failed() {}
  }

  /**
   * Starts the writing thread.
   *
   * @param name of the thread
   */
  public BackgroundWriter(String name, Destination<T> destination) {
    this.destination = destination;
    thread = new Thread(this::writeAll, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Adds an item behind all others; waits while the list is full.
   *
   * @param cost the share of {@link #CAPACITY} that the item takes while it waits, from 1 on
   * @throws UncheckedIOException when writing has failed
   */
  public void put(T item, int cost) {
    lock.lock();
    try {
      while (waitingCost >= CAPACITY && failure == null) {
        taken.await();
      }
      check();
      waiting.add(item);
      waitingCost += cost;
      if (waitingCost >= BATCH) {
        filled.signal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(interrupted(e));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether {@link #put} would return at once.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public boolean hasRoom() {
    lock.lock();
    try {
      check();
      return waitingCost < CAPACITY;
    } finally {
      lock.unlock();
    }
  }

  /** Whether so much waits already that the writing thread need not be given more soon. */
  public boolean isBehind() {
    lock.lock();
    try {
      return waitingCost >= BATCH;
    } finally {
      lock.unlock();
    }
  }

  /** Has the waiting items written now, however few they are. Does not wait for it. */
  public void hurry() {
    lock.lock();
    try {
      hurried = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does nothing unless writing has failed.
   *
   * @throws UncheckedIOException when writing has failed
   */
  public void check() {
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Waits until all items are written and flushed, and ends the thread.
   *
   * @throws IOException when writing has failed
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closing = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Ends the thread behind the item that is being written, and waits for that. The items that still
   * wait are dropped.
   *
   * @param reason what {@link #put} throws from now on, unless writing has failed before
   */
  public void abandon(IOException reason) {
    fail(reason);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // The caller may delete what was written only when the thread, which ends soon, has ended.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException interrupted(InterruptedException e) {
    IOException wrapped = new InterruptedIOException("interrupted while results were written");
    wrapped.initCause(e);
    return wrapped;
  }

  private void writeAll() {
    try {
      List<T> batch = take(new ArrayList<>(), true);
      while (batch != null) {
        for (int i = 0; i < batch.size() && failure == null; i++) {
          destination.write(batch.get(i));
        }
        boolean isLast = batchCost < BATCH;
        if (isLast && failure == null) {
          destination.flush();
        }
        batch.clear();
        batch = take(batch, isLast);
      }
      if (failure == null) {
        destination.flush();
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(interrupted(e));
    } catch (RuntimeException | Error e) {
      // Without this, put would wait for ever for a thread that has ended.
      fail(new IOException("a result could not be written: " + e, e));
    }
  }

  /**
   * Takes the list of waiting items and puts an empty one in its place.
   *
   * @param empty becomes the list that is filled
   * @param patient whether to wait until there are items; else the list may be empty, which has the
   *     thread flush
   * @return null when the writer is closed and nothing is left, or when writing has failed
   */
  private List<T> take(List<T> empty, boolean patient) throws InterruptedException {
    lock.lock();
    try {
      while (!closing
          && failure == null
          && waitingCost < BATCH
          && !(hurried && !waiting.isEmpty())) {
        boolean signalled = filled.await(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && !(patient && waiting.isEmpty())) {
          break;
        }
      }
      if (failure != null || (closing && waiting.isEmpty())) {
        return null;
      }
      List<T> full = waiting;
      waiting = empty;
      batchCost = waitingCost;
      waitingCost = 0;
      hurried = false;
      taken.signal();
      return full;
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException e) {
    lock.lock();
    try {
      if (failure == null) {
        failure = e;
      }
      taken.signal();
      filled.signal();
    } finally {
      lock.unlock();
    }
    destination.failed();
  }
}
