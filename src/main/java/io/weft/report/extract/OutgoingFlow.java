package io.weft.report.extract;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;

/** The two streams of a flow on their way to files. */
final class OutgoingFlow {
  /** Of memory without streams, estimated, in bytes. */
  private static final int BYTES = 40;

  final Flow flow;

  /** Did an earlier flow have the same number, and perhaps the same files? */
  final boolean continued;

  private OutgoingStream client;
  private OutgoingStream server;

  OutgoingFlow(Flow flow) {
    this.flow = flow;
    continued = flow.isContinued();
  }

  /** Makes the side's stream. */
  OutgoingStream begin(Direction side) {
    OutgoingStream stream = new OutgoingStream(this);
    if (side == Direction.FROM_CLIENT) {
      client = stream;
    } else {
      server = stream;
    }
    return stream;
  }

  /** Null where the side has neither sent nor lacks anything. */
  OutgoingStream streamIfAny(Direction side) {
    return side == Direction.FROM_CLIENT ? client : server;
  }

  Direction sideOf(OutgoingStream stream) {
    return stream == client ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  /** Of memory, but for pages; estimated, in bytes. */
  int memory() {
    return BYTES + (client == null ? 0 : client.memory()) + (server == null ? 0 : server.memory());
  }

  void reverse() {
    OutgoingStream before = client;
    client = server;
    server = before;
  }
}
