package io.weft.dissect;

/**
 * Which packet brought something, and when. Bytes, gaps and ends are handed down with their
 * arrival, so that nobody has to remember the packet in hand. One that a stage hands down is reused
 * for later packets: it is valid during the call.
 */
public interface Arrival {
  /** Number of the packet, from 1, in the order of the capture. */
  long number();

  /** When the packet was captured, in nanoseconds since the epoch. */
  long nanos();

  /**
   * The packet itself, while it is at hand; null for bytes that had to wait for others, and for
   * what the end of a flow or of the capture brings about.
   */
  Packet packet();

  /** An arrival to keep, without its packet. */
  static Arrival of(long number, long nanos) {
    return new Kept(number, nanos);
  }

  /** An arrival whose packet has gone. */
  record Kept(long number, long nanos) implements Arrival {
    @Override
    public Packet packet() {
      return null;
    }
  }
}
