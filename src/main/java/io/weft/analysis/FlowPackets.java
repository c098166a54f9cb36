package io.weft.analysis;

import io.weft.capture.PacketSource;
import io.weft.dissect.Arrival;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.filter.DisplayFilter;
import io.weft.filter.syntax.FilterException;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Finds the packets of the flows that a filter selects. A flow is known to be selected only when
 * its packets have passed, so the capture is read twice: once to find the flows, and once to find
 * their packets. What is kept is a bit for each flow, and one for each packet.
 */
public final class FlowPackets implements LongPredicate {
  /** Numbers beyond have no bit: nobody has so many packets in one capture. */
  private static final long MOST = Integer.MAX_VALUE - 1;

  private final BitSet numbers;

  private FlowPackets(BitSet numbers) {
    this.numbers = numbers;
  }

  /** Opens the capture anew; the same packets come each time. */
  @FunctionalInterface
  public interface Opener {
    PacketSource open() throws IOException;
  }

  /**
   * Reads a capture twice.
   *
   * @param text a display filter, which may name fields of flows as {@link FlowFilter} has it. A
   *     packet that is in no flow is selected where the filter names none and is true of the packet
   * @param chain that dissects the packets
   * @param config how flows are tracked: with the analysis and the streams that the filter needs
   * @throws FilterException where the text is no filter
   */
  public static FlowPackets find(String text, Chain chain, FlowConfig config, Opener opener)
      throws IOException, FilterException {
    FlowFilter filter = FlowFilter.compile(text, chain);
    Flows selected = new Flows(filter);
    run(Analyzer.of(chain).filter(filter).flows(config, selected), opener);
    Numbers numbers =
        new Numbers(
            selected,
            filter.namesFlows() ? null : DisplayFilter.compile(text, FieldCatalogue.of(chain)));
    run(Analyzer.of(chain).flows(config, numbers).packets(numbers), opener);
    return new FlowPackets(numbers.found);
  }

  private static void run(Analyzer.Builder analyzer, Opener opener) throws IOException {
    try (PacketSource source = opener.open()) {
      analyzer.build().run(source);
    }
  }

  /** Is the packet of this number one of a selected flow? */
  @Override
  public boolean test(long number) {
    return number <= MOST && numbers.get((int) number);
  }

  /** The flows that are selected. */
  private static final class Flows implements FlowListener {
    private final FlowFilter filter;

    /** By IP protocol, and in it by the number of the stream. */
    private final Map<Integer, BitSet> streams = new HashMap<>();

    Flows(FlowFilter filter) {
      this.filter = filter;
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      if (record.stream() <= MOST && filter.test(record)) {
        streams
            .computeIfAbsent(record.ipProtocol(), key -> new BitSet())
            .set((int) record.stream());
      }
    }

    boolean contains(Flow flow) {
      BitSet known = streams.get(flow.ipProtocol());
      return known != null && flow.stream() <= MOST && known.get((int) flow.stream());
    }
  }

  /** The numbers of the packets that are selected. */
  private static final class Numbers implements FlowListener, PacketListener {
    private final BitSet found = new BitSet();
    private final FragmentNumbers fragments = new FragmentNumbers();
    private final Flows flows;
    private final DisplayFilter alone;
    private boolean isInFlow;
    private boolean isSelected;

    /**
     * @param alone asked about packets that are in no flow; null selects none of them
     */
    Numbers(Flows flows, DisplayFilter alone) {
      this.flows = flows;
      this.alone = alone;
    }

    @Override
    public boolean wantsPackets() {
      return true;
    }

    @Override
    public void onPacket(Flow flow, Arrival arrival) {
      isInFlow = true;
      isSelected |= flows.contains(flow);
    }

    @Override
    public void onPacket(Packet packet) {
      boolean isWanted = isInFlow ? isSelected : alone != null && alone.matches(packet);
      if (packet.number() <= MOST) {
        if (isWanted) {
          found.set((int) packet.number());
        }
        fragments(packet);
      }
      isInFlow = false;
      isSelected = false;
    }

    /** A datagram's fragments are in no flow, but for the one that makes it whole. */
    private void fragments(Packet packet) {
      if (!isInFlow) {
        fragments.add(packet);
        return;
      }
      BitSet before = fragments.take(packet);
      if (before != null && isSelected) {
        found.or(before);
      }
    }
  }
}
