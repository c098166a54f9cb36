package io.weft.flow.table;

import io.weft.dissect.Packet;

/**
 * What a flow keeps of its first packet. One object is read anew from the first packet of each
 * flow.
 */
public final class FirstPacket {
  private long number;
  private long nanos;
  private int bytes;
  private int payload;
  private Tags tags;

  /**
   * Takes from a packet what its flow will keep.
   *
   * @param around the VLANs and tunnels of the layer that makes the flow
   * @param payload bytes of its transport payload
   */
  FirstPacket read(Packet packet, Tags around, long payload) {
    number = packet.number();
    nanos = packet.believedNanos();
    bytes = (int) packet.datagramBytes();
    this.payload = (int) payload;
    tags = around;
    return this;
  }

  long number() {
    return number;
  }

  long nanos() {
    return nanos;
  }

  int bytes() {
    return bytes;
  }

  int payload() {
    return payload;
  }

  /** The VLANs and tunnels of the layer that makes the flow. */
  Tags tags() {
    return tags;
  }
}
