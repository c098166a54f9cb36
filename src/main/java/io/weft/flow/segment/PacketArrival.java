package io.weft.flow.segment;

import io.weft.dissect.Arrival;
import io.weft.dissect.Packet;

/** The arrival of what is handed down now. Reused for every packet. */
public final class PacketArrival implements Arrival {
  private long number;
  private long nanos;
  private Packet packet;

  /** A packet is in hand. */
  public void of(Packet current) {
    number = current.number();
    nanos = current.timeNanos();
    packet = current;
  }

  /** The packet has gone, or is another flow's. */
  public void gone(long number, long nanos) {
    this.number = number;
    this.nanos = nanos;
    packet = null;
  }

  @Override
  public long number() {
    return number;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Packet packet() {
    return packet;
  }
}
