package io.weft.flow.track;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weft.dissect.Arrival;
import io.weft.dissect.Cursor;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.CaptureLoss;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowCounters;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.table.FlowMemory;
import io.weft.protocol.FieldValues;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A capture point in memory: frames go through the dissectors into a flow tracker, and all that
 * comes out is collected. Packets are a millisecond apart unless the clock is moved. The bytes of a
 * frame are overwritten behind it, so that nothing can be read from a packet that has gone.
 */
public final class Wire implements FlowListener {
  public static final long START_NANOS = 1_700_000_000_000_000_000L;

  private static final Chain STANDARD = StandardProtocols.chain();
  private static final int ETHERNET = 1;
  private static final long STEP_NANOS = 1_000_000;
  private static final int FRAME_AT = 5;

  private final Chain chain;
  private final FlowTracker tracker;
  private final Cursor cursor = new Cursor();
  private final Packet packet = cursor.packet();
  private final List<FlowRecord> records = new ArrayList<>();
  private final List<FlowName> opened = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Map<FlowName, Streams> streams = new LinkedHashMap<>();
  private final List<String> layers = new ArrayList<>();
  private long number;
  private long nanos = START_NANOS;
  private int conversations;
  private FieldValues values;

  public Wire() {
    this(FlowConfig.defaults());
  }

  public Wire(FlowConfig config) {
    this(config, STANDARD);
  }

  public Wire(FlowConfig config, Chain chain) {
    this.chain = chain;
    tracker = new FlowTracker(chain, config, this);
  }

  /** Another listener hears what comes out. */
  public Wire(FlowConfig config, FlowListener listener) {
    chain = STANDARD;
    tracker = new FlowTracker(chain, config, listener);
  }

  // What goes by.

  /** The next packet comes when the last one would have, and so much later. */
  public Wire later(Duration duration) {
    nanos += duration.toNanos();
    return this;
  }

  /** The line is quiet, and the clock on the wall has come to where the next packet would be. */
  public Wire quiet() {
    tracker.advance(nanos);
    return this;
  }

  /** When the capture is known to lose packets. */
  public Wire captureLoss(CaptureLoss known) {
    tracker.captureLoss(known);
    return this;
  }

  /** Time of the next packet, in nanoseconds since the epoch. */
  public long nanos() {
    return nanos;
  }

  public Wire setNanos(long nanos) {
    this.nanos = nanos;
    return this;
  }

  /** Number of the last packet. */
  public long number() {
    return number;
  }

  public Wire frame(byte[] frame) {
    return frame(frame, frame.length);
  }

  /** A frame of which the capture holds only the first bytes. */
  public Wire frame(byte[] frame, int captured) {
    byte[] bytes = new byte[FRAME_AT + captured];
    System.arraycopy(frame, 0, bytes, FRAME_AT, captured);
    cursor.meta(++number, nanos, 0, ETHERNET);
    cursor.wrap(bytes, FRAME_AT, captured, frame.length);
    chain.dissect(cursor);
    int found = packet.layerCount();
    tracker.onPacket(cursor.annotations());
    for (int i = found; i < packet.layerCount(); i++) {
      int start = packet.start(i);
      String text = new String(packet.bytes(i), start, packet.limit(i) - start, ISO_8859_1);
      layers.add(number + " " + packet.protocol(i) + " " + text);
    }
    values = FieldValues.of(chain, packet);
    Arrays.fill(bytes, (byte) 0xDE);
    nanos += STEP_NANOS;
    return this;
  }

  public Wire ip(byte[] datagram) {
    return frame(Datagrams.ethernet(datagram));
  }

  public Wire udp(String from, int fromPort, String to, int toPort, String payload) {
    byte[] udp = Frames.udp(fromPort, toPort, Datagrams.bytes(payload));
    return ip(Datagrams.ipv4(from, to, IpProtocol.UDP, udp));
  }

  /** A new pair of ports between 10.0.0.1 and 10.0.0.2, where nobody would guess a server. */
  public Conversation tcp() {
    return tcp(40_001 + conversations, 50_001 + conversations);
  }

  public Conversation tcp(int clientPort, int serverPort) {
    conversations++;
    return new Conversation(this, clientPort, serverPort);
  }

  /** No more will come; returns all records. */
  public List<FlowRecord> finish() {
    tracker.finish();
    return records;
  }

  /** The only record there is, once no more will come. */
  public FlowRecord finishOne() {
    List<FlowRecord> all = finish();
    if (all.size() != 1) {
      throw new AssertionError(all.size() + " records: " + all);
    }
    return all.get(0);
  }

  FlowTracker tracker() {
    return tracker;
  }

  // What came out.

  /** What the fields of the last packet say. */
  public FieldValues values() {
    return values;
  }

  public List<FlowRecord> records() {
    return records;
  }

  public List<FlowName> opened() {
    return opened;
  }

  public List<Exchange> exchanges() {
    return exchanges;
  }

  public FlowCounters counters() {
    return tracker.counters(cursor.fragments().counters(), 0);
  }

  /** Packet number, protocol and text of the messages that became layers of packets. */
  public List<String> layers() {
    return layers;
  }

  /** Bytes of the first TCP flow's direction, gaps as {@code [n]}. */
  public String stream(Direction direction) {
    return stream(0, direction);
  }

  public String stream(long stream, Direction direction) {
    Streams both = streams.get(new FlowName(IpProtocol.TCP, stream));
    return both == null ? "" : both.of(direction).toString();
  }

  public String fromClient() {
    return stream(Direction.FROM_CLIENT);
  }

  public String fromServer() {
    return stream(Direction.FROM_SERVER);
  }

  FlowMemory memory() {
    return tracker.memory();
  }

  /** Bytes of pages in which segments wait. */
  public long waitingBytes() {
    return tracker.waitingBytes();
  }

  @Override
  public void onOpened(Flow flow, Arrival arrival) {
    opened.add(flow.name());
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
    streams(flow).of(direction).append(new String(bytes, from, to - from, ISO_8859_1));
  }

  @Override
  public void onGap(Flow flow, Direction direction, long offset, long missing, Arrival arrival) {
    streams(flow).of(direction).append('[').append(missing).append(']');
  }

  @Override
  public void onReversed(Flow flow, Arrival arrival) {
    streams(flow).swap();
  }

  @Override
  public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
    exchanges.add(exchange);
  }

  @Override
  public void onClosed(Flow flow, FlowRecord record) {
    records.add(record);
  }

  private Streams streams(Flow flow) {
    return streams.computeIfAbsent(flow.name(), name -> new Streams());
  }

  private static final class Streams {
    private StringBuilder client = new StringBuilder();
    private StringBuilder server = new StringBuilder();

    StringBuilder of(Direction direction) {
      return direction == Direction.FROM_CLIENT ? client : server;
    }

    void swap() {
      StringBuilder before = client;
      client = server;
      server = before;
    }
  }
}
