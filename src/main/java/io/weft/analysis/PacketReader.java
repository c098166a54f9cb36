package io.weft.analysis;

import io.weft.capture.Block;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.WaitListener;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.chain.Chain;
import java.io.IOException;

/**
 * The first stage: reads the packets of a source and dissects them into batches. What the source
 * says besides packets ends a batch, so that it reaches the next stage in its place.
 */
final class PacketReader implements WaitListener {
  private final PacketSource source;
  private final Chain chain;
  private final Handover handover;
  private final InternalErrors errors;
  private Batch batch;

  /** What the source hands out next; goes into a batch in exchange for another object. */
  private CapturedPacket read = new CapturedPacket();

  private final boolean isLive;
  private final TimeJudge judge = new TimeJudge();

  /** Packets whose times are not judged yet; behind them, objects for more. */
  private final CapturedPacket[] suspended = new CapturedPacket[TimeJudge.MOST_WAITING];

  private int suspendedCount;

  /** Has a packet with a time been added? */
  private boolean hasFirst;

  private long firstNanos;
  private long previousNanos;

  /** How often the source has said that nothing comes, since the last packet. */
  private int quiets;

  private int interfaces;

  /** The interfaces' names by their numbers; null for one without a name. */
  private String[] names = {};

  private CaptureInfo info = CaptureInfo.EMPTY;

  /**
   * @param handover takes the batches; it may throw to end the reading
   * @param first the batch to begin with
   * @param errors contains the failures of dissectors
   */
  PacketReader(
      PacketSource source, Chain chain, Handover handover, Batch first, InternalErrors errors) {
    this.errors = errors;
    this.source = source;
    this.chain = chain;
    this.handover = handover;
    batch = first;
    isLive = source.openEnded(); // the kernel's clock is believed
    source.whileWaiting(this);
  }

  /**
   * Reads the source to its end.
   *
   * @return the last batch, which was not handed over: its event is the end
   * @throws IOException where the source cannot be read
   */
  Batch readAll() throws IOException {
    try {
      addAll();
    } finally {
      source.whileWaiting(WaitListener.NONE); // a source that stays open must not keep the flows
    }
    batch.end(Batch.Event.END);
    return batch;
  }

  private void addAll() throws IOException {
    while (hasNext()) {
      if (read.interfaceId() >= interfaces || hasMoreInfo()) {
        describe();
      }
      quiets = 0;
      if (isLive || judge.believes(read)) {
        read = add(read, read.timeNanos());
      } else {
        suspend();
        addJudged(false);
      }
    }
    addJudged(true);
  }

  /** Reads the next packet. Where that fails, those that wait to be judged go on before. */
  private boolean hasNext() throws IOException {
    try {
      return source.next(read);
    } catch (IOException e) {
      addJudged(true);
      throw e;
    }
  }

  /**
   * Adds a packet to the batch.
   *
   * @return an object for another packet
   */
  private CapturedPacket add(CapturedPacket captured, long believedNanos) {
    PacketInFlight packet = batch.next();
    if (captured.hasTime() && !hasFirst) {
      hasFirst = true;
      firstNanos = captured.timeNanos();
      previousNanos = firstNanos;
    }
    CapturedPacket free = packet.exchange(captured);
    batch.keep(captured);
    try {
      packet.times(believedNanos, firstNanos, previousNanos);
      packet.dissect(chain, name(captured.interfaceId()));
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, captured.number()); // the layers found before stay
    }
    if (captured.hasTime()) {
      previousNanos = captured.timeNanos();
    }
    if (batch.isFull()) {
      handOver();
    }
    return free;
  }

  /** Lets the packet that was read wait until those behind it show whether its time is right. */
  private void suspend() {
    judge.add(read);
    CapturedPacket free = suspended[suspendedCount];
    if (read.block() == null) {
      read.copyBytes();
    } else {
      read.block().hold();
    }
    suspended[suspendedCount++] = read;
    read = free == null ? new CapturedPacket() : free;
  }

  /**
   * Adds the packets whose times have been judged.
   *
   * @param noMore whether no packet behind them will come, or not soon
   */
  private void addJudged(boolean noMore) {
    int judged = judge.decide(noMore);
    for (int i = 0; i < judged; i++) {
      CapturedPacket captured = suspended[i];
      Block block = captured.block();
      suspended[i] = add(captured, judge.believed(i));
      if (block != null) {
        block.release();
      }
    }
    judge.taken();
    suspendedCount -= judged;
    for (int i = 0; i < suspendedCount; i++) {
      CapturedPacket free = suspended[i];
      suspended[i] = suspended[i + judged];
      suspended[i + judged] = free;
    }
  }

  /** How many packets had times that were not believed. */
  long strayTimes() {
    return judge.strays();
  }

  /**
   * The batch that is being filled. It becomes the last one where reading fails, and has the
   * packets that were read before.
   */
  Batch current() {
    return batch;
  }

  @SuppressWarnings("ReferenceEquality") // the source gives the same object until there is more
  private boolean hasMoreInfo() {
    return source.info() != info;
  }

  private void describe() {
    info = source.info();
    batch.end(source.interfaces(), info);
    interfaces = Math.max(batch.interfaces().size(), read.interfaceId() + 1);
    names = batch.interfaces().stream().map(CaptureInterface::name).toArray(String[]::new);
    handOver();
  }

  private String name(int interfaceId) {
    return interfaceId < names.length ? names[interfaceId] : null;
  }

  private void handOver() {
    batch = handover.exchange(batch);
  }

  @Override
  public void onTick(long nanos) {
    batch.end(Batch.Event.TICK, nanos, nanos);
    handOver();
  }

  @Override
  public void onQuiet(long upTo) {
    if (++quiets > 1) {
      addJudged(true); // whoever watches has waited long enough
    }
    batch.end(Batch.Event.QUIET, upTo, upTo);
    handOver();
  }

  @Override
  public void onDrops(long from, long to) {
    batch.end(Batch.Event.DROPS, from, to);
    handOver();
  }
}
