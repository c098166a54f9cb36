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
 * Hands things to a thread of its own that works on them, in their order. They wait in two lists
 * that change places: one is filled while the other is worked on, and who fills waits when his is
 * full, so memory stays bounded however slow the work is.
 *
 * <p>Work that fails stops who fills: {@link #put} throws what the worker met.
 */
public final class HandOver<T> implements Closeable {
  /** Of things that may wait in each list. */
  public static final int CAPACITY = 4096;

  /** So much is worth waking the worker for. */
  private static final int BATCH = 256;

  /** What is lonely is worked on after this time at the latest. */
  private static final long PATIENCE_MILLIS = 200;

  /** Bytes of memory that an exchange seldom takes. */
  private static final int USUAL_EXCHANGE = 2 << 10;

  private final Worker<T> worker;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private List<T> filling = new ArrayList<>();
  private int weight;
  private boolean hurry;
  private boolean ended;
  private volatile IOException failure;

  /** Of the batch in hand; the worker's own. */
  private int batchWeight;

  /** What a record costs: one, and one for each usual exchange of it; a larger one costs more. */
  public static int weightOf(FlowRecord record) {
    int weight = 1;
    List<FlowRecord.Exchanges> protocols = record.exchanges();
    for (int i = 0; i < protocols.size(); i++) { // once a flow: iterators would be garbage
      List<Exchange> exchanges = protocols.get(i).first();
      for (int j = 0; j < exchanges.size(); j++) {
        weight += 1 + exchanges.get(j).memory() / USUAL_EXCHANGE;
      }
    }
    return weight;
  }

  /** What the thread does; called by it alone. */
  public interface Worker<T> {
    void work(T thing) throws IOException;

    /** Nothing is in a hurry behind what was worked on, or no more came for a while, or at all. */
    default void pause() throws IOException {}

    /** The work has failed, and {@link #put} will say why. */
    default void failed() {}
  }

  /**
   * @param name of the thread
   */
  public HandOver(String name, Worker<T> worker) {
    this.worker = worker;
    thread = new Thread(this::workOnAll, name);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Puts a thing behind those that came before.
   *
   * @param cost what it adds to the waiting, of {@link #CAPACITY} that may wait
   * @throws UncheckedIOException when the work has failed
   */
  public void put(T thing, int cost) {
    lock.lock();
    try {
      while (weight >= CAPACITY && failure == null) {
        taken.await();
      }
      check();
      filling.add(thing);
      weight += cost;
      if (weight >= BATCH) {
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
   * Whether {@link #put} would not wait now.
   *
   * @throws UncheckedIOException when the work has failed
   */
  public boolean hasRoom() {
    lock.lock();
    try {
      check();
      return weight < CAPACITY;
    } finally {
      lock.unlock();
    }
  }

  /** Has what waits worked on now, however little it is. */
  public void hurry() {
    lock.lock();
    try {
      hurry = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Throws what the worker met, if it has failed.
   *
   * @throws UncheckedIOException with the failure
   */
  public void check() {
    if (failure != null) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Waits until everything is worked on. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      ended = true;
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
   * Stops the work after the thing in hand and waits for that; what waits is dropped, and who puts
   * more is told the reason.
   */
  public void abandon(IOException reason) {
    fail(reason);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the thread ends soon, and nothing may be cleared away before it has
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

  private void workOnAll() {
    try {
      List<T> batch = take(new ArrayList<>(), true);
      while (batch != null) {
        for (int i = 0; i < batch.size() && failure == null; i++) {
          worker.work(batch.get(i));
        }
        boolean pauses = batchWeight < BATCH;
        if (pauses && failure == null) {
          worker.pause();
        }
        batch.clear();
        batch = take(batch, pauses);
      }
      if (failure == null) {
        worker.pause();
      }
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(interrupted(e));
    } catch (RuntimeException | Error e) {
      // The thread that fills would wait for ever for one that is gone.
      fail(new IOException("a result could not be written: " + e, e));
    }
  }

  /**
   * What is there, for the empty list given; null at the end, or when the work has failed.
   *
   * @param patient whether to wait for things however long they take; else none is an answer too
   */
  private List<T> take(List<T> empty, boolean patient) throws InterruptedException {
    lock.lock();
    try {
      while (!ended && failure == null && weight < BATCH && !(hurry && !filling.isEmpty())) {
        boolean signalled = filled.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && !(patient && filling.isEmpty())) {
          break;
        }
      }
      if (failure != null || (ended && filling.isEmpty())) {
        return null;
      }
      List<T> full = filling;
      filling = empty;
      batchWeight = weight;
      weight = 0;
      hurry = false;
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
    worker.failed();
  }
}
