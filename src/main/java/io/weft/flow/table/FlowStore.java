package io.weft.flow.table;

import io.weft.dissect.Arrival;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * All flows that are open, and those whose record has left but whose number is still known: finds
 * and begins flows, times them out, makes room, and has them reported.
 */
public final class FlowStore {
  /** Flows whose record has left, but whose number is still known. */
  private static final int MAX_PAST = 1 << 18;

  private final FlowConfig.Limits limits;
  private final FlowListener listener;
  private final FlowTable table = new FlowTable(new SplittableRandom().nextLong());
  private final FlowTimeouts timeouts;
  private final StreamNumbers numbers = new StreamNumbers();
  private final FlowClock clock = new FlowClock();
  private final FlowMemory memory;
  private final HostNames names;
  private final Losses losses;
  private final Reporter reporter;
  private final InternalErrors errors;
  private final FirstPacket firstPacket = new FirstPacket();
  private final FlowKey otherKey = new FlowKey();
  private final List<TrackedFlow> siblings = new ArrayList<>();

  private ActiveFlowList active;
  private int connections;
  private int past;

  private long begun;
  private long checksumErrors;
  private long checksumOffload;

  /** Makes a flow's record. */
  @FunctionalInterface
  public interface Reporter {
    /**
     * Tells what is known of a flow.
     *
     * @param finished is the flow over?
     * @param lastPacket number of the packet at which the flow is known to be over
     */
    FlowRecord record(TrackedFlow flow, boolean finished, long lastPacket);
  }

  public FlowStore(
      FlowConfig config,
      FlowListener listener,
      FlowMemory memory,
      HostNames names,
      Losses losses,
      Reporter reporter,
      InternalErrors errors) {
    limits = config.limits();
    this.listener = listener;
    this.memory = memory;
    this.names = names;
    this.losses = losses;
    this.reporter = reporter;
    this.errors = errors;
    timeouts = new FlowTimeouts(config.timeouts());
    otherKey.include(config.keyTags().vlan(), config.keyTags().tunnel());
  }

  /**
   * Moves the clock to a packet and reports the flows that are over by then, and those for which
   * there is no room any more.
   */
  public void advance(Packet packet) {
    clock.advance(packet.number(), packet.believedNanos());
    retireUpTo(clock.now());
    if (memory.isOver()) {
      makeRoom();
    }
  }

  /**
   * Reports the flows whose time-out has passed at a moment up to which all packets have come. The
   * clock of the packets stays where it is.
   *
   * <p>It makes no difference to any packet when, or whether, this method is called: the next
   * packet of such a flow is later than the moment, would find the flow over by the time of the
   * flow's own last packet, and would begin another flow anyway. There is one exception. The record
   * of a closed connection leaves before the time-out of the connection has passed. A packet that
   * belongs to the connection and comes in between, before any packet of another flow, is counted
   * with that record only where this method was not called.
   *
   * @param nanos the moment, in nanoseconds since the epoch
   */
  public void advance(long nanos) {
    retireUpTo(nanos);
  }

  private void retireUpTo(long now) {
    if (timeouts.isCheckDue(now)) {
      for (TrackedFlow flow = timeouts.nextOver(now); flow != null; flow = timeouts.nextOver(now)) {
        retire(flow);
      }
    }
  }

  /**
   * Lets flows go until memory is within its bound. Called between packets only, when no caller
   * holds a flow.
   */
  private void makeRoom() {
    while (memory.isOver()) {
      TrackedFlow flow = memory.isPastOver() ? null : timeouts.longestIdleOpen();
      if (flow == null) {
        flow = timeouts.oldestPast();
      }
      if (flow == null) {
        return; // what is kept beside flows is bounded by itself
      }
      if (flow.isBareSyn() || flow.has(TrackedFlow.RECORDED)) {
        evict(flow); // remembered, a bare SYN would take as much as before
      } else {
        losses.countEvicted();
        flow.set(TrackedFlow.EARLY);
        retire(flow);
        if (flow.state() != null) {
          flow.state().release(); // its analysis would take room from those that go on
        }
      }
    }
  }

  public FlowMemory memory() {
    return memory;
  }

  public HostNames names() {
    return names;
  }

  /**
   * The flow of the layer, or null. A flow whose time-out has passed is reported now. This flow,
   * and every flow reported before, is returned with {@link TrackedFlow#RECORDED} set: the caller
   * must begin another flow of the same number.
   */
  public TrackedFlow find(FlowLayer at) {
    TrackedFlow flow = table.find(at.key(), table.hash(at.key()));
    if (flow != null && timeouts.isOver(flow, at.packet().believedNanos())) {
      retire(flow);
    }
    return flow;
  }

