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
}
