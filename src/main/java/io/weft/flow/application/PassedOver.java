package io.weft.flow.application;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/** Reads nothing of a stream whose protocol is known, because nobody asks for its messages. */
final class PassedOver implements StreamDissector {
  /** Keeps nothing, so that all streams share it. */
  static final StreamDissector STREAM = new PassedOver();

  private PassedOver() {}

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    return STOP;
  }

  @Override
  public int memory() {
    return 0;
  }
}
