package io.weft.report.follow;

import io.weft.dissect.Direction;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a stream's bytes and nothing else; gaps leave no trace. */
public final class RawStreamPrinter extends StreamPrinter {
  private final OutputStream out;
  private boolean reversed;
  private Shown shown = Shown.SENT;

  /**
   * @param out neither flushed nor closed
   */
  public RawStreamPrinter(OutputStream out) {
    this.out = out;
  }

  /**
   * Whether client and server, which had been guessed, changed places after some bytes had been
   * written.
   */
  public boolean isReversed() {
    return reversed;
  }

  /** Whether bytes that were decrypted have been written. */
  public boolean isDecrypted() {
    return shown == Shown.DECRYPTED;
  }

  /** Whether bytes that are encrypted have been written, and nothing else behind them. */
  public boolean isEncrypted() {
    return shown == Shown.ENCRYPTED;
  }

  @Override
  void shows(Shown bytes) {
    shown = bytes;
  }

  @Override
  void turn(Turn turn) throws IOException {
    if (!turn.isControl) {
      out.write(turn.bytes, 0, turn.length);
    }
  }

  @Override
  void gap(Direction side, long offset, long missing) {}

  @Override
  void reversed() {
    reversed = true;
  }
}
