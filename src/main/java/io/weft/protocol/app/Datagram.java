package io.weft.protocol.app;

import io.weft.dissect.Arrival;
import io.weft.dissect.Moment;
import java.io.Serializable;
import java.util.Objects;

/**
 * A datagram of an exchange, or a message on a stream.
 *
 * @param packet number of the packet that carried it, or completed it
 * @param time when that packet was captured
 * @param bytes length of the message in it
 */
public record Datagram(long packet, Moment time, int bytes) implements Serializable {
  /** Memory of a datagram with its moment, estimated in bytes. */
  public static final int MEMORY = 56;

  public Datagram {
    Objects.requireNonNull(time, "time");
  }

  /**
   * The datagram that has arrived.
   *
   * @param bytes length of the message in it
   */
  public static Datagram of(Arrival arrival, int bytes) {
    return new Datagram(arrival.number(), new Moment(arrival.nanos()), bytes);
  }
}
