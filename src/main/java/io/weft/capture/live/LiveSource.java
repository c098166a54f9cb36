package io.weft.capture.live;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.WaitListener;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The packets of an interface, until something ends the capture. */
public final class LiveSource extends SourceWrapper {
  /**
   * The longest time from the moment at which the kernel stamps a packet until it can be read here.
   * The kernel hands on a block of its buffer after {@link LiveCapture#READ_TIMEOUT_MILLIS}, the C
   * library hands on what it holds after {@link PipeFeed#FLUSH_NANOS}, and on a busy machine
   * threads have to wait.
   */
  private static final long ON_ITS_WAY_NANOS = 1_000_000_000L;

  /**
   * How long the capture goes on after it was told to end. Packets that came before that moment may
   * be in a block of the kernel's buffer that is not full yet.
   */
  private static final long LINGER_NANOS = 2_000_000L * LiveCapture.READ_TIMEOUT_MILLIS;

  private final State state;

  private LiveSource(PacketSource source, State state) {
    super(source);
    this.state = state;
  }

  /** Begins to capture. */
  static LiveSource start(
      LiveOptions options, String name, String description, Feed feed, Counters counters)
      throws IOException {
    State state = new State(options, name, description, feed, counters);
    feed.start();
    return new LiveSource(
        Captures.openInterface(new PollingChannel(feed, state, state::lookForDrops), name), state);
  }

  /** The wall clock, in nanoseconds since the epoch. */
  static long now() {
    Instant now = Instant.now();
    return Math.addExact(
        Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), (long) now.getNano());
  }

  /**
   * Ends the capture. {@link #next} still gives the packets that have come so far, or come within
   * the next tenths of a second, and then returns false. Any thread may call this, several times.
   */
  public void stop() {
    state.endSoon();
  }

  /**
   * Prepares for the sudden end of the process. When the process exits, the C library writes the
   * packets that it still holds, and without this call it would wait for ever until somebody reads
   * them. Nothing can be read any more. Any thread may call this.
   */
  public void abandon() {
    state.feed.abandon();
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (state.isFull() || !super.next(into)) {
      state.feed.stop();
      return false;
    }
    state.packets++;
    return true;
  }

  @Override
  public void whileWaiting(WaitListener listener) {
    state.listener = listener;
  }

  @Override
  public boolean openEnded() {
    return true;
  }

  @Override
  public CaptureStatistics statistics() {
    return state.counters.read();
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return super.interfaces().stream().map(state::describe).toList();
  }

  /** Adds the reason if the interface has gone or was switched off. */
  @Override
  public CaptureEnd end() {
    CaptureEnd end = super.end();
    String failure = state.feed.failure();
    if (failure == null) {
      return state.wentDown ? end.note(state.name + ": the interface was switched off") : end;
    }
    return Interfaces.exists(state.name)
        ? end.note(state.name + ": " + failure)
        : end.lost(state.name + ": " + failure);
  }

  /** What is known about the interface and the capture, and what happens at every tick. */
  private static final class State implements WaitListener {
    /** Once a second the capture looks whether the interface is still up. */
    private static final int TICKS_A_LOOK = 10;

    private final LiveOptions options;
    private final String name;
    private final String description;
    private final Feed feed;
    private final Counters counters;
    private final long startNanos = now();
    private final boolean startedUp;
    private final long beginning = System.nanoTime();

    /** When the capture is to end, in nanoseconds since its beginning. */
    private final AtomicLong end = new AtomicLong(Long.MAX_VALUE);

    private WaitListener listener = WaitListener.NONE;
    private long packets;
    private int ticks;
    private boolean seemsDown;
    private boolean wentDown;

    // How many packets were dropped when somebody last looked, and when that was.
    private long dropped;
    private long lookedNanos = startNanos;

    State(LiveOptions options, String name, String description, Feed feed, Counters counters) {
      this.options = options;
      this.name = name;
      this.description = description;
      this.feed = feed;
      this.counters = counters;
      startedUp = Interfaces.isUp(name);
      if (options.duration() != null) {
        end.set(options.duration().toNanos());
      }
    }

    /** Whether as many packets were given as the options ask for. */
    boolean isFull() {
      return options.packets() > 0 && packets >= options.packets();
    }

    /** Ends the capture; any thread may call this. */
    void endSoon() {
      end.accumulateAndGet(System.nanoTime() - beginning, Math::min);
    }

    @Override
    public void onTick(long nanos) {
      if (System.nanoTime() - beginning - LINGER_NANOS >= end.get()) {
        feed.stop();
      } else if (startedUp && ++ticks % TICKS_A_LOOK == 0) {
        lookWhetherUp();
      }
      listener.onTick(nanos);
    }

    /** Tells the listener whether packets were dropped since the last look. */
    void lookForDrops() {
      long nanos = Math.max(now(), lookedNanos); // the clock may have been set back
      long count = counters.read().dropped();
      if (count > dropped) {
        dropped = count;
        listener.onDrops(lookedNanos, nanos);
      }
      lookedNanos = nanos;
    }

    /**
     * Ends the capture if the interface was switched off. libpcap reports only an interface that
     * has gone, and waits for one that was switched off to come back. An interface that goes is
     * first down for a moment, so it counts as switched off only when two looks in a row find it
     * so.
     */
    private void lookWhetherUp() {
      boolean isOff = !Interfaces.isUp(name) && Interfaces.exists(name);
      if (isOff && seemsDown) {
        wentDown = true;
        endSoon();
      }
      seemsDown = isOff;
    }

    @Override
    public void onQuiet(long nanos) {
      listener.onQuiet(nanos - ON_ITS_WAY_NANOS);
    }

    /**
     * The description of the interface.
     *
     * @param pipe the one that was read from the feed, which knows only the link type
     */
    CaptureInterface describe(CaptureInterface pipe) {
      CaptureStatistics counted = counters.read();
      return new CaptureInterface(
          pipe.index(),
          name,
          name,
          description,
          pipe.linkType(),
          pipe.snaplen(),
          pipe.ticksPerSecond(),
          pipe.fcsBytes(),
          options.filter(),
          System.getProperty("os.name") + " " + System.getProperty("os.version"),
          null,
          null,
          new CaptureInterface.Statistics(
              startNanos,
              now(),
              options.filter() == null
                  ? counted.received()
                  : -1, // libpcap counts only what passes the filter
              counted.interfaceDropped(),
              counted.received(),
              counted.kernelDropped(),
              packets));
    }
  }
}
