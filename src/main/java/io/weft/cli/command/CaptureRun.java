package io.weft.cli.command;

import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.write.CaptureWriter;
import io.weft.cli.Main;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import io.weft.cli.terminal.Interrupts;
import io.weft.cli.terminal.StatusLine;
import io.weft.report.text.Units;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes packets from a source to a writer: says on a terminal how many came and were dropped, and
 * at the end, whatever brings it, what was written. A signal ends the reading of a pipe as the end
 * of the pipe would; a live source sees to signals itself, and a copy of files that somebody breaks
 * off is to fail.
 */
final class CaptureRun {
  /** Of ticks, which come ten times a second. */
  private static final int TICKS_A_DRAWING = 5;

  private static final long PATIENCE_SECONDS = 1;

  private final PacketSource source;
  private final CaptureWriter writer;
  private final Console console;
  private final StatusLine counter;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean stopped;
  private boolean finished;
  private int ticks;

  /**
   * @param writer closed by {@link #run}
   */
  CaptureRun(PacketSource source, CaptureWriter writer, Console console) {
    this.source = source;
    this.writer = writer;
    this.console = console;
    counter =
        console.terminal().err()
            ? new StatusLine(console.err(), console.terminal().columns())
            : null;
    source.whileWaiting(nanos -> onTick());
    if (counter != null && source instanceof LiveRun live) {
      live.withoutWarnings();
    }
  }

  /** Copies everything. */
  @SuppressWarnings("try") // it is enough that the signals are taken
  void run() throws IOException {
    boolean pipe = !source.reopenable() && !source.openEnded();
    try (Interrupts interrupts = pipe ? new Interrupts(this::stop) : null) {
      copy();
    } finally {
      over.countDown();
    }
  }

  private void copy() throws IOException {
    try {
      CapturedPacket packet = new CapturedPacket();
      while (!stopped && source.next(packet)) {
        writer.write(packet);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause(); // out of a tick
    } finally {
      finish();
    }
  }

  /** On a quiet line nobody else would hear of a full disk. */
  private void onTick() {
    if (writer.failed()) {
      try {
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (counter != null && ++ticks % TICKS_A_DRAWING == 0) {
      counter.draw(line(writer.packets(), writer.bytes(), source.statistics()));
    }
  }

  static String line(long packets, long bytes, CaptureStatistics statistics) {
    return Units.count(packets, "packet", "packets")
        + "  "
        + Units.bytes(bytes)
        + "  "
        + Units.count(statistics.dropped())
        + " dropped";
  }

  /** Called by the signal's thread. */
  private void stop() {
    stopped = true;
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        // The pipe is silent, and nothing wakes who waits for it. He stays where he is: behind
        // what comes next, the lock included, there is nobody any more.
        end();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void end() {
    int code = ExitCode.DONE;
    try {
      finish();
    } catch (IOException e) {
      console.error(Main.describe(e));
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
