package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Chain;
import io.weft.dissect.Cursor;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.FlowTracker;
import io.weft.protocol.Frames;
import io.weft.protocol.StandardProtocols;
import io.weft.report.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks at flows on the way change nothing of what is said of them at the end. */
class SnapshotsTest {
  private static final Chain CHAIN = StandardProtocols.chain();
  private static final FlowConfig CONFIG =
      FlowConfig.defaults().withAnalysis(true).withDigest("SHA-256");

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files.filter(file -> file.toString().contains(".pcap")).sorted().toList();
    }
  }

  private static List<String> run(Path file, PacketListener listener) throws IOException {
    List<String> records = new ArrayList<>();
    FlowListener flows =
        new FlowListener() {
          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            records.add(json(record));
          }
        };
    try (PacketSource source = Captures.open(file)) {
      Analyzer.of(CHAIN).flows(CONFIG, flows).packets(listener).build().run(source);
    }
    return records;
  }

  private static String json(FlowRecord record) {
    try {
      return Json.mapper().writeValueAsString(record);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void finalRecordsAreTheSameWithASnapshotAfterEveryPacket(Path file) throws IOException {
    List<String> expected = run(file, packet -> {});
    List<String> snapshots = new ArrayList<>();
    Snapshots always = new Snapshots(Duration.ofNanos(1), flow -> snapshots.add(json(flow)));
    assertEquals(expected, run(file, always));
    assertTrue(expected.isEmpty() || !snapshots.isEmpty(), "snapshots were taken");
    for (String snapshot : snapshots) {
      assertTrue(snapshot.contains("\"final\":false"), snapshot);
    }
  }

  @Test
  void inAFileTheIntervalIsThatOfThePackets() throws IOException {
    List<FlowRecord> records = new ArrayList<>();
    run(
        Path.of("samples/dns-http.pcapng"),
        new Snapshots(Duration.ofMillis(50), records::add)); // the capture lasts 326 ms
    assertFalse(records.isEmpty());
    assertTrue(records.size() <= 12, records.size() + " records"); // 6 intervals, 2 flows
    for (int i = 1; i < records.size(); i++) {
      assertTrue(records.get(i).times().lastPacket() >= records.get(i - 1).times().lastPacket());
    }
  }

  @Test
  void onALiveLineTicksAloneCount() {
    FlowTracker tracker = new FlowTracker(CHAIN, CONFIG, new FlowListener() {});
    List<FlowRecord> records = new ArrayList<>();
    Snapshots snapshots = new Snapshots(Duration.ofSeconds(10), records::add);
    snapshots.onBegin(tracker);
    Line line = new Line(tracker, snapshots);
    line.packet(0);
    snapshots.onTick(100_000_000_000L);
    line.packet(3_600); // packets' clocks may be wrong
    line.packet(3_601);
    assertEquals(0, records.size());
    snapshots.onTick(109_900_000_000L);
    assertEquals(0, records.size());
    snapshots.onTick(110_000_000_000L);
    assertEquals(1, records.size());
    snapshots.onTick(120_000_000_000L);
    assertEquals(1, records.size(), "nothing has changed");
    line.packet(3_602);
    snapshots.onTick(155_000_000_000L); // late
    assertEquals(2, records.size());
    line.packet(3_603);
    snapshots.onTick(159_900_000_000L);
    assertEquals(2, records.size());
    snapshots.onTick(160_000_000_000L);
    assertEquals(3, records.size());
  }

  /** Packets of one UDP flow, without a source. */
  private static final class Line {
    private final FlowTracker tracker;
    private final PacketListener listener;
    private final Cursor cursor = new Cursor();
    private final Packet packet = cursor.packet();
    private long number;

    Line(FlowTracker tracker, PacketListener listener) {
      this.tracker = tracker;
      this.listener = listener;
    }

    void packet(long seconds) {
      byte[] udp = Frames.udp(7_000, 7_001, new byte[100]);
      byte[] frame = Frames.ethernet(Frames.IPV4, Frames.ipv4(Frames.UDP, udp));
      cursor.meta(++number, seconds * 1_000_000_000L, 0, 1);
      cursor.wrap(frame, 0, frame.length, frame.length);
      CHAIN.dissect(cursor);
      tracker.onPacket(cursor.annotations());
      listener.onPacket(packet);
    }
  }
}
