package io.weft.cli.command;

import io.weft.capture.CaptureStatistics;
import io.weft.capture.SourceWrapper;
import io.weft.capture.WaitListener;
import io.weft.capture.live.LiveSource;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Interrupts;
import io.weft.report.text.CaptureRemarks;
import java.io.IOException;

/** A live capture of the command line's: signals stop it, and packets that get lost are told of. */
public final class LiveRun extends SourceWrapper {
  /** Drops come in bursts: who was warned need not be told of every one. */
  private static final long BETWEEN_WARNINGS = 10_000_000_000L;

  private final LiveSource source;
  private final Console console;
  private final Interrupts interrupts;
  private WaitListener listener = nanos -> {};
  private boolean warns = true;
  private long nextWarning = Long.MIN_VALUE;
  private long toldDrops;

  public LiveRun(LiveSource source, Console console) {
    super(source);
    this.source = source;
    this.console = console;
    interrupts = new Interrupts(source::stop);
    interrupts.beforeTheEnd(source::abandon);
    source.whileWaiting(
        new WaitListener() {
          @Override
          public void onTick(long nanos) {
            if (warns && nanos >= nextWarning) {
              warn(nanos);
            }
            listener.onTick(nanos);
          }

          @Override
          public void onQuiet(long upTo) {
            listener.onQuiet(upTo);
          }
        });
  }

  private void warn(long nanos) {
    CaptureStatistics now = statistics();
    if (now.dropped() > toldDrops) {
      toldDrops = now.dropped();
      nextWarning = nanos + BETWEEN_WARNINGS;
      console.warn(
          "packets are being dropped: " + CaptureRemarks.describe(now) + " (a larger -B may help)");
    }
  }

  /** Ends the capture in good order; may be called by any thread. */
  void stop() {
    source.stop();
  }

  /** What must be put in order even when a second signal ends the process where it stands. */
  void beforeTheEnd(Runnable task) {
    interrupts.beforeTheEnd(
        () -> {
          source.abandon();
          task.run();
        });
  }

  /** Somebody else shows the drops: a line between would spoil it. */
  void withoutWarnings() {
    warns = false;
  }

  @Override
  public void whileWaiting(WaitListener heard) {
    listener = heard;
  }

  @Override
  public void close() throws IOException {
    try (interrupts) {
      super.close();
    }
  }
}
