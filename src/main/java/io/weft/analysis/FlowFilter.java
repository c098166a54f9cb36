package io.weft.analysis;

import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.RecordFilter;
import io.weft.filter.syntax.FilterException;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.NeighborMessage;
import io.weft.flow.TcpSegment;
import java.util.List;
import java.util.function.Predicate;

/**
 * A display filter that selects flows: those of which a packet matches. Of a filter that also names
 * fields of flows ({@link FlowFields}), each largest part that names none is true of a flow if it
 * is true of one of its packets.
 *
 * <p>It is for one run of an {@link Analyzer} ({@link Analyzer.Builder#filter}), whose listeners
 * ask it about records. Not thread-safe.
 */
public final class FlowFilter implements PacketListener, Predicate<FlowRecord> {
  /** As many layers as a packet has, so as many flows. */
  private static final int MAX_FLOWS = Packet.MAX_LAYERS;

  private final RecordFilter<FlowRecord> filter;
  private final FlowBits bits = new FlowBits();
  private final long[] flows = new long[MAX_FLOWS];
  private int flowCount;

  private FlowFilter(RecordFilter<FlowRecord> filter) {
    this.filter = filter;
  }

  /**
   * Compiles a filter.
   *
   * @param chain that dissects the packets
   * @throws FilterException where the text is no filter
   */
  public static FlowFilter compile(String text, Chain chain) throws FilterException {
    return new FlowFilter(
        RecordFilter.compile(text, FieldCatalogue.of(chain), FlowFields.of(chain)));
  }

  /** Does it name something of packets that TCP's analysis or the application's stream tells? */
  public boolean isTracked() {
    return filter.isTracked();
  }

  /** Does it name a field of flows? */
  public boolean namesFlows() {
    return filter.namesRecord();
  }

  /** The same listener, past whom this filter hears of flows. */
  FlowListener around(FlowListener listener) {
    return new Listener(listener);
  }

  @Override
  public void onPacket(Packet packet) {
    if (flowCount == 0) {
      return;
    }
    long found = filter.test(packet);
    for (int i = 0; found != 0 && i < flowCount; i++) {
      bits.add(flows[i], found);
    }
    flowCount = 0;
  }

  /** Does the filter select the flow, as far as its packets so far tell? */
  @Override
  public boolean test(FlowRecord record) {
    return filter.matches(record, bits.get(key(record.ipProtocol(), record.stream())));
  }

  /**
   * Has the filter selected the flow for good, because it asks about packets alone, and one has
   * matched?
   */
  boolean hasMatched(Flow flow) {
    return !filter.namesRecord()
        && (!filter.asksPackets() || bits.get(key(flow.ipProtocol(), flow.stream())) != 0);
  }

  private static long key(int ipProtocol, long stream) {
    return ((long) ipProtocol << (Long.SIZE - Byte.SIZE)) | stream;
  }

  /** Passes everything on. */
  private final class Listener implements FlowListener {
    private final FlowListener next;

    Listener(FlowListener next) {
      this.next = next;
    }

    @Override
    public boolean wantsPackets() {
      return filter.asksPackets() || next.wantsPackets();
    }

    @Override
    public void onPacket(Flow flow, Arrival arrival) {
      if (flowCount < MAX_FLOWS) {
        flows[flowCount++] = key(flow.ipProtocol(), flow.stream());
      }
      next.onPacket(flow, arrival);
    }

    @Override
    public ContentSink onContent(Flow flow, boolean ofRequest, Arrival arrival) {
      return next.onContent(flow, ofRequest, arrival);
    }

    @Override
    public void onOpened(Flow flow, Arrival arrival) {
      next.onOpened(flow, arrival);
    }

    @Override
    public void onBytes(
        Flow flow,
        Direction direction,
        long offset,
        byte[] bytes,
        int from,
        int to,
        Arrival arrival) {
      next.onBytes(flow, direction, offset, bytes, from, to, arrival);
    }

    @Override
    public void onRepeat(Flow flow, Direction direction, long offset, int length, Arrival arrival) {
      next.onRepeat(flow, direction, offset, length, arrival);
    }

    @Override
    public void onProtocol(
        Flow flow,
        List<Protocol> over,
        Protocol protocol,
        long clientOffset,
        long serverOffset,
        Arrival arrival) {
      next.onProtocol(flow, over, protocol, clientOffset, serverOffset, arrival);
    }

    @Override
    public void onInnerBytes(
        Flow flow,
        List<Protocol> over,
        Direction direction,
        byte[] bytes,
        int from,
        int to,
        Arrival arrival) {
      next.onInnerBytes(flow, over, direction, bytes, from, to, arrival);
    }

    @Override
    public void onInnerGap(
        Flow flow, List<Protocol> over, Direction direction, long missing, Arrival arrival) {
      next.onInnerGap(flow, over, direction, missing, arrival);
    }

    @Override
    public void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {
      next.onGap(flow, direction, offset, missing, arrival);
    }

    @Override
    public void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {
      next.onDatagram(flow, direction, layer, arrival);
    }

    @Override
    public void onReversed(Flow flow, Arrival arrival) {
      next.onReversed(flow, arrival);
    }

    @Override
    public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
      next.onExchange(flow, exchange, arrival);
    }

    @Override
    public boolean wantsSegments() {
      return next.wantsSegments();
    }

    @Override
    public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
      next.onSegment(flow, segment, arrival);
    }

    @Override
    public boolean wantsNeighbors() {
      return next.wantsNeighbors();
    }

    @Override
    public void onNeighbor(NeighborMessage message, Arrival arrival) {
      next.onNeighbor(message, arrival);
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      next.onClosed(flow, record);
      bits.remove(key(record.ipProtocol(), record.stream()));
    }

    @Override
    public long keptBytes() {
      return next.keptBytes() + bits.memory();
    }
  }
}
