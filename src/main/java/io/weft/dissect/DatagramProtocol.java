package io.weft.dissect;

/** A protocol on datagrams whose exchanges span several packets. */
public interface DatagramProtocol {
  /**
   * The protocol whose layers the packet chain finds; a flow that carries such a layer gets a
   * dissector.
   */
  Protocol protocol();

  /** Makes a dissector for both directions of one flow. */
  DatagramDissector create();

  /**
   * Does a datagram that nobody recognises belong to the protocol, in a flow that carries it? The
   * dissector then reads it as a layer of {@code data}.
   *
   * @param to index behind the last byte that was captured
   */
  default boolean goesOnWith(byte[] bytes, int from, int to) {
    return false;
  }

  /**
   * Does the protocol share its ports with another one (RFC 7983)? Its messages are then read
   * beside the other's, and the flow is named after the other one, also where that comes later.
   */
  default boolean isBeside() {
    return false;
  }

  /**
   * Do its messages carry or announce those of other protocols? It is then read also where somebody
   * asks for those only.
   */
  default boolean leadsToOthers() {
    return false;
  }
}
