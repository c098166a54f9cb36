package io.weft.capture;

/**
 * Hears of time going by while a live line is read. Called by the thread that reads, from within
 * {@link PacketSource#next}, so that what it does needs no locks; it must not call the source's
 * {@code next} or {@code close}.
 */
public interface WaitListener {
  /**
   * About ten times a second, whether packets come or not.
   *
   * @param nanos the wall clock, in nanoseconds since the epoch
   */
  void onTick(long nanos);

  /**
   * No packet is there, so the source is about to wait: whoever watches wants to see now what is
   * known. Called once each time that the line falls quiet, and with every tick while it stays so.
   *
   * @param upTo packets captured up to this moment have all been handed out, in nanoseconds since
   *     the epoch: it lies behind the wall clock by what a packet may take on its way here
   */
  default void onQuiet(long upTo) {}
}
