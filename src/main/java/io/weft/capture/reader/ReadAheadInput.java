package io.weft.capture.reader;

import io.weft.capture.compression.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream that a thread of its own reads ahead of who uses it. Decompression then goes on while
 * packets are dissected, and a pipe that has nothing to give for now can be told from one that has.
 *
 * <p>Only the thread that was made for it uses the stream below, and closes it.
 */
public final class ReadAheadInput extends BulkInput {
  private static final int PIECES = 4;
  private static final int PIECE_BYTES = 128 << 10;

  /** How long nothing must come until the user of the stream learns that it has to wait. */
  private static final long PATIENCE_NANOS = 20_000_000;

  /** How long after that nothing more must come until the user learns it once more. */
  private static final long LONG_PATIENCE_NANOS = 130_000_000;

  private final InputStream in;
  private final Runnable waiting;

  /** Bytes that the user still reads directly; the thread is made only for longer streams. */
  private long direct;

  private Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private final ArrayDeque<Piece> full = new ArrayDeque<>(PIECES);
  private final ArrayDeque<Piece> empty = new ArrayDeque<>(PIECES);
  private int pieces;
  private boolean hasEnded;
  private boolean isClosed;
  private Throwable failure;

  /** The piece that the user reads; null at the beginning. */
  private Piece current;

  private int position;

  private static final class Piece {
    private final byte[] bytes = new byte[PIECE_BYTES];
    private int length;
  }

  private ReadAheadInput(InputStream in, long direct, Runnable waiting) {
    this.in = in;
    this.direct = direct;
    this.waiting = waiting;
  }

  /**
   * Reads a file ahead.
   *
   * @param in the file, decompressed
   * @param direct so many bytes are read without a thread, as of a short file
   */
  public static ReadAheadInput ofFile(InputStream in, long direct) {
    return new ReadAheadInput(in, direct, null);
  }

  /**
   * Reads a pipe ahead.
   *
   * @param in the pipe, decompressed
   * @param waiting is called by the thread that reads this stream, from within the reading, when
   *     nothing has come for 20 ms, and once more after another 130 ms
   */
  public static ReadAheadInput ofPipe(InputStream in, Runnable waiting) {
    return new ReadAheadInput(in, 0, waiting);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (direct > 0) {
      int n = in.read(bytes, from, length);
      direct = n < 0 ? 0 : direct - n;
      return n;
    }
    if (current == null || position == current.length) {
      if (!goOn()) {
        return -1;
      }
    }
    int n = Math.min(length, current.length - position);
    System.arraycopy(current.bytes, position, bytes, from, n);
    position += n;
    return n;
  }

  /** Takes the next piece; false at the end. */
  private boolean goOn() throws IOException {
    lock.lock();
    try {
      if (thread == null && !isClosed) {
        thread = new Thread(this::readAll, "weft-read-ahead");
        thread.setDaemon(true);
        thread.start();
      }
      if (current != null) {
        empty.add(current);
        current = null;
        emptied.signal();
      }
      if (waiting != null && !await(PATIENCE_NANOS)) {
        tellWaiting();
        if (!await(LONG_PATIENCE_NANOS)) {
          tellWaiting();
        }
      }
      await(Long.MAX_VALUE);
      current = full.poll();
      position = 0;
      if (current == null && failure != null) {
        throwFailure();
      }
      return current != null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while input was awaited");
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is a piece or the end; false where the time has passed before. */
  private boolean await(long nanos) throws InterruptedException {
    long left = nanos;
    while (full.isEmpty() && !hasEnded) {
      if (left <= 0) {
        return false;
      }
      left = filled.awaitNanos(left);
    }
    return true;
  }

  /** Calls without the lock, so that the thread can go on meanwhile. */
  private void tellWaiting() {
    lock.unlock();
    try {
      waiting.run();
    } finally {
      lock.lock();
    }
  }

  private void throwFailure() throws IOException {
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  private void readAll() {
    Throwable thrown = null;
    try (in) {
      Piece piece = emptyPiece();
      while (piece != null) {
        piece.length = in.read(piece.bytes, 0, PIECE_BYTES);
        if (piece.length < 0) {
          break;
        }
        put(piece);
        piece = emptyPiece();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // only close() interrupts, and nobody reads any more
    } catch (IOException | RuntimeException | Error e) {
      thrown = e;
    }
    end(thrown);
  }

  /** Waits for a piece that the user has read; null where nobody reads any more. */
  private Piece emptyPiece() throws InterruptedException {
    lock.lock();
    try {
      while (empty.isEmpty() && pieces == PIECES && !isClosed) {
        emptied.await();
      }
      if (isClosed) {
        return null;
      }
      if (empty.isEmpty()) {
        pieces++;
        return new Piece();
      }
      return empty.remove();
    } finally {
      lock.unlock();
    }
  }

  private void put(Piece piece) {
    lock.lock();
    try {
      full.add(piece);
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  private void end(Throwable thrown) {
    lock.lock();
    try {
      failure = thrown;
      hasEnded = true;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends the reading. Where a thread reads, it closes the stream below as soon as its last read has
   * returned; this method does not wait for that.
   */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      isClosed = true;
      if (thread != null) {
        emptied.signal();
        thread.interrupt();
        return;
      }
    } finally {
      lock.unlock();
    }
    in.close();
  }
}
