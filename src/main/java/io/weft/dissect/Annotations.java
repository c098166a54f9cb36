package io.weft.dissect;

/**
 * Attaches to a packet what the stages after dissection find out. Each object belongs to one {@link
 * Packet}; what it attached is gone when the packet is wrapped again.
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
   * Attaches to a layer what a stage found out about it. A layer has one holder: a later one takes
   * the place of an earlier one.
   *
   * @param holder stays the caller's object; it must not change as long as somebody may look at the
   *     packet
   */
  public void attach(int layer, Object holder) {
    packet.layers[layer].holder = holder;
  }

  /**
   * Says what a layer is that nobody could read by itself: earlier packets have told.
   *
   * @param layer one of {@code data}
   * @param holder what is attached to the layer, as by {@link #attach}; null for nothing
   */
  public void identify(int layer, Protocol protocol, Object holder) {
    packet.layers[layer].protocol = protocol;
    packet.layers[layer].holder = holder;
  }

  /**
   * Adds a message that this packet completed, as a layer behind the others. Where the packet has
   * {@link Packet#MAX_LAYERS} already the message is only counted ({@link Packet#refusedLayers}).
   *
   * @param source the name of such bytes; the message counts as a data source of its own
   * @param bytes the array of the message; it must not change as long as somebody may look at the
   *     packet
   * @param holder what is attached to the layer, as by {@link #attach}; null for nothing
   */
  public void append(
      DataSource source, Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    Layer layer = packet.nextLayer();
    if (layer != null) {
      layer.protocol = protocol;
      layer.bytes = bytes;
      layer.start = from;
      layer.payload = to;
      layer.limit = to;
      layer.wireLimit = to;
      layer.source = packet.addSource(source);
      layer.holder = holder;
    }
  }
}
