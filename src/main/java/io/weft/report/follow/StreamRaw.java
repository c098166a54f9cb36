package io.weft.report.follow;

import io.weft.dissect.Direction;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a stream's bytes and nothing else; what is missing leaves no trace. */
public final class StreamRaw extends StreamPrinter {
  private final OutputStream out;
  private boolean wrongWayRound;

  public StreamRaw(OutputStream out) {
    this.out = out;
  }

  /** Did client and server, which had been guessed, change places behind bytes written already? */
  public boolean wrongWayRound() {
    return wrongWayRound;
  }

  @Override
  void turn(Turn turn) throws IOException {
    out.write(turn.bytes, 0, turn.length);
  }

  @Override
  void gap(Direction side, long offset, long missing) {}

  @Override
  void reversed() {
    wrongWayRound = true;
  }
}
