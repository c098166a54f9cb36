package io.weft.report.follow;

import io.weft.dissect.Direction;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a stream's bytes and nothing else; gaps leave no trace. */
public final class RawStreamPrinter extends StreamPrinter {
  private final OutputStream out;
  private boolean reversed;

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

  @Override
  void turn(Turn turn) throws IOException {
    out.write(turn.bytes, 0, turn.length);
  }

  @Override
  void gap(Direction side, long offset, long missing) {}

  @Override
  void reversed() {
    reversed = true;
  }
}
