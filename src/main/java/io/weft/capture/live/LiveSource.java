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

/** Packets of an interface, until something ends the capture. */
public final class LiveSource extends SourceWrapper {
  /**
   * What a packet may take from the moment at which the kernel stamps it until it can be read here:
   * a block of the kernel's buffer is handed on after {@link LiveCapture#READ_TIMEOUT_MILLIS}, what
   * the C library holds after {@link PipeFeed#FLUSH_NANOS}, and a busy machine lets threads wait.
   */
  private static final long ON_ITS_WAY_NANOS = 1_000_000_000L;

  /**
   * How long packets are taken after the capture was told to end: so that those that came before
   * are not left in a block of the kernel's buffer that was still being filled.
   */
  private static final long LINGER_NANOS = 2_000_000L * LiveCapture.READ_TIMEOUT_MILLIS;

  private final Line line;

  private LiveSource(PacketSource source, Line line) {
    super(source);
    this.line = line;
  }

  /** Begins to capture. */
  static LiveSource start(
      LiveOptions options, String name, String description, Feed feed, Counters counters)
      throws IOException {
    Line line = new Line(options, name, description, feed, counters);
    feed.start();
    return new LiveSource(Captures.open(new PollingChannel(feed, line), name), line);
  }

  /** The wall clock, in nanoseconds since the epoch. */
  static long now() {
    Instant now = Instant.now();
    return Math.addExact(
        Math.multiplyExact(now.getEpochSecond(), 1_000_000_000L), (long) now.getNano());
  }

  /**
   * Ends the capture: {@link #next} gives what has come so far, and may come in the next tenths of
   * a second, and then returns false. May be called by any thread, several times.
   */
  public void stop() {
    line.endSoon();
  }

  /**
   * To be called before the process is ended where it stands: on its way out the C library writes
   * what it holds of the packets, and would wait for ever for somebody to read them. By any thread;
   * nothing can be read any more.
   */
  public void abandon() {
    line.feed.abandon();
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    if (line.isFull() || !super.next(into)) {
      line.feed.stop();
      return false;
    }
    line.packets++;
    return true;
  }

  @Override
  public void whileWaiting(WaitListener listener) {
    line.listener = listener;
  }

  @Override
  public boolean openEnded() {
    return true;
  }

  @Override
  public CaptureStatistics statistics() {
    return line.counters.read();
  }

  @Override
  public boolean droppedWithin(long from, long to) {
    return line.counters.droppedWithin(from, to);
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return super.interfaces().stream().map(line::describe).toList();
  }

  /** With the reason, where the interface went away. */
  @Override
  public CaptureEnd end() {
    CaptureEnd end = super.end();
    String failure = line.feed.failure();
    if (failure == null) {
      return line.wentDown ? end.note(line.name + ": the interface was switched off") : end;
    }
    return Interfaces.exists(line.name)
        ? end.note(line.name + ": " + failure)
        : end.lost(line.name + ": " + failure);
  }

  /** What is known of the interface, and what happens while its packets are awaited. */
  private static final class Line implements WaitListener {
    /** Whether the interface is up is looked at once a second. */
    private static final int TICKS_A_LOOK = 10;

    private final LiveOptions options;
    private final String name;
    private final String description;
    private final Feed feed;
    private final Counters counters;
    private final long startNanos = now();
    private final boolean startedUp;
    private final long beginning = System.nanoTime();

    /** What came up to then is wanted, in nanoseconds from the beginning. */
    private final AtomicLong end = new AtomicLong(Long.MAX_VALUE);

    private WaitListener listener = nanos -> {};
    private long packets;
    private int ticks;
    private boolean seemsDown;
    private boolean wentDown;

    Line(LiveOptions options, String name, String description, Feed feed, Counters counters) {
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

    boolean isFull() {
      return options.packets() > 0 && packets >= options.packets();
    }

    /** By any thread. */
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
      counters.read();
      listener.onTick(nanos);
    }

    /**
     * libpcap would wait for an interface that is switched off to come back, and tells of one alone
     * that is gone; which goes down first, so that one look does not tell the two apart.
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

    CaptureInterface describe(CaptureInterface pipe) {
      CaptureStatistics told = counters.read();
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
              options.filter() == null ? told.received() : -1, // libpcap counts behind the filter
              told.interfaceDropped(),
              told.received(),
              told.kernelDropped(),
              packets));
    }
  }
}
