package io.weft.flow;

import io.weft.dissect.Packet;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** All flows that are open: finds, begins, times out and reports them. */
final class FlowRegister {
  /** Flows whose record has left, but whose number is still known. */
  private static final int MAX_PAST = 1 << 18;

  private final FlowConfig config;
  private final FlowListener listener;
  private final FlowTable table = new FlowTable(new SplittableRandom().nextLong());
  private final IdleLists idle;
  private final FlowMemory memory;
  private final NameTable names;
  private final RecordMaker records;
  private final int[] streams = new int[256];

  private long clock;
  private long previousTime = Long.MIN_VALUE;
  private long packetNumber;
  private ActiveFlows active;
  private int connections;
  private int past;

  private long begun;
  private long evicted;
  private long abandonedBytes;
  private long unlistedSegments;
  private long forgottenRanges;
  private long checksumErrors;
  private long checksumOffload;

  FlowRegister(FlowConfig config, FlowListener listener, FlowMemory memory) {
    this.config = config;
    this.listener = listener;
    this.memory = memory;
    names = new NameTable(memory);
    idle = new IdleLists(config);
    records = new RecordMaker(names, config.analysis());
  }

  /**
   * Moves the clock to a packet and reports the flows that are over by then, and those for which
   * there is no room any more.
   */
  void advance(Packet packet) {
    packetNumber = packet.number();
    // A single packet with a time far ahead must not end every flow: the clock follows the earlier
    // of two neighbours.
    long time = packet.timeNanos();
    clock = Math.min(time, previousTime);
    previousTime = time;
    retireUpTo(clock);
    if (memory.isOver()) {
      makeRoom();
    }
  }

  /**
   * Reports the flows that are over by a moment up to which all packets have come. Packets' own
   * clock stays where it is, so it matters to no packet when, or whether, this is called: a flow
   * that is over by then gets no further packet in time, for that packet is later than the moment.
   * It would have found the flow over by the flow's own last packet and begun another. (But for a
   * closed connection, whose record leaves before its time-out is over: what comes for it in
   * between, without a packet of any other flow before it, is counted with it only where no clock
   * but the packets' is known.)
   */
  void advance(long nanos) {
    retireUpTo(nanos);
  }

  private void retireUpTo(long now) {
    if (idle.isCheckDue(now)) {
      for (Flow flow = idle.nextOver(now); flow != null; flow = idle.nextOver(now)) {
        retire(flow);
      }
    }
  }

  /** Between packets, when no flow is in anybody's hands. */
  private void makeRoom() {
    while (memory.isOver()) {
      Flow flow = memory.isPastOver() ? null : idle.longestIdleOpen();
      if (flow == null) {
        flow = idle.oldestPast();
      }
      if (flow == null) {
        return; // what is kept beside flows is bounded by itself
      }
      if (flow.isBareSyn() || flow.has(Flow.RECORDED)) {
        evict(flow); // remembered, a bare SYN would take as much as before
      } else {
        evicted++;
        flow.set(Flow.EARLY);
        retire(flow);
        if (flow.state != null) {
          flow.state.release(); // its analysis would take room from those that go on
        }
      }
    }
  }

  FlowMemory memory() {
    return memory;
  }

  NameTable names() {
    return names;
  }

  /**
   * The flow of the key, or null. One that has been idle for too long is reported now; it, and
   * every one reported before, comes with {@link Flow#RECORDED} set: what goes on is another flow
   * of the same number.
   */
  Flow find(FlowKey key, long time) {
    Flow flow = table.find(key, table.hash(key));
    if (flow != null && idle.isOver(flow, time)) {
      retire(flow);
    }
    return flow;
  }

  /**
   * A new flow whose client is the packet's sender.
   *
   * @param before the flow of the same key whose record has left, or that has no packet yet: the
   *     new one takes its place and number; or null
   */
  Flow begin(FlowKey key, Packet packet, long payload, Flow parent, Flow before) {
    Flow flow = new Flow(table.hash(key), key.ipProtocol);
    key.writeTo(flow);
    flow.firstNanos = packet.timeNanos();
    flow.lastNanos = packet.timeNanos();
    flow.firstPacket = packet.number();
    flow.firstBytes = (int) packet.datagramBytes();
    flow.firstPayloadOrWindow = (int) payload;
    flow.parent = parent;
    for (int i = 0; i < Math.min(2, packet.vlanCount()); i++) {
      flow.vlans |= (packet.vlan(i) + 1) << (16 * i);
    }
    flow.clientKnownBy = ClientEvidence.FIRST_PACKET.code();
    if (before == null) {
      flow.stream = streams[key.ipProtocol]++;
    } else {
      flow.stream = before.stream;
      if (before.has(Flow.RECORDED) && !before.has(Flow.QUOTED)) {
        flow.set(Flow.CONTINUED);
      }
      end(before);
    }
    return flow;
  }

  /**
   * Passes over a number of a stream, for a conversation that Wireshark thinks of; unless that one
   * is known.
   *
   * @param instead the port that it has in place of another of the flow's
   */
  void passNumber(Flow flow, int port, int instead) {
    FlowKey key = FlowKey.fromClient(flow);
    if (key.sourcePort == port) {
      key.sourcePort = instead;
    } else {
      key.destinationPort = instead;
    }
    if (table.find(key, table.hash(key)) == null) {
      streams[key.ipProtocol]++;
    }
  }

