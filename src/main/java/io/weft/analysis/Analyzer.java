package io.weft.analysis;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.PacketSource;
import io.weft.dissect.Anomaly;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowCounters;
import io.weft.flow.FlowListener;
import io.weft.flow.track.FlowTracker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the packets of a source, has each dissected, tracks the flows that they belong to, and
 * calls those who listen. This is where a program that uses Weft as a library begins:
 *
 * <pre>{@code
 * Analyzer analyzer =
 *     Analyzer.of(StandardProtocols.chain())
 *         .flows(flowListener)
 *         .packets(packet -> System.out.println(packet.number()))
 *         .build();
 * try (PacketSource source = Captures.open(Path.of("web.pcapng"))) {
 *   analyzer.run(source);
 * }
 * }</pre>
 *
 * An analyzer keeps nothing from one run to the next, so it may run many captures, one after the
 * other; what its listeners keep is their own affair. Not thread-safe.
 */
public final class Analyzer {
  /** One reads and dissects, one does the rest. */
  private static final int MOST_THREADS = 2;

  /**
   * With two processors, the one thread and the one that writes results have enough to do. A thread
   * that reads ahead would only take turns with them, and what it reads goes through the caches of
   * both processors, which costs a third more of their time.
   */
  private static final int FEWEST_PROCESSORS = 3;

  private final Chain chain;

  /** How flows are tracked; null where they are not. */
  private final FlowConfig config;

  private final FlowListener flowListener;
  private final PacketListener packetListener;
  private final KeyLog keys;
  private final int threads;

  /** Null for new ones in each run. */
  private final InternalErrors errors;

  private Analyzer(Builder builder) {
    chain = builder.chain;
    config = builder.config;
    FlowFilter filter = builder.filter;
    List<PacketListener> listeners = new ArrayList<>(builder.packetListeners);
    if (filter != null && config != null) {
      listeners.add(0, filter);
      flowListener = filter.around(builder.flowListener);
    } else {
      flowListener = builder.flowListener;
    }
    packetListener = PacketListeners.of(listeners);
    errors = builder.errors;
    keys = builder.keys;
    threads = builder.threads;
  }

  /**
   * Begins to build an analyzer. It dissects packets, and as long as no more is said it neither
   * tracks flows nor calls anybody.
   *
   * @param chain of the dissectors for the packets, for streams and for datagrams; may be shared
   *     among analyzers and threads
   */
  public static Builder of(Chain chain) {
    return new Builder(chain);
  }

  /** Says what an analyzer does besides dissecting packets. */
  public static final class Builder {
    private final Chain chain;
    private final List<PacketListener> packetListeners = new ArrayList<>();
    private FlowConfig config;
    private FlowListener flowListener;
    private KeyLog keys;
    private InternalErrors errors;

    /** Null for none. */
    private FlowFilter filter;

    private int threads =
        Runtime.getRuntime().availableProcessors() < FEWEST_PROCESSORS ? 1 : MOST_THREADS;

    private Builder(Chain chain) {
      this.chain = Objects.requireNonNull(chain, "chain");
    }

    /**
     * Tracks flows with {@link FlowConfig#defaults}.
     *
     * @param listener hears of flows and of what they carry
     */
    public Builder flows(FlowListener listener) {
      return flows(FlowConfig.defaults(), listener);
    }

    /**
     * Tracks flows.
     *
     * @param config says how, and how much memory they may take
     * @param listener hears of flows and of what they carry; it takes the place of one given before
     */
    public Builder flows(FlowConfig config, FlowListener listener) {
      this.config = Objects.requireNonNull(config, "config");
      this.flowListener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /**
     * Has a filter look at all packets, so that listeners may ask it about flows.
     *
     * @param asked used by no other run; null for none
     */
    public Builder filter(FlowFilter asked) {
      filter = asked;
      return this;
    }

    /**
     * Adds a listener for packets.
     *
     * @param listener called for each packet behind those that were added before it, and behind the
     *     flow listener
     */
    public Builder packets(PacketListener listener) {
      packetListeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Gives keys to encrypted traffic; those that a capture brings itself are known without this.
     *
     * @param log for one run only: it also takes the capture's keys
     */
    public Builder keys(KeyLog log) {
      keys = Objects.requireNonNull(log, "log");
      return this;
    }

    /**
     * Says how many threads may work: with one, all is done on the thread that calls {@link
     * Analyzer#run}; with more, another one reads and dissects ahead of it. Listeners are called on
     * the thread that calls in any case, and hear the same. By default there are two where the
     * machine has three processors or more.
     *
     * @param count 1 or more; those for which there is no work are not made
     */
    public Builder threads(int count) {
      if (count < 1) {
        throw new IllegalArgumentException("no thread at all: " + count);
      }
      threads = Math.min(count, MOST_THREADS);
      return this;
    }

    /**
     * Gives the object that contains the failures of dissectors and the like, which others
     * (writers) share; else each run has one of its own.
     */
    public Builder errors(InternalErrors shared) {
      errors = Objects.requireNonNull(shared, "errors");
      return this;
    }

    /** The analyzer; the builder may go on to build another. */
    public Analyzer build() {
      return new Analyzer(this);
    }
  }

  /**
   * Reads the source to its end, and reports the flows that are still open there. Where the source
   * fails midway, the flows that were open are reported before this method throws.
   *
   * @param source read, but not closed; with more than one thread another thread reads it, which
   *     has ended when this method returns
   * @throws IOException where the source cannot be read at all. Damage behind the beginning of a
   *     file is none: it ends the reading, and {@link Totals#end} tells of it
   */
  public Totals run(PacketSource source) throws IOException {
    InternalErrors contained = errors == null ? new InternalErrors() : errors;
    FlowTracker flows =
        config == null ? null : new FlowTracker(chain, config, flowListener, contained);
    PacketTracker tracker = new PacketTracker(flows, flowListener, packetListener, contained, keys);
    Stages stages = new Stages(source, chain, tracker, contained);
    if (threads == 1) {
      stages.runInOneThread();
    } else {
      stages.runInTwoThreads();
    }
    tracker.finish(source.openEnded());
    return tracker.totals(
        stages.strayTimes(), stages.fragments().counters(), source.end(), source.statistics());
  }

  /**
   * What a run has seen in all.
   *
   * @param packets of the capture, those included that could not be dissected to their end
   * @param bytes bytes of their frames on the wire
   * @param capturedBytes bytes of their frames in the capture, which may have cut them
   * @param startNanos time of the earliest packet, in nanoseconds since the epoch; 0 where no
   *     packet has a time
   * @param endNanos time of the latest packet, in nanoseconds since the epoch; 0 where no packet
   *     has a time
   * @param strayTimes packets whose time lies more than a minute from those around them, which
   *     agree: flows go by the time of a neighbour instead
   * @param anomalies how many packets met trouble: by the protocol behind whose header the first
   *     trouble of the packet was met ({@code frame} for the frame itself), and by its kind
   * @param flows null where flows were not tracked
   * @param end how the reading ended
   * @param statistics of a live capture
   * @param errors failures of the program itself that were contained
   */
  public record Totals(
      long packets,
      long bytes,
      long capturedBytes,
      long startNanos,
      long endNanos,
      long strayTimes,
      Map<String, Map<Anomaly, Long>> anomalies,
      FlowCounters flows,
      CaptureEnd end,
      CaptureStatistics statistics,
      InternalErrors errors) {
    /** Has any packet had a time? */
    public boolean hasTimes() {
      return startNanos != 0 || endNanos != 0;
    }
  }
}
