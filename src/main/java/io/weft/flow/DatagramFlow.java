package io.weft.flow;

import io.weft.dissect.DatagramDissector;

/** A flow of datagrams whose application is known. */
final class DatagramFlow extends FlowState {
  private static final int BYTES = 48;

  /** Null where the application needs no memory. */
  final DatagramDissector dissector;

  private final DatagramTracker tracker;
  private final Flow flow;

  DatagramFlow(DatagramDissector dissector, DatagramTracker tracker, Flow flow) {
    super(BYTES);
    this.dissector = dissector;
    this.tracker = tracker;
    this.flow = flow;
  }

  @Override
  void finish(long packet, long nanos) {
    if (dissector != null) {
      tracker.finish(dissector, flow, packet);
    }
  }
}
