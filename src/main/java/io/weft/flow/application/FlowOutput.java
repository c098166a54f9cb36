package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Annotations;
import io.weft.dissect.Arrival;
import io.weft.dissect.DataSource;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.flow.FlowListener;
import io.weft.flow.segment.PacketArrival;
import io.weft.flow.table.FlowMemory;
import io.weft.flow.table.FlowState;
import io.weft.flow.table.HostNames;
import io.weft.flow.table.TrackedFlow;

/**
 * Where flows leave what they find, and where they learn which packet is in hand: one a tracker.
 */
public final class FlowOutput {
  private final FlowListener listener;
  private final FlowMemory memory;
  private final HostNames names;
  private final PacketArrival current = new PacketArrival();
  private final PacketArrival ending = new PacketArrival();
  private final PacketArrival waiting = new PacketArrival();
  private boolean isEnding;

  /** What takes the results of the packet in hand; null without. */
  private Annotations packet;

  public FlowOutput(FlowListener listener, HostNames names, FlowMemory memory) {
    this.listener = listener;
    this.names = names;
    this.memory = memory;
  }

  /** From now on this packet is in hand. */
  public void begin(Annotations annotations) {
    current.of(annotations.packet());
    packet = annotations;
  }

  /** The packet goes; what still comes of it comes without it. */
  public void leave() {
    current.gone(current.number(), current.nanos());
    packet = null;
  }

  /**
   * A flow is about to end, which has nothing to do with the packet in hand.
   *
   * @param packet number of the packet at which it is known to be over
   * @param nanos that packet's time, in nanoseconds since the epoch
   */
  public Arrival beginEnd(long packet, long nanos) {
    isEnding = true;
    ending.gone(packet, nanos);
    return ending;
  }

  /** The flow has ended: what comes now is the packet's again. */
  public void leaveEnd() {
    isEnding = false;
  }

  /** Leaves a result with a layer of the packet in hand. */
  public void attach(int layer, Object holder) {
    packet.attach(layer, holder);
  }

  /** Of what happens now. */
  public Arrival arrival() {
    return isEnding ? ending : current;
  }

  /** Of bytes that came with a packet, which may not be the one in hand. */
  public Arrival arrivalOf(long packet, long nanos) {
    PacketArrival now = isEnding ? ending : current;
    if (packet == now.number() && nanos == now.nanos()) {
      return now;
    }
    waiting.gone(packet, nanos);
    return waiting;
  }

  public FlowListener listener() {
    return listener;
  }

  public FlowMemory memory() {
    return memory;
  }

  /** Reports an exchange, and keeps it with its flow if it is among the first. */
  void emit(TrackedFlow flow, FlowState state, Exchange exchange, Arrival arrival) {
    state.add(exchange, memory);
    listener.onExchange(flow, exchange, arrival);
  }

  void name(boolean ipv6, long high, long low, String name, Arrival arrival) {
    names.add(new IpAddress(ipv6, high, low), name, arrival.number());
  }

  /**
   * Adds a layer to the packet in hand, which completed the message, though its last bytes may have
   * come earlier and waited for others.
   *
   * @param source what the bytes are
   */
  void append(DataSource source, Protocol protocol, byte[] bytes, int from, int to) {
    if (arrival().packet() != null) {
      packet.append(source, protocol, bytes, from, to);
    }
  }
}
