package io.weft.dissect;

/** Takes the results of a datagram dissector. Valid during a call of the dissector only. */
public interface DatagramContext extends FlowContext {
  /** Does anybody look at what is attached to layers? */
  boolean attaches();

  /**
   * Attaches what was found out to a layer of the datagram's packet, for its fields.
   *
   * @param holder what {@link Packet#attached} gives for the layer; it must not change as long as
   *     somebody may look at the packet
   */
  void attach(int layer, Object holder);
}
