package io.weft.dissect;

/**
 * What the stages behind dissection leave with a packet. It belongs to one {@link Packet} for life;
 * what it added is gone when the packet is wrapped again.
 */
public final class Annotations {
  private final Packet packet;

  Annotations(Packet packet) {
    this.packet = packet;
  }

  /** The packet that takes the annotations. */
  public Packet packet() {
    return packet;
  }

  /**
   * Leaves with a layer what a stage found out about it. One holder a layer: the last one stays.
   *
   * @param holder the caller's; it must not change as long as somebody may look at the packet
   */
  public void attach(int layer, Object holder) {
    packet.layers[layer].holder = holder;
  }

  /**
   * Adds a message that this packet completed, as a layer behind the others. Where the packet has
   * {@link Packet#MAX_LAYERS} already the message is only counted ({@link Packet#refusedLayers}).
   *
   * @param source what the bytes are; the message counts as a source of its own
   * @param bytes as long as somebody may look at the packet, they must not change
   */
  public void append(DataSource source, Protocol protocol, byte[] bytes, int from, int to) {
    Layer layer = packet.nextLayer();
    if (layer != null) {
      layer.protocol = protocol;
      layer.bytes = bytes;
      layer.start = from;
      layer.payload = to;
      layer.limit = to;
      layer.wireLimit = to;
      layer.source = packet.addSource(source);
      layer.holder = null;
    }
  }
}
