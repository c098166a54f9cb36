package io.weft.capture;

/**
 * Learns that time passes, and that packets were dropped, while a live interface is read, or that a
 * pipe has nothing to give for now. The reading thread calls the listener from within {@link
 * PacketSource#next}, so the listener needs no locks; it must call neither the source's {@code
 * next} nor its {@code close}.
 */
public interface WaitListener {
  /** Does nothing. */
  WaitListener NONE = nanos -> {};

  /**
   * Called about ten times a second, whether packets come or not.
   *
   * @param nanos the wall clock, in nanoseconds since the epoch
   */
  void onTick(long nanos);

  /**
   * Called when no packet is there and the source is about to wait, and again at every tick while
   * none comes. A user who watches the output wants to see now what is known.
   *
   * @param upTo the source has handed out all packets that were captured up to this moment, in
   *     nanoseconds since the epoch. The moment lies behind the wall clock by the time that a
   *     packet may need from the interface to the source. {@link Long#MIN_VALUE} for a pipe, whose
   *     packets may be of any time.
   */
  default void onQuiet(long upTo) {}

  /**
   * Called when packets were dropped between the interface and the capture, before any packet is
   * handed out that was read after that was found.
   *
   * @param from when none had been dropped yet, in nanoseconds since the epoch
   * @param to when the drop was found, in nanoseconds since the epoch
   */
  default void onDrops(long from, long to) {}
}