  /**
   * All flows of the layer's key, where {@link #find} has found one that is {@link
   * TrackedFlow#SPLIT}. Those whose time-out has passed are reported now.
   *
   * @return a list that the next call changes
   */
  public List<TrackedFlow> findAll(FlowLayer at) {
    siblings.clear();
    table.findAll(at.key(), table.hash(at.key()), siblings);
    for (TrackedFlow flow : siblings) {
      if (timeouts.isOver(flow, at.packet().believedNanos())) {
        retire(flow);
      }
    }
    return siblings;
  }

  /**
   * A new flow whose client is the packet's sender, until more is known.
   *
   * @param payload bytes of its transport payload
   * @param before the flow of the same key whose record has left, or that has no packet yet: the
   *     new one takes its place and number; or null
   */
  public TrackedFlow begin(FlowLayer at, long payload, TrackedFlow before) {
    FlowKey key = at.key();
    boolean isContinued =
        before != null && before.has(TrackedFlow.RECORDED) && !before.has(TrackedFlow.QUOTED);
    TrackedFlow flow =
        new TrackedFlow(
            table.hash(key),
            key,
            isContinued ? before : null,
            at.parent(),
            firstPacket.read(at.packet(), at.tags(), payload));
    if (before == null) {
      flow.stream(numbers.next(key.ipProtocol()));
    } else {
      flow.stream((int) before.stream());
      if (isContinued) {
        flow.set(TrackedFlow.CONTINUED);
      }
      end(before);
    }
    return flow;
  }

  /** Skips one stream number, because Wireshark counts another stream where there is none. */
  public void passNumber(int ipProtocol) {
    nextNumber(ipProtocol);
  }

  /** The next stream number, which no flow gets, for a conversation inside one. */
  public int nextNumber(int ipProtocol) {
    return numbers.next(ipProtocol);
  }

  /**
   * Skips one stream number, because Wireshark gives it to a conversation of which no packet is
   * seen. Nothing is skipped where the table knows that conversation.
   *
   * @param port the port of the flow that the conversation does not have
   * @param instead the port that the conversation has in its place
   */
  public void passNumber(TrackedFlow flow, int port, int instead) {
    otherKey.fromFirst(flow, port, instead);
    if (table.find(otherKey, table.hash(otherKey)) == null) {
      numbers.next(otherKey.ipProtocol());
    }
  }

  /**
   * Puts a new flow into the table and tells the listener of it.
   *
   * @param arrival of its first packet
   */
  public void open(TrackedFlow flow, int list, Arrival arrival) {
    add(flow, list);
    begun++;
    if (active != null) {
      active.add(flow, 0, 0);
    }
    listener.onOpened(flow, arrival);
  }

  /**
   * Puts a flow into the table that is known only from a header quoted in an error message. The
   * listener does not hear of it.
   */
  public TrackedFlow openQuoted(TrackedFlow flow, int list) {
    flow.set(TrackedFlow.QUOTED);
    add(flow, list);
    return flow;
  }

  private void add(TrackedFlow flow, int list) {
    if (table.size() >= limits.flows()) {
      evict(timeouts.longestIdle());
    }
    if (isConnection(flow)) {
      onConnection();
    }
    table.add(flow);
    memory.enter(flow);
    timeouts.add(flow, list, flow.lastNanos());
  }

  /** Gives a flow that is in the table another state. */
  public void change(TrackedFlow flow, FlowState state) {
    memory.leave(flow);
    flow.state(state);
    memory.enter(flow);
    if (isConnection(flow)) {
      onConnection();
    }
  }

  private static boolean isConnection(TrackedFlow flow) {
    return flow.state() != null && flow.state().isConnection();
  }

  private void onConnection() {
    if (++connections > limits.connections()) {
      evict(timeouts.longestIdleConnection());
    }
  }

  private void evict(TrackedFlow flow) {
    if (flow == null) {
      return;
    }
    if (!flow.has(TrackedFlow.RECORDED | TrackedFlow.QUOTED)) {
      losses.countEvicted();
    } else if (flow.has(TrackedFlow.RECORDED)) {
      losses.countForgottenFlow();
    }
    end(flow);
  }

  /** Counts a further packet with its flow. */
  public void count(TrackedFlow flow, boolean fromFirst, Packet packet, long payload) {
    if (active != null && !flow.has(TrackedFlow.ACTIVE)) {
      active.add(flow, flow.packets(), flow.bytes());
    }
    flow.unset(TrackedFlow.UNCHANGED);
    flow.count(fromFirst, packet.datagramBytes(), payload);
    flow.at(packet.believedNanos());
  }

