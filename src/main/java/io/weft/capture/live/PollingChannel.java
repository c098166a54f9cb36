package io.weft.capture.live;

import io.weft.capture.WaitListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;

/**
 * Gives a feed's bytes as they come, and time to a listener while they do not. Where nothing is
 * there it looks again after a pause that grows as long as little comes, so that neither a quiet
 * line nor a slow one costs much of a core, and shrinks where much does.
 */
final class PollingChannel implements ReadableByteChannel {
  static final long TICK_NANOS = 100_000_000;

  private static final long SHORTEST_PAUSE = 1_000_000;
  private static final long LONGEST_PAUSE = 20_000_000;

  private final Feed feed;
  private final WaitListener listener;

  /** So many bytes after a pause show that a shorter one would have found enough. */
  private final int plenty;

  private long nextTick;
  private long pause = SHORTEST_PAUSE;
  private boolean open = true;

  /**
   * @param listener told by {@link WaitListener#onQuiet} the moment at which nothing was there;
   *     what that means is for him to say
   */
  PollingChannel(Feed feed, WaitListener listener) {
    this.feed = feed;
    this.listener = listener;
    plenty = feed.capacity() / 8;
    nextTick = System.nanoTime() + TICK_NANOS;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    tick();
    if (feed.available() == 0 && !await()) {
      return -1;
    }
    return feed.read(into);
  }

  /** False at the end. */
  private boolean await() throws IOException {
    boolean told = false;
    while (true) {
      boolean ended = feed.ended(); // before the last look: what came before the end is seen
      int there = feed.available();
      if (there > 0) {
        pause = there < plenty ? Math.min(2 * pause, LONGEST_PAUSE) : SHORTEST_PAUSE;
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

  private boolean tick() {
    long now = System.nanoTime();
    if (now - nextTick < 0) {
      return false;
    }
    nextTick = now + TICK_NANOS;
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
