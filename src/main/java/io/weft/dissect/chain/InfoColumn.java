package io.weft.dissect.chain;

import io.weft.dissect.Packet;

/**
 * Describes a protocol's layers for one line of a packet list, as in Wireshark's Info column. It is
 * shared among threads, so it keeps no state.
 */
@FunctionalInterface
public interface InfoColumn {
  /**
   * Appends what the layer is about, in a few words; text from the packet stands in it as it was
   * sent.
   */
  void describe(Packet packet, int layer, StringBuilder text);

  /**
   * Is the layer a part of the message in the layer before it, which tells more in one line? Then
   * the line is about that one.
   */
  default boolean isPart() {
    return false;
  }

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
