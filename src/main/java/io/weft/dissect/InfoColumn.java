package io.weft.dissect;

/**
 * What one line of a packet list says of a protocol's layers, as in Wireshark's Info column. Shared
 * among threads: keeps no state.
 */
@FunctionalInterface
public interface InfoColumn {
  /**
   * Appends what the layer is about, in a few words; text from the packet stands in it as it was
   * sent.
   */
  void describe(Packet packet, int layer, StringBuilder text);

  /** Appends what later stages found odd about the layer, each thing as {@code "[thing] "}. */
  default void notes(Packet packet, int layer, StringBuilder text) {}

  /**
   * Appends who sent the layer, and to whom.
   *
   * @return false, and nothing appended, where the layer does not say
   */
  default boolean addresses(
      Packet packet, int layer, StringBuilder source, StringBuilder destination) {
    return false;
  }
}
