package io.weft.report.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.BigEndian;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Cursor;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.track.FlowTracker;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import io.weft.report.FlowSelection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a screen is told of flows, compared with what was counted beside it. */
class FlowMonitorTest {
  private static final Chain CHAIN = StandardProtocols.chain();
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000 * SECOND;
  private static final int SOURCE_PORT = 14 + 20;
  private static final int SOURCE_ADDRESS = 14 + 12;

  private final FlowMonitor monitor = new FlowMonitor(FlowSelection.ALL);
  private final FlowTracker tracker = new FlowTracker(CHAIN, FlowConfig.defaults(), monitor);
  private final Cursor cursor = new Cursor();
  private final Packet packet = cursor.packet();
  private long number;
  private long now = START;

  FlowMonitorTest() {
    monitor.onBegin(tracker);
  }

  private void put(byte[] bytes, int from, int length, int original) {
    cursor.meta(++number, now, 0, 1);
    cursor.wrap(bytes, from, length, original);
    CHAIN.dissect(cursor);
    tracker.onPacket(cursor.annotations());
    monitor.onPacket(packet);
  }

  /** A datagram of so many bytes, with its headers, of one of many flows. */
  private void datagram(int flow, int length) {
    byte[] udp = Frames.udp(7_000, 7_001, new byte[length - 14 - 20 - 8]);
    byte[] frame = Frames.ethernet(Frames.IPV4, Frames.ipv4(Frames.UDP, udp));
    BigEndian.putI32(frame, SOURCE_ADDRESS, 0x0B00_0000 + (flow >> 15));
    BigEndian.putU16(frame, SOURCE_PORT, 10_000 + (flow & 0x7FFF));
    put(frame, 0, frame.length, frame.length);
  }

  private void second() {
    now += SECOND;
    monitor.sample(now);
  }

  private static List<String> names(MonitorView view) {
    return view.flows().stream().map(row -> row.flow().name().toString()).toList();
  }

  @Test
  void ratesAreThoseOfTheLastSeconds() {
    monitor.sample(now);
    for (int i = 0; i < 10; i++) {
      datagram(0, 1_000);
      if (i >= 8) {
        datagram(1, 500);
        datagram(1, 500);
      }
      second();
    }
    MonitorView view = monitor.view(MonitorOrder.RATE, "", 10, 10);
    assertEquals(List.of("udp:0", "udp:1"), names(view));
    assertEquals(8_000, view.flows().get(0).bitsPerSecond(), 1e-6);
    assertEquals(1, view.flows().get(0).packetsPerSecond(), 1e-6);
    // Four seconds lie between five samples, and the second flow was there in two of them.
    assertEquals(4_000, view.flows().get(1).bitsPerSecond(), 1e-6);
    assertEquals(1, view.flows().get(1).packetsPerSecond(), 1e-6);
    assertEquals(12_000, view.bitsPerSecond(), 1e-6);
    assertEquals(2, view.packetsPerSecond(), 1e-6);
    assertEquals(14, view.packets());
    assertEquals(12_000, view.bytes());
    assertEquals(10 * SECOND, view.elapsedNanos());
    assertEquals(2, view.openFlows());
    for (int i = 0; i < FlowMonitor.SAMPLES; i++) {
      second();
    }
    MonitorView quiet = monitor.view(MonitorOrder.RATE, "", 10, 10);
    assertEquals(0, quiet.bitsPerSecond());
    assertEquals(0, quiet.flows().get(0).bitsPerSecond());
    assertEquals(10_000, quiet.flows().get(0).flow().bytes());
  }

