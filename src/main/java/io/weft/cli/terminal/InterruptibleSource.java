package io.weft.cli.terminal;

import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import java.io.IOException;

/** A source that a signal ends in good order. */
public class InterruptibleSource extends SourceWrapper {
  private final SignalHandler signals;

  /**
   * @param source closed by {@link #close}
   * @param signals has taken over the process's signals, and knows how to stop the source
   */
  public InterruptibleSource(PacketSource source, SignalHandler signals) {
    super(source);
    this.signals = signals;
  }

  /** Ends the reading. Signals stay handled: results may still have to be written. */
  @Override
  public final void close() throws IOException {
    super.close();
    signals.ended();
  }
}
