package io.weft.cli.terminal;

import io.weft.capture.SourceWrapper;
import io.weft.capture.open.FollowedCapture;
import java.io.IOException;

/** Captures that are followed as they grow, until a signal ends that in good order. */
public final class InterruptibleReading extends SourceWrapper {
  private final SignalHandler signals;

  /**
   * Takes over the process's signals.
   *
   * @param source the captures, closed by {@link #close}
   * @param console where the results go
   */
  public InterruptibleReading(FollowedCapture source, Console console) {
    super(source);
    signals = new SignalHandler(source::stop, console);
  }

  /** Ends the reading. Signals stay handled: results may still have to be written. */
  @Override
  public void close() throws IOException {
    super.close();
    signals.ended();
  }
}
