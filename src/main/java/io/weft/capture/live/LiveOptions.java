package io.weft.capture.live;

import java.time.Duration;

/**
 * How to capture.
 *
 * @param name of the interface, its number in {@link Interfaces#list}, or {@link Interfaces#ANY}
 * @param filter in libpcap's language; null for all packets
 * @param snaplen most bytes of a packet
 * @param promiscuous are packets for other machines wanted, too?
 * @param bufferBytes of the kernel's buffer
 * @param direction which packets, as this machine sees them
 * @param immediate hand packets on one by one, as they come, at a cost of several microseconds
 *     each?
 * @param packets end after so many; 0 for no end
 * @param duration end after so long; null for no end
 * @param user whose rights are enough once the interface is open; null to keep those there are
 * @param way how packets come here
 */
public record LiveOptions(
    String name,
    String filter,
    int snaplen,
    boolean promiscuous,
    int bufferBytes,
    Direction direction,
    boolean immediate,
    long packets,
    Duration duration,
    String user,
    Way way) {
  /** As Wireshark: the whole packet. */
  public static final int DEFAULT_SNAPLEN = 262_144;

  /** Of packets that come while Java starts up or collects garbage, at a gigabit a second. */
  public static final int DEFAULT_BUFFER = 32 << 20;

  /** Which packets are wanted. */
  public enum Direction {
    IN,
    OUT,
    BOTH
  }

  /** How packets come from libpcap to Java. */
  public enum Way {
    /** Through a pipe where the system has named ones, else by call-backs. */
    BEST,
    /** By call-backs. */
    CALLBACK
  }

  /** All packets of the interface. */
  public static LiveOptions of(String name) {
    return new LiveOptions(
        name,
        null,
        DEFAULT_SNAPLEN,
        true,
        DEFAULT_BUFFER,
        Direction.BOTH,
        false,
        0,
        null,
        null,
        Way.BEST);
  }
}
