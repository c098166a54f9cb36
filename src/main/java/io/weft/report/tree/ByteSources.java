package io.weft.report.tree;

import io.weft.dissect.DataSource;
import io.weft.dissect.Packet;

/**
 * The data sources of a packet that hold layers, with the bytes of each: the frame, then those that
 * were put together, in the order in which the packet met them. Reused for later packets.
 */
final class ByteSources {
  private final byte[][] bytes = new byte[1 + Packet.MAX_LAYERS][];
  private final int[] from = new int[1 + Packet.MAX_LAYERS];
  private final int[] to = new int[1 + Packet.MAX_LAYERS];
  private final DataSource[] kinds = new DataSource[1 + Packet.MAX_LAYERS];
  private final int[] numbers = new int[1 + Packet.MAX_LAYERS];
  private int count;

  /** Takes those of a packet. */
  void read(Packet packet) {
    count = 1;
    bytes[0] = packet.frame();
    from[0] = packet.frameStart();
    to[0] = packet.frameStart() + packet.capturedLength();
    kinds[0] = DataSource.FRAME;
    numbers[0] = 0;
    for (int layer = 0; layer < packet.layerCount(); layer++) {
      int number = packet.sourceNumber(layer);
      int index = find(number);
      if (index < 0) {
        // What begins a source is its first layer.
        bytes[count] = packet.bytes(layer);
        from[count] = packet.start(layer);
        to[count] = packet.limit(layer);
        kinds[count] = packet.source(layer);
        numbers[count++] = number;
      } else if (index > 0 && bytes[index] == packet.bytes(layer)) {
        to[index] = Math.max(to[index], packet.limit(layer));
      }
    }
  }

  private int find(int number) {
    for (int i = 0; i < count; i++) {
      if (numbers[i] == number) {
        return i;
      }
    }
    return -1;
  }

  /** How many there are; the frame is the first. */
  int count() {
    return count;
  }

  /**
   * The source that holds a layer.
   *
   * @param layer in the packet's table; below 0 for the frame
   * @return -1 where the layer's bytes are a copy, so that its places are not known
   */
  int of(Packet packet, int layer) {
    if (layer < 0) {
      return 0;
    }
    int index = find(packet.sourceNumber(layer));
    return index >= 0 && bytes[index] == packet.bytes(layer) ? index : -1;
  }

  DataSource kind(int source) {
    return kinds[source];
  }

  /** The array that holds the source, from {@link #from} on. */
  byte[] bytes(int source) {
    return bytes[source];
  }

  int from(int source) {
    return from[source];
  }

  /** Index behind the last byte that was captured. */
  int to(int source) {
    return to[source];
  }
}
