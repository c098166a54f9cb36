package io.weft.insight.time;

import io.weft.dissect.Direction;

/** The two ends of a connection, and the way between them. */
final class Ends {
  private final Sender client = new Sender();
  private final Sender server = new Sender();

  /** Have the ends changed their roles since the first segment? */
  private boolean isReversed;

  /** The end that sends in a direction. */
  Sender sender(Direction direction) {
    boolean isClient = (direction == Direction.FROM_CLIENT) != isReversed;
    return isClient ? client : server;
  }

  Direction directionOf(Sender own) {
    return (own == client) != isReversed ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  Sender peer(Sender own) {
    return own == client ? server : client;
  }

  void reverse() {
    isReversed = !isReversed;
  }

  /** Has either end sent data? */
  boolean haveSent() {
    return client.hasSent || server.hasSent;
  }

  /** Shortest time from end to end and back, in nanoseconds; 0 where nothing was measured. */
  long roundTrip() {
    return client.roundTrip() + server.roundTrip();
  }

  /** Times that differ by no more, in nanoseconds, are taken for the same. */
  long tolerance() {
    return Math.max(Thresholds.RELEASE_NANOS, roundTrip() / Thresholds.RELEASE_PART_OF_RTT);
  }

  /** Memory that the ends occupy beside themselves, in bytes. */
  int memory() {
    return client.acks.memory() + server.acks.memory();
  }
}
