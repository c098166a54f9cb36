package io.weft.analysis;

import io.weft.capture.PacketSource;
import io.weft.dissect.Fragments;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Runs the stages of an analysis, either one after the other for each packet, or reading and
 * dissecting in a thread of its own. What comes out is the same.
 */
final class Stages {
  /**
   * How long a failed run waits for the reading thread. The thread ends at once unless it is within
   * a read that cannot be interrupted, as of a terminal; then it ends when that returns.
   */
  private static final long PATIENCE_MILLIS = 2_000;

  private final PacketSource source;
  private final Chain chain;
  private final PacketTracker tracker;
  private final InternalErrors errors;
  private final Fragments fragments = new Fragments();
  private long strayTimes;

  Stages(PacketSource source, Chain chain, PacketTracker tracker, InternalErrors errors) {
    this.errors = errors;
    this.source = source;
    this.chain = chain;
    this.tracker = tracker;
  }

  /** The fragments that wait; to be asked when the run has ended. */
  Fragments fragments() {
    return fragments;
  }

  /** How many packets had times that were not believed; to be asked when the run has ended. */
  long strayTimes() {
    return strayTimes;
  }

  /**
   * Reads the source to its end, all on the thread that calls.
   *
   * @throws IOException where the source cannot be read on; all that was read before has been taken
   */
  void runInOneThread() throws IOException {
    Inline inline = new Inline();
    PacketReader reader = new PacketReader(source, chain, inline, new Batch(1, fragments), errors);
    try {
      tracker.take(reader.readAll());
      strayTimes = reader.strayTimes();
    } catch (IOException | RuntimeException | Error e) {
      if (!inline.isWithin) {
        tracker.finish(true);
      }
      throw e;
    }
  }

  /** Takes each batch at once. */
  private final class Inline implements Handover {
    /** Whether a batch is being taken, so that a failure is not one of the source. */
    private boolean isWithin;

    @Override
    public Batch exchange(Batch full) {
      isWithin = true;
      tracker.take(full);
      isWithin = false;
      full.clear();
      return full;
    }
  }

  /**
   * Reads the source to its end in a thread of its own, while the thread that calls does the rest.
   *
   * @throws IOException where the source cannot be read on; all that was read before has been taken
   */
  void runInTwoThreads() throws IOException {
    BatchRing ring = new BatchRing(fragments);
    PacketReader reader = new PacketReader(source, chain, ring, ring.first(), errors);
    Thread thread = new Thread(() -> read(reader, ring), "weft-reader");
    thread.setDaemon(true);
    thread.start();
    boolean hasEnded = false;
    try {
      Batch batch = takeAll(ring);
      hasEnded = true;
      if (batch.event() == Batch.Event.FAILURE) {
        tracker.finish(true);
        rethrow(batch.failure());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while packets were analysed");
    } finally {
      ring.close();
      end(thread, hasEnded);
      strayTimes = reader.strayTimes();
    }
  }

  private Batch takeAll(BatchRing ring) throws InterruptedException {
    while (true) {
      Batch batch = ring.take();
      tracker.take(batch);
      if (batch.event() == Batch.Event.END || batch.event() == Batch.Event.FAILURE) {
        return batch;
      }
      ring.giveBack(batch);
    }
  }

  /**
   * Reads on the thread that was made for it. Whatever ends the reading, the other thread learns.
   */
  private static void read(PacketReader reader, BatchRing ring) {
    try {
      ring.finish(reader.readAll());
    } catch (BatchRing.ClosedException e) {
      return; // the other thread has failed, and takes nothing more
    } catch (IOException | RuntimeException | Error e) {
      reader.current().end(e);
      ring.finish(reader.current());
    }
  }

  private static void rethrow(Throwable failure) throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  /**
   * Waits until the reading thread has ended, so that the source can be closed.
   *
   * @param hasEnded whether it has said that it read to the end; else it is interrupted
   */
  private static void end(Thread thread, boolean hasEnded) {
    if (!hasEnded) {
      thread.interrupt();
    }
    boolean isInterrupted = false;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    long left = PATIENCE_MILLIS;
    while (thread.isAlive() && left > 0) {
      try {
        thread.join(left);
      } catch (InterruptedException e) {
        isInterrupted = true; // the source must not be closed while the thread reads it
      }
      left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