  /**
   * Counts a packet whose checksum is not right.
   *
   * @param flow that the packet has been counted with; null for none
   * @param isError true where the checksum is wrong, false where the packet was captured before the
   *     network card filled the checksum in
   */
  public void countChecksum(TrackedFlow flow, boolean fromFirst, boolean isError) {
    if (isError) {
      checksumErrors++;
    } else {
      checksumOffload++;
    }
    if (flow != null) {
      memory.notesOf(flow).addChecksum(fromFirst, isError);
    }
  }

  /** Puts a flow that has had a packet into a list of {@link FlowTimeouts}. */
  public void touch(TrackedFlow flow, int list) {
    if (flow.list() == list) {
      timeouts.touch(flow, flow.lastNanos());
    } else {
      timeouts.move(flow, list, flow.lastNanos());
    }
  }

  /** Reports the flow, if that is still to be done, and forgets it. */
  public void end(TrackedFlow flow) {
    table.remove(flow);
    timeouts.remove(flow);
    leaveConnections(flow);
    if (flow.has(TrackedFlow.RECORDED)) {
      past--;
    } else {
      report(flow, true);
    }
    memory.leave(flow);
    if (flow.state() != null) {
      flow.state().release();
    }
    flow.state(null); // flows inside a tunnel still know it, by its number
    flow.forgetTraffic();
  }

  /**
   * Reports a flow whose time-out has passed. As long as there is room, the table still knows the
   * flow and its number: Wireshark's stream numbers know no time-out, so a packet that comes later
   * must get the same number.
   */
  private void retire(TrackedFlow flow) {
    leaveConnections(flow);
    report(flow, true);
    memory.leave(flow);
    flow.forgetTraffic();
    flow.state(flow.state() == null ? null : flow.state().remains());
    flow.set(TrackedFlow.RECORDED);
    memory.enter(flow);
    timeouts.move(flow, FlowTimeouts.PAST, flow.lastNanos());
    if (++past > MAX_PAST) {
      losses.countForgottenFlow();
      end(timeouts.oldestPast());
    }
  }

  private void leaveConnections(TrackedFlow flow) {
    if (isConnection(flow)) {
      connections--;
    }
  }

  private void report(TrackedFlow flow, boolean finished) {
    if (flow.has(TrackedFlow.RECORDED) || flow.has(TrackedFlow.QUOTED)) {
      return;
    }
    try {
      if (flow.state() != null) {
        flow.state().finish(clock.packet(), clock.lastNanos());
      }
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, clock.packet()); // the record tells what was known before
    }
    flow.unset(TrackedFlow.ACTIVE); // who watches hears of the end instead
    FlowRecord record;
    try {
      record = reporter.record(flow, finished, clock.packet());
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, clock.packet());
      return; // this flow's record alone is lost
    }
    if (flow.state() != null) {
      flow.state().count(losses);
    }
    listener.onClosed(flow, record);
  }

  /** Reports all flows in the order of their first packets. */
  public void finish() {
    drain(flow -> report(flow, true));
  }

  /**
   * Reports all flows in the order of their first packets, although more packets might have come:
   * only flows that were closed are reported as finished.
   */
  public void interrupt() {
    drain(flow -> report(flow, flow.list() == FlowTimeouts.LINGERING));
  }

  private void drain(Consumer<TrackedFlow> taker) {
    timeouts.drain(table.size(), taker.andThen(memory::leave));
    table.clear();
  }

  /**
   * Hands out what is known so far of each open flow that has changed since it was last handed out,
   * in the order of first packets.
   */
  public void snapshot(Consumer<FlowRecord> taker) {
    for (TrackedFlow flow : timeouts.changed()) {
      taker.accept(record(flow));
      flow.set(TrackedFlow.UNCHANGED);
    }
  }

  /** What is known of an open flow so far. */
  public FlowRecord record(TrackedFlow flow) {
    return reporter.record(flow, false, clock.packet());
  }

  /**
   * From now on puts each flow that has a packet on this list, which replaces the one before; null
   * ends that.
   */
  public void watch(ActiveFlowList watched) {
    active = watched;
  }

  /** Connections that were closed or reset, and whose record has not left. */
  public long lingering() {
    return timeouts.lingering();
  }

  /** Flows begun so far. */
  public long begun() {
    return begun;
  }

  /** Packets so far whose checksum is wrong. */
  public long checksumErrors() {
    return checksumErrors;
  }

  /** Packets so far that were captured before the network card filled their checksum in. */
  public long checksumOffload() {
    return checksumOffload;
  }
}
