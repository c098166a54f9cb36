package io.weft.flow;

import io.weft.dissect.Packet;
import java.util.SplittableRandom;

/** All flows that are open: finds, begins, times out and reports them. */
final class FlowRegister {
  private final FlowConfig config;
  private final FlowListener listener;
  private final FlowTable table = new FlowTable(new SplittableRandom().nextLong());
  private final IdleLists idle;
  private final NameTable names = new NameTable();
  private final RecordMaker records = new RecordMaker(names);
  private final int[] streams = new int[256];

  private long clock;
  private long previousTime = Long.MIN_VALUE;
  private long packetNumber;
  private int connections;

  private long begun;
  private long evicted;
  private long abandonedBytes;

  FlowRegister(FlowConfig config, FlowListener listener) {
    this.config = config;
    this.listener = listener;
    idle = new IdleLists(config);
  }

  /** Moves the clock to a packet and reports the flows that are over by then. */
  void advance(Packet packet) {
    packetNumber = packet.number();
    // A single packet with a time far ahead must not end every flow: the clock follows the earlier
    // of two neighbours.
    long time = packet.timeNanos();
    clock = Math.min(time, previousTime);
    previousTime = time;
    if (idle.isCheckDue(clock)) {
      for (Flow flow = idle.nextOver(clock); flow != null; flow = idle.nextOver(clock)) {
        if (flow.list == IdleLists.LINGERING) {
          report(flow);
          idle.move(flow, IdleLists.CLOSED, flow.lastNanos);
        } else {
          end(flow);
        }
      }
    }
  }

  NameTable names() {
    return names;
  }

  /** The open flow of the key, or null; one that has been idle for too long ends here. */
  Flow find(FlowKey key, long time) {
    Flow flow = table.find(key, table.hash(key));
    if (flow != null && idle.isOver(flow, time)) {
      end(flow);
      return null;
    }
    return flow;
  }

  /** A new flow whose client is the packet's sender. */
  Flow begin(FlowKey key, Packet packet, long payload, Flow parent) {
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
    return flow;
  }

  void number(Flow flow) {
    flow.stream = streams[flow.ipProtocol()]++;
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
    idle.add(flow, list, flow.lastNanos);
    if (!flow.has(Flow.QUOTED)) {
      begun++;
      listener.onOpened(flow);
    }
  }

  /** Takes up a flow that is known only from a header quoted in an error message. */
  Flow openQuoted(Flow flow, int list) {
    flow.set(Flow.QUOTED);
    number(flow);
    open(flow, list);
    return flow;
  }

  /** A flow that is taken up has the state of a connection, or one taken up without has got it. */
  void onConnection() {
    if (++connections > config.maxConnections()) {
      evict(idle.longestIdleConnection());
    }
  }

  private void evict(Flow flow) {
    if (flow != null) {
      evicted++;
      end(flow);
    }
  }

  /** A further packet of a flow. */
  void count(Flow flow, boolean fromClient, Packet packet, long payload) {
    flow.count(fromClient, packet.datagramBytes(), payload);
    if (packet.timeNanos() > flow.lastNanos) {
      flow.lastNanos = packet.timeNanos();
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
    if (flow.state instanceof TcpConnection) {
      connections--;
    }
    report(flow);
  }

  private void report(Flow flow) {
    if (flow.has(Flow.RECORDED) || flow.has(Flow.QUOTED)) {
      return;
    }
    flow.set(Flow.RECORDED);
    if (flow.state != null) {
      flow.state.finish(packetNumber, previousTime);
    }
    FlowRecord record = records.make(flow, true, packetNumber);
    if (flow.state instanceof TcpConnection) {
      TcpConnection connection = (TcpConnection) flow.state;
      abandonedBytes += connection.client.stream.abandoned() + connection.server.stream.abandoned();
    }
    listener.onClosed(flow, record);
  }

  /** Reports all flows in the order of their first packets. */
  void finish() {
    idle.drain(table.size(), this::report);
    table.clear();
  }

  /** What is known of an open flow so far. */
  FlowRecord snapshot(Flow flow) {
    return records.make(flow, false, packetNumber);
  }

  long begun() {
    return begun;
  }

  long evicted() {
    return evicted;
  }

  long abandonedBytes() {
    return abandonedBytes;
  }
}
