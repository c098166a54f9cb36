package io.weft.cli.terminal;

import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.SourceWrapper;
import io.weft.capture.WaitListener;
import io.weft.capture.live.LiveSource;
import io.weft.report.text.CaptureRemarks;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;

/**
 * A live capture that a signal stops, and that warns on the console when packets are dropped. The
 * first of the signals INT, TERM and HUP ends the capture in good order; {@link SignalHandler}
 * tells of those after it.
 */
public final class InterruptibleCapture extends SourceWrapper {
  /** The least time from one warning to the next: drops come in bursts. */
  private static final long NANOS_BETWEEN_WARNINGS = 10_000_000_000L;

  private final LiveSource source;
  private final Console console;
  private final SignalHandler signals;
  private WaitListener listener = WaitListener.NONE;
  private boolean warns = true;
  private long nextWarning = Long.MIN_VALUE;
  private long reportedDrops;
  private long packets;

  /**
   * Takes over the process's signals.
   *
   * @param source the capture, closed by {@link #close}
   * @param console where drops are reported
   */
  public InterruptibleCapture(LiveSource source, Console console) {
    super(source);
    this.source = source;
    this.console = console;
    signals = new SignalHandler(source::stop, console);
    signals.onHalt(source::abandon);
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

          @Override
          public void onDrops(long from, long to) {
            listener.onDrops(from, to);
          }
        });
  }

  private void warn(long nanos) {
    CaptureStatistics now = statistics();
    if (now.dropped() > reportedDrops) {
      reportedDrops = now.dropped();
      nextWarning = nanos + NANOS_BETWEEN_WARNINGS;
      console.warn(
          "packets are being dropped: " + CaptureRemarks.describe(now) + " (a larger -B may help)");
    }
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    boolean any = super.next(into);
    packets += any ? 1 : 0;
    return any;
  }

  /** Explains why the kernel's count is twice that of the packets. */
  private void explainLoopback() {
    String name = interfaces().isEmpty() ? null : interfaces().get(0).name();
    if (name != null && packets > 0 && statistics().received() > packets && isLoopback(name)) {
      console.note(
          name
              + " is loopback: the kernel counts each packet twice, as it goes out and as it comes"
              + " in; each is shown once");
    }
  }

  private static boolean isLoopback(String name) {
    try {
      NetworkInterface face = NetworkInterface.getByName(name);
      return face != null && face.isLoopback();
    } catch (SocketException e) {
      return false; // it has gone meanwhile
    }
  }

  /** Ends the capture in good order. Any thread may call this. */
  public void stop() {
    source.stop();
  }

  /**
   * Sets what must be put in order even when a signal ends the process at once. The process ends
   * after 300 ms, whether the task is done or not.
   */
  public void onHalt(Runnable task) {
    signals.onHalt(
        () -> {
          source.abandon();
          task.run();
        });
  }

  /** Prints no warnings from now on: the caller draws on the terminal and shows drops itself. */
  public void suppressWarnings() {
    warns = false;
  }

  @Override
  public void whileWaiting(WaitListener waiting) {
    listener = waiting;
  }

  /** Ends the capture. Signals stay handled: results may still have to be written. */
  @Override
  public void close() throws IOException {
    explainLoopback();
    super.close();
    signals.ended();
  }
}
