package io.weft.dissect.chain;

import io.weft.dissect.Annotations;

/**
 * What a protocol remembers from one packet of a capture to the next, beyond flows, so that its
 * layers can tell how they stand to earlier ones. Whoever tracks flows for the sake of packets'
 * fields has one of its own, and shows it each layer of the protocol in the order of packets.
 */
public interface LayerMemory {
  /** Begins a new packet: what was attached to the one before may be used again. */
  void onPacket();

  /**
   * Looks at a layer, and attaches to it what earlier ones tell about it.
   *
   * @param annotations of the layer's packet
   */
  void onLayer(Annotations annotations, int layer);

  /** How much had to be forgotten so far, because the memory is bounded. */
  long forgotten();
}
