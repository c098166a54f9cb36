package io.weft.flow.application;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Annotations;
import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
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
 * Takes what is found in flows, and knows which packet is being tracked. Each tracker has one such
 * object.
 */
public final class FlowOutput {
  private final FlowListener listener;
  private final FlowMemory memory;
  private final HostNames names;
  private final PacketArrival current = new PacketArrival();
  private final PacketArrival ending = new PacketArrival();
  private final PacketArrival waiting = new PacketArrival();
  private final boolean attaches;
  private boolean isEnding;

  /** Takes the results of the current packet; null between packets. */
  private Annotations packet;

  /**
   * @param attaches does anybody look at what is attached to layers?
   */
  public FlowOutput(FlowListener listener, HostNames names, FlowMemory memory, boolean attaches) {
    this.attaches = attaches;
    this.listener = listener;
    this.names = names;
    this.memory = memory;
  }

  /** Begins a packet. */
  public void begin(Annotations annotations) {
    current.of(annotations.packet());
    packet = annotations;
  }

  /**
   * Ends the packet: what is handed out after it has its number and time, but not the packet
   * itself.
   */
  public void leave() {
    current.gone(current.number(), current.nanos());
    packet = null;
  }

  /**
   * Begins the end of a flow. What is handed out meanwhile does not belong to the current packet.
   *
   * @param packet number of the packet at which it is known to be over
   * @param nanos that packet's time, in nanoseconds since the epoch
   */
  public Arrival beginEnd(long packet, long nanos) {
    isEnding = true;
    ending.gone(packet, nanos);
    return ending;
  }

  /** Ends the end of a flow: what is handed out now belongs to the current packet again. */
  public void leaveEnd() {
    isEnding = false;
  }

  /** Does anybody look at what is attached to layers? */
  public boolean attaches() {
    return attaches;
  }

  /** Attaches a result to a layer of the current packet. */
  public void attach(int layer, Object holder) {
    packet.attach(layer, holder);
  }

  /** Says what a layer of data in the current packet is. */
  void identify(int layer, Protocol protocol, Object holder) {
    packet.identify(layer, protocol, holder);
  }

  /** The arrival of what is handed out now. */
  public Arrival arrival() {
    return isEnding ? ending : current;
  }

  /**
   * The arrival of bytes that a packet brought, which may be an earlier one than the current
   * packet.
   */
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

  /**
   * Reports an exchange, and keeps it with its flow where it is one of the first of its protocol.
   */
  void emit(TrackedFlow flow, FlowState state, Exchange exchange, Arrival arrival) {
    state.add(exchange, memory);
    listener.onExchange(flow, exchange, arrival);
  }

  /** Replaces an exchange that the flow keeps. */
  void replace(FlowState state, Exchange emitted, Exchange later) {
    state.replace(emitted, later, memory);
  }

  /** Asks the listener who takes content that begins; null for nobody. */
  ContentSink content(TrackedFlow flow, boolean ofRequest, Arrival arrival) {
    return listener.onContent(flow, ofRequest, arrival);
  }

  void name(boolean ipv6, long high, long low, String name, Arrival arrival) {
    names.add(new IpAddress(ipv6, high, low), name, arrival.number());
  }

  /**
   * Adds a message as a layer to the current packet. That packet completed the message, although
   * the last bytes of the message may have come earlier and waited for others.
   *
   * @param source what the bytes are
   * @param holder what is attached to the layer; null for nothing
   */
  void append(DataSource source, Protocol protocol, byte[] bytes, int from, int to, Object holder) {
    if (arrival().packet() != null) {
      packet.append(source, protocol, bytes, from, to, holder);
    }
  }
}
