package io.weft.capture.live;

import io.weft.capture.WaitListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the bytes of a feed, and tells a listener that time passes while none come. While nothing
 * is there it looks again after a pause. The pause grows as long as few bytes come, so that neither
 * a quiet interface nor a slow one takes much processor time, and it is short again when many come.
 */
final class PollingChannel implements ReadableByteChannel {
  /** The time between two ticks. */
  static final long TICK_NANOS = 100_000_000;

  private static final long SHORTEST_PAUSE_NANOS = 1_000_000;
  private static final long LONGEST_PAUSE_NANOS = 20_000_000;

  private final Feed feed;
  private final WaitListener listener;
  private final Runnable look;

  /** If this many bytes have come during a pause, the next pause should be short. */
  private final int plenty;

  private long nextTick;
  private long pause = SHORTEST_PAUSE_NANOS;
  private boolean open = true;

  /**
   * Reads a feed.
   *
   * @param feed closed together with the channel
   * @param listener its {@link WaitListener#onQuiet} gets the moment at which the channel found
   *     nothing to read; the listener itself must subtract the time that a packet needs to arrive
   * @param look looks for dropped packets; run before bytes are handed out, and at every tick
   */
  PollingChannel(Feed feed, WaitListener listener, Runnable look) {
    this.feed = feed;
    this.listener = listener;
    this.look = look;
    plenty = feed.capacity() / 8;
    nextTick = System.nanoTime() + TICK_NANOS;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    tick();
    if (feed.available() == 0 && !await()) {
      return -1;
    }
    int n = feed.read(into);
    // Whatever was dropped before these bytes came has been counted by now.
    look.run();
    return n;
  }

  /** Waits until there are bytes; false at the end. */
  private boolean await() throws IOException {
    boolean told = false;
    while (true) {
      boolean ended = feed.ended(); // asked first, so that no bytes before the end are missed
      int there = feed.available();
      if (there > 0) {
        pause = there < plenty ? Math.min(2 * pause, LONGEST_PAUSE_NANOS) : SHORTEST_PAUSE_NANOS;
        return true;
      }
      if (ended) {
        return false;
      }
      if (!told) {
        told = true;
        listener.onQuiet(LiveSource.now());
      }
      LockSupport.parkNanos(pause);
      if (tick()) {
        told = false;
      }
    }
  }

  /** Calls the listener if it is time for a tick. */
  private boolean tick() {
    long now = System.nanoTime();
    if (now - nextTick < 0) {
      return false;
    }
    nextTick = now + TICK_NANOS;
    look.run();
    listener.onTick(LiveSource.now());
    return true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    feed.close();
  }
}
