package io.weft.insight.story;

import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Span;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.flow.TcpSegment;
import io.weft.insight.Message;
import io.weft.insight.time.ConnectionTime;
import io.weft.insight.time.LookUp;
import io.weft.insight.time.TimeAnalysis;
import io.weft.insight.time.TimeSink;
import io.weft.protocol.app.dns.DnsExchange;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Listens to one flow, and to the name look-ups of all, and tells its story. TCP must be analysed:
 * see {@link io.weft.flow.FlowConfig}.
 */
public final class StoryTeller implements FlowListener {
  /** More than anybody reads. */
  public static final int MAX_STEPS = 500;

  /** A flow that falls silent for longer than its time-out has a story for each time. */
  private static final int MAX_STORIES = 16;

  private final FlowName wanted;
  private final TimeAnalysis times;
  private final List<Story> stories = new ArrayList<>();
  private long highest = -1;
  private ConnectionTime time;
  private Steps steps;

  /** The packets with which exchanges of the flow were complete, as far as there are steps. */
  private final IdentityHashMap<Exchange, Long> complete = new IdentityHashMap<>();

  private SegmentLog log;
  private SegmentNarrator narrator;
  private Turns turns;

  /**
   * @param wanted the flow whose story is told
   */
  public StoryTeller(FlowName wanted) {
    this.wanted = wanted;
    times = new TimeAnalysis(new Sink());
    begin();
  }

  /** Takes where the time of the flow went. */
  private final class Sink implements TimeSink {
    @Override
    public boolean wantsExchanges() {
      return false; // the story has its own account of them
    }

    @Override
    public void onConnection(Flow flow, FlowRecord record, ConnectionTime found) {
      time = found;
    }
  }

  private void begin() {
    time = null;
    complete.clear();
    steps = new Steps();
    log = new SegmentLog();
    narrator = new SegmentNarrator(steps, log);
    turns = new Turns();
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    if (flow.ipProtocol() == wanted.ipProtocol()) {
      highest = Math.max(highest, flow.stream());
    }
  }

  /** The highest number of a flow of the same IP protocol; -1 where there is none. */
  public long highest() {
    return highest;
  }

  private boolean isWanted(Flow flow) {
    return flow.stream() == wanted.stream() && flow.ipProtocol() == wanted.ipProtocol();
  }

  @Override
  public boolean wantsSegments() {
    return true;
  }

