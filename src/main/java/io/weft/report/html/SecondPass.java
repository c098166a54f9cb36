package io.weft.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpSegment;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.TimeAnalysis;
import io.weft.report.explain.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps the segments and texts of chosen flows, and writes each flow as it ends. Of a flow that
 * ends several times, for want of room or after long silence, the first part is shown.
 */
final class SecondPass implements FlowListener {
  private final Set<FlowName> chosen;
  private final Set<FlowName> written = new LinkedHashSet<>();
  private final SegmentFields fields;
  private final PageWriter page;
  private final long originNanos;
  private final Wording words;
  private final InternalErrors errors;
  private final TimeAnalysis times = new TimeAnalysis(this::time);
  private long kept;

  /**
   * @param chosen the flows
   * @param chain that dissects the packets
   * @param page takes a block for each flow
   * @param originNanos from which times are counted, in nanoseconds since the epoch
   * @param words for where the time went
   * @param errors counts flows that could not be written
   */
  SecondPass(
      Set<FlowName> chosen,
      Chain chain,
      PageWriter page,
      long originNanos,
      Wording words,
      InternalErrors errors) {
    this.chosen = chosen;
    fields = new SegmentFields(chain);
    this.page = page;
    this.originNanos = originNanos;
    this.words = words;
    this.errors = errors;
  }

  /** The flows that were written. */
  Set<FlowName> written() {
    return written;
  }

  @Override
  public boolean wantsPackets() {
    return true;
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (chosen.contains(flow.name()) && !written.contains(flow.name())) {
      flow.attach(new FlowStory(originNanos));
    }
  }

  private static FlowStory story(Flow flow) {
    return flow.attachment() instanceof FlowStory story ? story : null;
  }

  @Override
  public void onPacket(Flow flow, Arrival arrival) {
    FlowStory story = story(flow);
    if (story == null || arrival.packet() == null || flow.ipProtocol() != IpProtocol.TCP) {
      return;
    }
    Segment segment = fields.read(arrival.packet(), flow.stream());
    if (segment != null) {
      kept -= story.memory();
      story.segment(flow, segment, isFromClient(flow, segment, arrival.packet()), arrival);
      kept += story.memory();
    }
  }

  private boolean isFromClient(Flow flow, Segment segment, Packet packet) {
    if (flow.clientPort() != flow.serverPort()) {
      return segment.sourcePort == flow.clientPort();
    }
    IpAddress source = fields.source(packet);
    return source == null || source.equals(flow.client());
  }

  /** Where the time of a connection went; told right before the connection's end is. */
  private void time(Flow flow, FlowRecord record, ConnectionTime time) {
    FlowStory story = story(flow);
    if (story != null) {
      story.time(TimeAccount.of(time, originNanos, words));
    }
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (story(flow) != null) {
      times.onSegment(flow, segment, arrival);
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    times.onExchange(flow, exchange, arrival); // of all flows: names were asked for in others
  }

  @Override
  public void onBytes(
      Flow flow, Direction direction, long offset, byte[] bytes, int from, int to, Arrival at) {
    FlowStory story = story(flow);
    if (story != null) {
      kept -= story.memory();
      story.excerpt().bytes(FlowStory.side(direction), bytes, from, to, at.number(), at.nanos());
      kept += story.memory();
    }
  }

  @Override
  public void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {
    FlowStory story = story(flow);
    if (story != null) {
      story.excerpt().gap(FlowStory.side(direction), missing, arrival.number(), arrival.nanos());
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {
    FlowStory story = story(flow);
    if (story != null && arrival.packet() != null) {
      kept -= story.memory();
      story.datagram(direction, layer, arrival);
      kept += story.memory();
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    FlowStory story = story(flow);
    if (story != null) {
      story.reverse();
      times.onReversed(flow, arrival);
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    times.onClosed(flow, record);
    FlowStory story = story(flow);
    if (story == null || !written.add(flow.name())) {
      return;
    }
    kept -= story.memory();
    try {
      page.block(flow.name().toString(), story.block(record));
    } catch (JsonProcessingException e) {
      written.remove(flow.name());
      errors.contain(e, record.times().lastPacket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long keptBytes() {
    return kept + times.keptBytes();
  }
}