  /** Takes up a flow that is ready to be seen. */
  void open(Flow flow, int list) {
    if (table.size() >= config.maxFlows()) {
      evict(idle.longestIdle());
    }
    if (flow.state instanceof TcpConnection) {
      onConnection();
    }
    table.add(flow);
    memory.enter(flow);
    idle.add(flow, list, flow.lastNanos);
    if (!flow.has(Flow.QUOTED)) {
      begun++;
      if (active != null) {
        active.add(flow, 0, 0);
      }
      listener.onOpened(flow);
    }
  }

  /** Takes up a flow that is known only from a header quoted in an error message. */
  Flow openQuoted(Flow flow, int list) {
    flow.set(Flow.QUOTED);
    open(flow, list);
    return flow;
  }

  /** More is known of a flow now than what it began with. */
  void change(Flow flow, FlowState state) {
    memory.leave(flow);
    flow.state = state;
    memory.enter(flow);
    if (state instanceof TcpConnection) {
      onConnection();
    }
  }

  private void onConnection() {
    if (++connections > config.maxConnections()) {
      evict(idle.longestIdleConnection());
    }
  }

  private void evict(Flow flow) {
    if (flow != null) {
      if (!flow.has(Flow.RECORDED | Flow.QUOTED)) {
        evicted++;
      }
      end(flow);
    }
  }

  /** A further packet of a flow. */
  void count(Flow flow, boolean fromClient, Packet packet, long payload) {
    if (active != null && !flow.has(Flow.ACTIVE)) {
      active.add(flow, flow.packets(), flow.bytes());
    }
    flow.unset(Flow.UNCHANGED);
    flow.count(fromClient, packet.datagramBytes(), payload);
    if (packet.timeNanos() > flow.lastNanos) {
      flow.lastNanos = packet.timeNanos();
    }
  }

  /**
   * Counts a packet whose checksum is not right.
   *
   * @param flow that the packet has been counted with; null for none
   * @param isError or was it only to be filled in by the network card?
   */
  void countChecksum(Flow flow, boolean fromClient, boolean isError) {
    if (isError) {
      checksumErrors++;
    } else {
      checksumOffload++;
    }
    if (flow != null) {
      memory.notesOf(flow).addChecksum(fromClient, isError);
    }
  }

  void touch(Flow flow, int list) {
    if (flow.list == list) {
      idle.touch(flow, flow.lastNanos);
    } else {
      idle.move(flow, list, flow.lastNanos);
    }
  }

  /** Reports the flow, if that is still to be done, and forgets it. */
  void end(Flow flow) {
    table.remove(flow);
    idle.remove(flow);
    release(flow);
    if (flow.has(Flow.RECORDED)) {
      past--;
    } else {
      report(flow, true);
    }
    memory.leave(flow);
    if (flow.state != null) {
      flow.state.release();
    }
    flow.state = null; // flows inside a tunnel still know it, by its number
    flow.traffic = null;
  }

  /**
   * Reports a flow whose time is over. Its number stays known, as long as there is room, for
   * Wireshark's numbers know no time-out: a packet that comes later belongs to the stream of the
   * same number.
   */
  private void retire(Flow flow) {
    release(flow);
    report(flow, true);
    memory.leave(flow);
    flow.traffic = null;
    flow.state = flow.state == null ? null : flow.state.remains();
    flow.set(Flow.RECORDED);
    memory.enter(flow);
    idle.move(flow, IdleLists.PAST, flow.lastNanos);
    if (++past > MAX_PAST) {
      end(idle.oldestPast());
    }
  }

  private void release(Flow flow) {
    if (flow.state instanceof TcpConnection) {
      connections--;
    }
  }

  private void report(Flow flow, boolean finished) {
    if (flow.has(Flow.RECORDED) || flow.has(Flow.QUOTED)) {
      return;
    }
    if (flow.state != null) {
      flow.state.finish(packetNumber, previousTime);
    }
    flow.unset(Flow.ACTIVE); // who watches hears of the end instead
    FlowRecord record = records.make(flow, finished, packetNumber);
    if (flow.state instanceof TcpConnection) {
      TcpConnection connection = (TcpConnection) flow.state;
      abandonedBytes += connection.client.stream.abandoned() + connection.server.stream.abandoned();
      if (connection.meter != null) {
        unlistedSegments += connection.meter.unlisted();
        forgottenRanges += connection.meter.forgotten();
      }
    }
    listener.onClosed(flow, record);
  }

  /** Reports all flows in the order of their first packets. */
  void finish() {
    drain(flow -> report(flow, true));
  }

  /** As {@link #finish}; but those that were not closed would have gone on. */
  void interrupt() {
    drain(flow -> report(flow, flow.list == IdleLists.LINGERING));
  }

  private void drain(Consumer<Flow> taker) {
    idle.drain(table.size(), taker.andThen(memory::leave));
    table.clear();
  }

  /**
   * Hands out what is known so far of each open flow that has changed since it was last handed out,
   * in the order of first packets.
   */
  void snapshot(Consumer<FlowRecord> taker) {
    for (Flow flow : idle.changed()) {
      taker.accept(record(flow));
      flow.set(Flow.UNCHANGED);
    }
  }

  /** What is known of an open flow so far. */
  FlowRecord record(Flow flow) {
    return records.make(flow, false, packetNumber);
  }

  void watch(ActiveFlows watched) {
    active = watched;
  }

  long begun() {
    return begun;
  }

  long evicted() {
    return evicted;
  }

  long unlistedSegments() {
    return unlistedSegments;
  }

  long forgottenRanges() {
    return forgottenRanges;
  }

  long checksumErrors() {
    return checksumErrors;
  }

  long checksumOffload() {
    return checksumOffload;
  }

  long abandonedBytes() {
    return abandonedBytes;
  }
}
