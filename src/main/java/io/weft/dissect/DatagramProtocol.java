package io.weft.dissect;

/** A protocol on datagrams whose exchanges span packets. */
public interface DatagramProtocol {
  /** Its layers are found by the packet chain; a flow that carries one gets a dissector. */
  Protocol protocol();

  /** A dissector for one flow, both directions. */
  DatagramDissector create();
}
