package io.weft.analysis;

import io.weft.dissect.Arrival;
import io.weft.dissect.ContentSink;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Passes on the exchanges of flows that a filter selects. An exchange waits until a packet of its
 * flow has matched; where the filter names fields of flows it waits until the flow ends. Not
 * thread-safe.
 */
public final class SelectedExchanges implements FlowListener, PacketListener {
  /** Further exchanges of flows that are not selected yet are left out, and counted. */
  private static final int MOST_WAITING = 50_000;

  /** Estimated memory of an exchange in bytes. */
  private static final long BYTES = 1024;

  private final FlowFilter filter;
  private final BiConsumer<Flow, Exchange> consumer;
  private final ExchangeContents contents;
  private final Map<FlowName, List<Exchange>> waiting = new HashMap<>();

  /** The flows of which exchanges began to wait with the current packet. */
  private final List<Flow> fresh = new ArrayList<>();

  private int waitingCount;
  private long leftOut;

  /**
   * @param filter of the same run ({@link Analyzer.Builder#filter}); null selects all flows
   */
  public SelectedExchanges(FlowFilter filter, BiConsumer<Flow, Exchange> consumer) {
    this(filter, consumer, null);
  }

  /**
   * @param filter of the same run ({@link Analyzer.Builder#filter}); null selects all flows
   * @param contents keeps what exchanges carry until they are passed on; null where nobody asks
   */
  public SelectedExchanges(
      FlowFilter filter, BiConsumer<Flow, Exchange> consumer, ExchangeContents contents) {
    this.filter = filter;
    this.consumer = consumer;
    this.contents = contents;
  }

  /** Exchanges that were left out because too many waited. */
  public long leftOut() {
    return leftOut;
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    if (filter == null || filter.hasMatched(flow)) {
      consumer.accept(flow, exchange);
    } else if (waitingCount == MOST_WAITING) {
      leftOut++;
      drop(exchange);
    } else {
      waitingCount++;
      waiting.computeIfAbsent(flow.name(), key -> new ArrayList<>(1)).add(exchange);
      fresh.add(flow);
    }
  }

  /** The filter has looked at the packet by now. */
  @Override
  public void onPacket(Packet packet) {
    if (fresh.isEmpty()) {
      return;
    }
    for (Flow flow : fresh) {
      if (filter.hasMatched(flow)) {
        pass(flow, true);
      }
    }
    fresh.clear();
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!waiting.isEmpty()) {
      pass(flow, filter.test(record));
    }
  }

  private void pass(Flow flow, boolean isSelected) {
    List<Exchange> exchanges = waiting.remove(flow.name());
    if (exchanges != null) {
      waitingCount -= exchanges.size();
      if (isSelected) {
        exchanges.forEach(each -> consumer.accept(flow, each));
      } else {
        exchanges.forEach(this::drop);
      }
    }
  }

  private void drop(Exchange exchange) {
    if (contents != null) {
      contents.drop(exchange);
    }
  }

  @Override
  public ContentSink onContent(Flow flow, boolean ofRequest, Arrival arrival) {
    return contents == null ? null : contents.open(ofRequest);
  }

  @Override
  public long keptBytes() {
    return waitingCount * BYTES + (contents == null ? 0 : contents.memory());
  }
}
