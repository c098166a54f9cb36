package io.weft.dissect;

/** Reads a flow's datagrams of one protocol, one after the other. */
public interface DatagramDissector {
  /**
   * Reads the next datagram.
   *
   * @param layer index of the protocol's layer in the packet
   */
  void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context);

  /**
   * Ends the dissection because the flow is over: the dissector emits now what still waits for its
   * other half.
   */
  default void onEnd(DatagramContext context) {}

  /** Estimated memory of the dissector with all that waits in it now, in bytes. */
  int memory();
}