  /** More flows than are watched on, whose numbers are counted here as well. */
  @Test
  void theFirstOfEachOrderAreFoundAmongManyFlows() {
    int flows = 10 * FlowMonitor.MAX_WATCHED;
    long[] bytes = new long[flows];
    long[] packets = new long[flows];
    long[] recent = new long[flows];
    Random random = new Random(7);
    monitor.sample(now);
    for (int round = 1; round <= 3; round++) {
      for (int flow = 0; flow < flows; flow++) {
        int count = flow % 100 == 7 ? 10 + random.nextInt(30) : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
          now += 10;
          int length = 60 + random.nextInt(1_400);
          datagram(flow, length);
          bytes[flow] += length;
          packets[flow]++;
          recent[flow] += length;
        }
      }
      second();
    }
    assertEquals(expected(bytes), names(monitor.view(MonitorOrder.BYTES, "", 40, 0)));
    assertEquals(expected(recent), names(monitor.view(MonitorOrder.RATE, "", 40, 0)));
    assertEquals(expected(packets), names(monitor.view(MonitorOrder.PACKETS, "", 40, 0)));
    assertEquals(
        IntStream.range(0, 40).mapToObj(i -> "udp:" + (flows - 1 - i)).toList(),
        names(monitor.view(MonitorOrder.START, "", 40, 0)));
  }

  private static List<String> expected(long[] keys) {
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(i -> -keys[i]).thenComparing(i -> i))
        .limit(40)
        .map(i -> "udp:" + i)
        .toList();
  }

  @Test
  void aMillionFlowsCostNoMoreThanTheBoundAndAreTold() {
    monitor.sample(now);
    int flows = 1_000_000;
    for (int flow = 0; flow < flows; flow++) {
      datagram(flow, 60);
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean(); // leaves out what others do
    long began = threads.getCurrentThreadCpuTime();
    second();
    monitor.view(MonitorOrder.RATE, "", 40, 0);
    long took = threads.getCurrentThreadCpuTime() - began;
    MonitorView view = monitor.view(MonitorOrder.RATE, "", 40, 0);
    assertEquals(flows, view.openFlows());
    assertEquals(flows - FlowMonitor.MAX_ACTIVE, view.unwatchedPackets());
    assertTrue(took < SECOND / 2, took + " ns"); // a look at all of them would take longer
    second();
    assertEquals(0, monitor.view(MonitorOrder.RATE, "", 40, 0).unwatchedPackets());
  }

  @Test
  void flowsThatEndLeaveAndExchangesStay() throws IOException {
    play("samples/dns-http.pcapng");
    second();
    MonitorView view = monitor.view(MonitorOrder.BYTES, "", 10, 3);
    assertEquals(List.of("tcp:0", "udp:0"), names(view));
    assertEquals(3, view.exchanges().size());
    MonitorView all = monitor.view(MonitorOrder.BYTES, "", 1, 1_000);
    assertEquals(
        all.exchanges().subList(all.exchanges().size() - 3, all.exchanges().size()),
        view.exchanges());
    tracker.finish();
    second();
    MonitorView end = monitor.view(MonitorOrder.BYTES, "", 10, 3);
    assertEquals(List.of(), end.flows());
    assertEquals(0, end.openFlows());
    assertEquals(2, end.endedFlows());
    assertEquals(3, end.exchanges().size());
  }

  @Test
  void repeatedSegmentsAreThoseOfTheRecords() throws IOException {
    play("samples/reset.pcap");
    second();
    MonitorView view = monitor.view(MonitorOrder.BYTES, "", 10, 3);
    long sum =
        view.flows().stream()
            .mapToLong(
                row ->
                    row.flow().client().stream().segments().repeated()
                        + row.flow().server().stream().segments().repeated())
            .sum();
    assertTrue(sum > 0);
    assertEquals(sum, view.repeatedSegments());
  }

  private void play(String file) throws IOException {
    CapturedPacket captured = new CapturedPacket();
    try (PacketSource source = Captures.open(Path.of(file))) {
      while (source.next(captured)) {
        now = captured.timeNanos();
        put(
            captured.bytes(),
            captured.offset(),
            captured.capturedLength(),
            captured.originalLength());
      }
    }
  }
}
