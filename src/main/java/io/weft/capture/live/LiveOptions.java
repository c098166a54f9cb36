package io.weft.capture.live;

import java.time.Duration;

/**
 * How to capture on an interface.
 *
 * @param name the interface's name, its number in {@link Interfaces#list}, or {@link
 *     Interfaces#ANY}
 * @param filter a capture filter in libpcap's filter language; null for all packets
 * @param snaplen the most bytes to capture of a packet
 * @param promiscuous whether to capture packets for other machines too
 * @param bufferBytes the size of the kernel's buffer in bytes
 * @param direction which packets to capture
 * @param immediate whether the kernel hands each packet on as it comes, which costs several
 *     microseconds a packet
 * @param packets the capture ends after this many packets; 0 for no limit
 * @param duration the capture ends after this time; null for no limit
 * @param user the process takes this user's rights when the interface is open; null to keep its own
 * @param transfer how packets come from libpcap to Java
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
    Transfer transfer) {
  /** The length of the longest packet that Wireshark believes: whole packets, in bytes. */
  public static final int DEFAULT_SNAPLEN = 262_144;

  /**
   * The kernel's buffer in bytes: room for the packets that come at a gigabit a second while Java
   * starts up or collects garbage.
   */
  public static final int DEFAULT_BUFFER = 32 << 20;

  /** Which packets to capture, as this machine sees them. */
  public enum Direction {
    /** Packets that this machine receives. */
    IN,
    /** Packets that this machine sends. */
    OUT,
    /** All packets. */
    BOTH
  }

  /** How packets come from libpcap to Java. */
  public enum Transfer {
    /** Through a named pipe where the system has them, otherwise by a call back a packet. */
    BEST,
    /** By a call back a packet. */
    CALLBACK
  }

  /** The default options, which capture all packets of the interface without end. */
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
        Transfer.BEST);
  }
}
