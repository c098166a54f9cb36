package io.weft.flow.segment;

import io.weft.dissect.Arrival;
import io.weft.dissect.Packet;

/** An arrival that is set anew for every packet. */
public final class PacketArrival implements Arrival {
  private long number;
  private long nanos;
  private Packet packet;

  /** Becomes the arrival of a packet that is at hand. */
  public void of(Packet current) {
    number = current.number();
    nanos = current.believedNanos();
    packet = current;
  }

  /** Becomes the arrival of a packet that is not at hand: {@link #packet} is null then. */
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
