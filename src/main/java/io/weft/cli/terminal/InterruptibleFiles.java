package io.weft.cli.terminal;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.report.text.Units;
import java.io.IOException;

/**
 * Capture files that a signal stops in good order: what was read before is told, and that it is not
 * all.
 */
public final class InterruptibleFiles extends SourceWrapper {
  /**
   * Signals are taken over this long after the beginning. A run that ends before has no time to be
   * stopped, and to take signals over would cost a tenth of it.
   */
  private static final long SHORT_RUN_NANOS = 300_000_000;

  /** The clock is looked at once in so many packets. */
  private static final long PACKETS_PER_LOOK = 1024;

  private final long begun = System.nanoTime();
  private final Console console;

  /** Null in the beginning. */
  private SignalHandler signals;

  private long packets;
  private volatile boolean isAsked;
  private volatile boolean isStopped;

  /**
   * @param source closed with this one
   * @param console where the results go
   */
  public InterruptibleFiles(PacketSource source, Console console) {
    super(source);
    this.console = console;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (isAsked) {
      isStopped = true;
      return false;
    }
    if (signals == null
        && packets % PACKETS_PER_LOOK == 0
        && System.nanoTime() - begun > SHORT_RUN_NANOS) {
      signals = new SignalHandler(() -> isAsked = true, console);
    }
    boolean isThere = super.next(into);
    packets += isThere ? 1 : 0;
    return isThere;
  }

  /** Connections of files that were not read to their end go on without us. */
  @Override
  public boolean openEnded() {
    return isStopped || super.openEnded();
  }

  @Override
  public CaptureEnd end() {
    return isStopped
        ? super.end()
            .lost("stopped by a signal behind " + Units.count(packets, "packet", "packets"))
        : super.end();
  }

  /** Ends the reading. Signals stay handled: results may still have to be written. */
  @Override
  public void close() throws IOException {
    super.close();
    if (signals != null) {
      signals.ended();
    }
  }
}
