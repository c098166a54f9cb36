package io.weft.dissect;

import java.util.function.Supplier;

/** Takes the results of a datagram dissector. Valid during a call of the dissector only. */
public interface DatagramContext extends FlowContext {
  /**
   * Announces that the conversation goes on at another port of the peer: the next flows, for a
   * while, between the end that has sent this datagram and any port of its peer's address belong to
   * the same protocol, unless their first datagram is known to be something else.
   *
   * @param sender direction in which this datagram goes
   * @param dissectors makes one for each such flow, which reads its datagrams; their layers are
   *     {@code data} until it says what they are
   */
  void expect(Direction sender, Supplier<DatagramDissector> dissectors);

  /** Number of the packet that has announced the flow most recently; 0 where none has. */
  long announcedIn();

  /** How that packet has announced the flow; null where none has, or nobody tells. */
  String announcedBy();

  /**
   * Says what the datagram's layer is, where it is one of {@code data}: others are what their bytes
   * say.
   *
   * @param holder what {@link Packet#attached} gives for the layer; it must not change as long as
   *     somebody may look at the packet; null for nothing
   */
  void identify(int layer, Protocol protocol, Object holder);

  /**
   * Attaches what was found out to a layer of the datagram's packet, for its fields.
   *
   * @param holder what {@link Packet#attached} gives for the layer; it must not change as long as
   *     somebody may look at the packet
   */
  void attach(int layer, Object holder);
}
