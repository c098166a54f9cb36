package io.weft.flow;

import io.weft.dissect.DatagramDissector;

/** A flow of datagrams whose application is known. */
final class DatagramFlow extends FlowState {
  /** Null where the application needs no memory. */
  final DatagramDissector dissector;

  private static final int BYTES = 48;

  private final DatagramTracker tracker;
  private final Flow flow;
  private int dissectorBytes;

  DatagramFlow(DatagramDissector dissector, DatagramTracker tracker, Flow flow) {
    super(BYTES);
    this.dissector = dissector;
    this.tracker = tracker;
    this.flow = flow;
  }

  /** The dissector has read, and may keep more now, or less. */
  void weigh(FlowMemory memory) {
    int now = dissector.memory();
    if (now != dissectorBytes) {
      memory.grow(this, now - dissectorBytes);
      dissectorBytes = now;
    }
  }

  @Override
  void finish(long packet, long nanos) {
    if (dissector != null) {
      tracker.finish(dissector, flow, packet);
    }
  }
}