  @Override
  public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
    if (isWanted(flow)) {
      times.onSegment(flow, segment, arrival);
      narrator.onSegment(segment, arrival);
      if (segment.length() > 0
          && !segment.isRetransmission()
          && !segment.isCopy()
          && !segment.isKeepAlive()) {
        turns.add(segment.direction(), arrival.number(), arrival.nanos(), segment.length());
      }
    }
  }

  @Override
  public void onDatagram(Flow flow, Direction direction, int layer, Arrival arrival) {
    if (isWanted(flow)) {
      int bytes = arrival.packet().wireLimit(layer) - arrival.packet().payload(layer);
      turns.add(direction, arrival.number(), arrival.nanos(), bytes);
    }
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    if (isWanted(flow)) {
      times.onReversed(flow, arrival);
      log.reverse();
    }
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    boolean isWanted = isWanted(flow);
    if (isWanted || exchange instanceof DnsExchange) {
      times.onExchange(flow, exchange, arrival);
    }
    if (isWanted && complete.size() < MAX_STEPS) {
      complete.put(exchange, arrival.number());
    }
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    if (!isWanted(flow)) {
      return;
    }
    times.onClosed(flow, record);
    narrator.finish(record.tcp() == null ? null : record.tcp().analysis());
    lookUp(record);
    opening(record);
    exchanges(record);
    ending(record);
    if (stories.size() < MAX_STORIES) {
      List<StoryStep> told =
          steps.inOrder(
              record.tcp() == null || record.tcp().analysis() == null
                  ? null
                  : record.tcp().analysis().states());
      stories.add(new Story(record, told, steps.omitted(), time));
    }
    begin();
  }

  private void lookUp(FlowRecord record) {
    LookUp before = time == null ? null : time.before();
    if (before != null) {
      steps.add(
          before.startNanos(),
          before.firstPacket(),
          before.lastPacket(),
          null,
          "DNS",
          Message.of(
              before.attempts() > 1 ? "story.look-up.again" : "story.look-up",
              before.name(),
              record.server().ip().toString(),
              new Span(before.durationNanos()),
              (long) before.attempts()));
    }
  }

  private void opening(FlowRecord record) {
    TcpRecord tcp = record.tcp();
    if (tcp == null) {
      return;
    }
    TcpRecord.Handshake handshake = tcp.handshake();
    long start = record.times().startNanos();
    long first = record.times().firstPacket();
    if (handshake == null) {
      steps.addFirst(start, first, "TCP", Message.of("story.midstream"));
    } else if (handshake.rttNanos() != TcpRecord.UNKNOWN && narrator.ackPacket() > 0) {
      steps.add(
          handshake.synNanos(),
          narrator.synPacket(),
          narrator.ackPacket(),
          null,
          "TCP",
          handshake(handshake));
    } else if (narrator.synAckPacket() > 0 && narrator.ackPacket() > 0) {
      steps.add(
          start,
          first,
          narrator.ackPacket(),
          null,
          "TCP",
          Message.of("story.handshake.no-syn", narrator.synAckPacket(), narrator.ackPacket()));
    } else if (narrator.synAckPacket() > 0) {
      steps.add(
          start,
          first,
          Direction.FROM_SERVER,
          "TCP",
          Message.of("story.half-open", narrator.synAckPacket()));
    } else if (!narrator.isSynTold()) {
      steps.add(start, first, Direction.FROM_CLIENT, "TCP", Message.of("story.syn"));
    }
  }

  private Message handshake(TcpRecord.Handshake handshake) {
    Span whole = new Span(handshake.rttNanos());
    long syn = narrator.synPacket();
    long synAck = narrator.synAckPacket();
    long ack = narrator.ackPacket();
    return handshake.serverRttNanos() == TcpRecord.UNKNOWN // the capture has them in another order
        ? Message.of("story.handshake.whole", whole, syn, synAck, ack)
        : Message.of(
            "story.handshake", whole, syn, synAck, ack, new Span(handshake.serverRttNanos()));
  }

  private void exchanges(FlowRecord record) {
    long path = time == null ? -1 : time.serverRttNanos();
    boolean isEncrypted =
        record.exchanges().stream().anyMatch(each -> each.protocol().equals("tls"));
    ExchangeNarrator told = new ExchangeNarrator(steps, log, path, isEncrypted);
    boolean isTold = false;
    for (FlowRecord.Exchanges each : record.exchanges()) {
      each.first().forEach(one -> told.tell(one, complete.getOrDefault(one, 0L)));
      // These tell how they began; what they carried is hidden, and told by turns.
      isTold |= !each.protocol().equals("tls") && !each.protocol().equals("ssh");
      long more = each.count() - each.first().size();
      if (more > 0) {
        steps.add(
            record.times().endNanos(),
            0,
            null,
            each.protocol().toUpperCase(Locale.ROOT),
            Message.of("story.exchange.more", more));
      }
    }
    if (!isTold) {
      turns.tell(steps, record.protocol().toUpperCase(Locale.ROOT));
    }
  }

  private void ending(FlowRecord record) {
    if (record.icmp() != null && record.icmp().from() != null) {
      steps.add(
          record.icmp().nanos(),
          record.icmp().packet(),
          null,
          "ICMP",
          Message.of("story.icmp", record.icmp().from().toString(), record.icmpText()));
    }
    TcpRecord tcp = record.tcp();
    if (tcp != null) {
      long end = record.times().endNanos();
      long last = record.times().lastPacket();
      boolean isSilent = record.server().volume().packets() == 0 && record.icmp() == null;
      if (isSilent && record.client().volume().payloadBytes() == 0) {
        steps.add(end, last, null, "TCP", Message.of("story.unanswered"));
      } else if (tcp.close() == null) {
        steps.add(end, 0, null, "TCP", Message.of("story.open"));
      }
    }
  }

  /** The stories of the flow that are over: mostly one; none where the flow is not there. */
  public List<Story> stories() {
    return List.copyOf(stories);
  }
}
