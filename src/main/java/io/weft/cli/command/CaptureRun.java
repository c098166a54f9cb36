package io.weft.cli.command;

import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.write.PacketOutput;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.FailureText;
import io.weft.cli.terminal.InterruptibleCapture;
import io.weft.cli.terminal.SignalHandler;
import io.weft.cli.terminal.StatusLine;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Copies packets from a source to a writer. It shows on a terminal how many packets came and were
 * dropped, and reports at the end, also after a failure, what was written.
 *
 * <p>A signal ends the reading of a pipe in good order, as the end of the pipe would. A live source
 * handles signals itself. A copy of files is not protected from signals: one that is interrupted
 * must fail.
 */
final class CaptureRun {
  /** How long packets may stay in memory, in nanoseconds. */
  static final long FLUSH_NANOS = 1_000_000_000L;

  /** The counter is redrawn at every fifth tick: twice a second. */
  private static final int TICKS_PER_DRAWING = 5;

  /** How long after a signal the copying thread may take to end by itself. */
  private static final long STOP_SECONDS = 1;

  private final PacketSource source;
  private final PacketOutput writer;
  private final Console console;
  private final StatusLine counter;
  private final boolean isPipe;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean stopped;
  private Analysis analysis = this::copyAll;
  private boolean finished;
  private int ticks;

  /** Hands on the packets of the source that are to be written. */
  @FunctionalInterface
  interface Analysis {
    /**
     * Reads the source to its end.
     *
     * @param chosen takes each packet that is to be written
     * @param tick to be run about ten times a second while a live source waits
     */
    void run(Consumer<CapturedPacket> chosen, Runnable tick) throws IOException;
  }

  /**
   * @param writer closed by {@link #run}
   */
  CaptureRun(PacketSource source, PacketOutput writer, Console console) {
    this.source = source;
    this.writer = writer;
    this.console = console;
    counter =
        console.terminal().err()
            ? new StatusLine(console.err(), console.terminal().columns())
            : null;
    isPipe = !source.reopenable() && !source.openEnded();
    if (counter != null && source instanceof InterruptibleCapture live) {
      live.suppressWarnings();
    }
  }

  /** Writes only what an analysis of the packets chooses. */
  CaptureRun choosing(Analysis chooser) {
    analysis = chooser;
    return this;
  }

  /** Copies all packets, until the source ends or a signal comes, and closes the writer. */
  void run() throws IOException {
    SignalHandler signals = isPipe ? new SignalHandler(this::stop, console) : null;
    try {
      copy();
    } finally {
      ended.countDown();
      if (signals != null) {
        signals.ended();
      }
    }
  }

  private void copy() throws IOException {
    try {
      analysis.run(this::write, this::onTick);
    } catch (UncheckedIOException e) {
      throw e.getCause(); // thrown by write and onTick
    } finally {
      finish();
    }
  }

  private void copyAll(Consumer<CapturedPacket> chosen, Runnable tick) throws IOException {
    source.whileWaiting(nanos -> tick.run());
    CapturedPacket packet = new CapturedPacket();
    while (!stopped && source.next(packet)) {
      chosen.accept(packet);
    }
  }

  private void write(CapturedPacket packet) {
    try {
      if (isPipe) {
        writeUnlessFinished(packet);
      } else {
        writer.write(packet);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The signal's thread may have finished in place of this one, while this one was reading. */
  private synchronized void writeUnlessFinished(CapturedPacket packet) throws IOException {
    if (!finished) {
      writer.write(packet);
    }
  }

  /**
   * While no packets come, nothing is written, so that no write would tell of a full disk: the tick
   * asks.
   */
  private void onTick() {
    if (writer.failed()) {
      try {
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (counter != null && ++ticks % TICKS_PER_DRAWING == 0) {
      counter.draw(line(writer.packets(), writer.bytes(), source.statistics()));
    }
  }

  /** The text of the counter. */
  static String line(long packets, long bytes, CaptureStatistics statistics) {
    return Units.count(packets, "packet", "packets")
        + "  "
        + Units.bytes(bytes)
        + "  "
        + Units.count(statistics.dropped())
        + " dropped";
  }

  /** Called on the signal's thread. */
  private void stop() {
    stopped = true;
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        // The copying thread is blocked in a read of the silent pipe, and nothing can wake it.
        // This thread finishes in its place and ends the process.
        end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the process while it holds the lock, so that no other thread comes after it. */
  private synchronized void end() {
    int code = ExitCode.DONE;
    try {
      finish();
    } catch (IOException e) {
      console.error(FailureText.of(e));
      code = ExitCode.TROUBLE;
    }
    Runtime.getRuntime().halt(code);
  }

  private synchronized void finish() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    try {
      writer.close();
    } finally {
      if (counter != null) {
        counter.erase();
      }
      writer.notes().forEach(console::warn);
      console.note(summary());
    }
  }

  private String summary() {
    String where =
        writer.newest() == null
            ? "to standard output"
            : writer.files() > 1
                ? "in " + Units.count(writer.files()) + " files, the newest " + writer.newest()
                : "in " + writer.newest();
    return Units.count(writer.packets(), "packet", "packets")
        + ", "
        + Units.bytes(writer.bytes())
        + " "
        + where;
  }
}
