package io.weft.dissect;

/**
 * Says which packet brought something, and when. Bytes, gaps and ends are handed on together with
 * their arrival, so that nobody has to remember the current packet. An arrival that is handed on is
 * reused for later packets: it is valid during the call only.
 */
public interface Arrival {
  /** Number of the packet, from 1, in the order of the capture. */
  long number();

  /** When the packet was captured, in nanoseconds since the epoch. */
  long nanos();

  /**
   * The packet itself while it is being tracked; null for bytes that had to wait for others, and
   * for what the end of a flow or of the capture brings about.
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
