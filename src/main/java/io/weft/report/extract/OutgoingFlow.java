package io.weft.report.extract;

import io.weft.dissect.Direction;
import io.weft.flow.Flow;

/** A flow whose streams are written to files. */
final class OutgoingFlow {
  /** Memory of the flow without its streams; estimated, in bytes. */
  private static final int MEMORY = 40;

  final Flow flow;

  /** Whether an earlier flow had the same stream number: its files go on, where it has any. */
  final boolean continued;

  private OutgoingStream client;
  private OutgoingStream server;

  OutgoingFlow(Flow flow) {
    this.flow = flow;
    continued = flow.isContinued();
  }

  /** Makes the stream of a side that has none yet. */
  OutgoingStream begin(Direction side) {
    OutgoingStream stream = new OutgoingStream(this);
    if (side == Direction.FROM_CLIENT) {
      client = stream;
    } else {
      server = stream;
    }
    return stream;
  }

  /** The side's stream; null where no byte of it came, and none is missing. */
  OutgoingStream streamIfAny(Direction side) {
    return side == Direction.FROM_CLIENT ? client : server;
  }

  /** The side of a stream of this flow. */
  Direction sideOf(OutgoingStream stream) {
    return stream == client ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  /** Memory of the flow and its streams, besides pages; estimated, in bytes. */
  int memory() {
    return MEMORY + (client == null ? 0 : client.memory()) + (server == null ? 0 : server.memory());
  }

  /** Client and server change places. */
  void reverse() {
    OutgoingStream before = client;
    client = server;
    server = before;
  }
}
