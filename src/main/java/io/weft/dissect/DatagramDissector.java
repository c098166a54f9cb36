package io.weft.dissect;

/** Reads a flow's datagrams of one protocol, one after the other. */
public interface DatagramDissector {
  /**
   * @param layer index of the protocol's layer in the packet
   */
  void onDatagram(Direction direction, Packet packet, int layer, DatagramContext context);

  /** The flow is over: what still waits for its other half is to be emitted now. */
  default void onEnd(DatagramContext context) {}

  /** How much memory it takes now, with all that waits in it; estimated, in bytes. */
  int memory();
}
