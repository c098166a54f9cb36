package io.weft.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints flows as they end, one JSON object a line, by a thread of its own beside the one that
 * analyses. Records wait in two lists that change places: one is filled while the other is written,
 * and who fills waits when his is full, so memory stays bounded whatever the reader does.
 *
 * <p>An output that takes no more stops the analysis: {@link #onClosed} throws what the writer met.
 */
public final class FlowJsonLines implements FlowListener, Closeable {
  /** Of records and the exchanges in them, that may wait in each list. */
  private static final int CAPACITY = 4096;

  /** So many are worth waking the writer for. */
  private static final int BATCH = 256;

  /** A lonely record is written after this time at the latest. */
  private static final long PATIENCE_MILLIS = 200;

  private final JsonGenerator json;
  private final FlowJson flowJson = new FlowJson();
  private final Thread writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private List<FlowRecord> filling = new ArrayList<>(CAPACITY);
  private int weight;
  private boolean ended;
  private IOException failure;

  /**
   * @param out flushed whenever no more flows come for a while, and by {@link #close}, which leaves
   *     it open
   */
  public FlowJsonLines(OutputStream out) throws IOException {
    this.json = Json.generator(out);
    this.writer = new Thread(this::writeAll, "weft-json");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * @throws UncheckedIOException when the output takes no more
   */
  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    accept(record);
  }

  /**
   * Prints the record behind those that came before.
   *
   * @throws UncheckedIOException when the output takes no more
   */
  public void accept(FlowRecord record) {
    lock.lock();
    try {
      while (weight >= CAPACITY && failure == null) {
        taken.await();
      }
      if (failure != null) {
        throw new UncheckedIOException(failure);
      }
      filling.add(record);
      weight += weightOf(record);
      if (filling.size() == BATCH || weight >= CAPACITY) {
        filled.signal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(interrupted(e));
    } finally {
      lock.unlock();
    }
  }

  private static int weightOf(FlowRecord record) {
    int weight = 1;
    for (FlowRecord.Exchanges exchanges : record.exchanges()) {
      weight += exchanges.first().size();
    }
    return weight;
  }

  /** Waits until everything is written and flushed. */
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
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static IOException interrupted(InterruptedException e) {
    IOException wrapped =
        new InterruptedIOException("interrupted while flows waited to be written");
    wrapped.initCause(e);
    return wrapped;
  }

  private void writeAll() {
    try {
      List<FlowRecord> writing = new ArrayList<>(CAPACITY);
      while (true) {
        writing = take(writing);
        if (writing.isEmpty()) {
          break;
        }
        for (FlowRecord record : writing) {
          flowJson.write(json, record);
          json.writeRaw('\n');
        }
        if (writing.size() < BATCH) {
          // Nothing is in a hurry behind them, and somebody may be watching.
          json.flush();
        }
        writing.clear();
      }
      json.flush();
    } catch (IOException e) {
      fail(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(interrupted(e));
    } catch (RuntimeException | Error e) {
      // The analysing thread would wait for ever for one that is gone.
      fail(new IOException("a flow could not be written: " + e, e));
    }
  }

  /** What is there, for the empty list given; none at the end. */
  private List<FlowRecord> take(List<FlowRecord> empty) throws IOException, InterruptedException {
    lock.lock();
    try {
      while (!ended && filling.size() < BATCH && weight < CAPACITY) {
        boolean signalled = filled.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        if (!signalled && !filling.isEmpty()) {
          break;
        }
      }
      List<FlowRecord> full = filling;
      filling = empty;
      weight = 0;
      taken.signal();
      return full;
    } finally {
      lock.unlock();
    }
  }

  private void fail(IOException e) {
    lock.lock();
    try {
      failure = e;
      taken.signal();
    } finally {
      lock.unlock();
    }
  }
}
