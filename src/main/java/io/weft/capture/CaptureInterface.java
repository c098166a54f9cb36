package io.weft.capture;

/**
 * An interface that packets were captured on, as the capture describes it. A pcap file has exactly
 * one interface. A text is null where the capture does not give it.
 *
 * @param index the interface's place in {@link PacketSource#interfaces}, from 0
 * @param file the name of the file that describes the interface
 * @param name the system's name, such as {@code eth0}
 * @param description the name that the system shows to people
 * @param linkType a number of {@link LinkType}
 * @param snaplen the most bytes that were captured of a packet; 0 for no limit
 * @param ticksPerSecond the resolution of the timestamps, an unsigned number (10^19, the largest,
 *     does not fit a signed long)
 * @param fcsBytes the length of the frame check sequence at the end of each packet, in bytes; -1
 *     where unknown
 * @param filter the capture filter
 * @param os the operating system of the capturing machine
 * @param hardware the interface's hardware
 * @param comment the comments on the interface, several joined by line feeds
 * @param statistics the newest counters that the capture holds; null for none
 */
public record CaptureInterface(
    int index,
    String file,
    String name,
    String description,
    int linkType,
    long snaplen,
    long ticksPerSecond,
    int fcsBytes,
    String filter,
    String os,
    String hardware,
    String comment,
    Statistics statistics) {
  private static final long MICROSECONDS_PER_SECOND = 1_000_000;

  /** Whether the interface's timestamps are finer than microseconds. */
  public boolean isFinerThanMicroseconds() {
    return Long.compareUnsigned(ticksPerSecond, MICROSECONDS_PER_SECOND) > 0;
  }

  /** The same interface with another index, file and counters. */
  public CaptureInterface with(int newIndex, String newFile, Statistics newest) {
    return new CaptureInterface(
        newIndex,
        newFile,
        name,
        description,
        linkType,
        snaplen,
        ticksPerSecond,
        fcsBytes,
        filter,
        os,
        hardware,
        comment,
        newest);
  }

  /**
   * The counters of a capture on an interface (pcapng's interface statistics block); -1 for each
   * that the capture does not give.
   *
   * @param startNanos when the capture began, in nanoseconds since the epoch
   * @param endNanos when the capture ended, in nanoseconds since the epoch
   * @param received packets that the interface received
   * @param interfaceDropped packets that the interface dropped because it lacked resources
   * @param filterAccepted packets that passed the capture filter
   * @param systemDropped packets that the operating system dropped
   * @param delivered packets that the capturing program was given
   */
  public record Statistics(
      long startNanos,
      long endNanos,
      long received,
      long interfaceDropped,
      long filterAccepted,
      long systemDropped,
      long delivered) {}
}
