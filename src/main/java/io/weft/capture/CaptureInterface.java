package io.weft.capture;

/**
 * An interface that packets were captured on, as the capture describes it; pcap files have exactly
 * one. Texts are null where the capture says nothing.
 *
 * @param index in {@link PacketSource#interfaces}
 * @param file the name of the file that describes it
 * @param name such as {@code eth0}
 * @param description as the system shows it to people
 * @param linkType a number of {@link LinkType}
 * @param snaplen most bytes captured of a packet; 0 for no limit
 * @param ticksPerSecond resolution of the timestamps; unsigned (10^19 does not fit a signed long)
 * @param fcsBytes length of the frame check sequence at the end of each packet; -1 unknown
 * @param filter the capture filter
 * @param os operating system of the capturing machine
 * @param hardware of the interface
 * @param comment several joined by line feeds
 * @param statistics the newest ones the capture holds; null for none
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

  /** Are its timestamps finer than microseconds? */
  public boolean isFinerThanMicroseconds() {
    return Long.compareUnsigned(ticksPerSecond, MICROSECONDS_PER_SECOND) > 0;
  }

  /** The same, in another place and with other counters. */
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
   * Counters of a capture session (pcapng's interface statistics block); -1 where not told.
   *
   * @param startNanos of the capture, since the epoch
   * @param endNanos of the capture, since the epoch
   * @param received packets that the interface saw
   * @param interfaceDropped packets it dropped for want of resources
   * @param filterAccepted packets that passed the filter
   * @param systemDropped packets the operating system dropped
   * @param delivered packets handed to the capturing program
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
