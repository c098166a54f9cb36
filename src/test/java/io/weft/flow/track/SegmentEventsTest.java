package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.flow.EndpointRecord;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpSegment;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a listener hears of segments fits what the records say of the same connections. */
@SuppressWarnings("EnumOrdinal") // they index arrays of the test
class SegmentEventsTest {
  /** What was told of one direction. */
  private static final class Side {
    private long packets;
    private long payload;
    private long end;
    private long acknowledged;
    private long retransmissions;
    private long largestWindow;
    private boolean hasSyn;
    private boolean hasFin;
  }

  private static final class Segments implements FlowListener {
    private final boolean wanted;
    private final Map<FlowName, Side[]> sides = new HashMap<>();
    private final Map<FlowName, FlowRecord> records = new HashMap<>();
    private long told;

    Segments(boolean wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean wantsSegments() {
      return wanted;
    }

    @Override
    public void onSegment(Flow flow, TcpSegment segment, Arrival arrival) {
      told++;
      Side[] both = sides.computeIfAbsent(flow.name(), name -> new Side[] {new Side(), new Side()});
      Side side = both[segment.direction().ordinal()];
      Side peer = both[segment.direction().opposite().ordinal()];
      side.packets++;
      side.payload += segment.length();
      if (segment.length() > 0) {
        side.end = Math.max(side.end, segment.end());
      }
      side.retransmissions += segment.isRetransmission() ? 1 : 0;
      side.hasSyn |= segment.isSyn();
      side.hasFin |= segment.isFin();
      if (!segment.isReset()) {
        side.largestWindow = Math.max(side.largestWindow, segment.window());
      }
      if (segment.isAck()) {
        peer.acknowledged = Math.max(peer.acknowledged, segment.acknowledged());
      }
      assertTrue(segment.timeToLive() > 0);
      assertEquals(arrival.number(), arrival.packet().number());
    }

    @Override
    public void onClosed(Flow flow, FlowRecord record) {
      records.put(record.name(), record);
    }
  }

  private static Segments run(String sample, boolean wanted, boolean analysis) throws IOException {
    Segments segments = new Segments(wanted);
    try (PacketSource source = Captures.open(Path.of("samples", sample))) {
      Analyzer.of(StandardProtocols.chain())
          .flows(FlowConfig.defaults().withAnalysis(analysis), segments)
          .build()
          .run(source);
    }
    return segments;
  }

  private static void compare(Side side, EndpointRecord end) {
    assertEquals(end.volume().packets(), side.packets);
    assertEquals(end.volume().payloadBytes(), side.payload);
    assertEquals(end.stream().bytes() + end.stream().missing().bytes(), side.end);
  }

  @Test
  void addUpToTheRecords() throws IOException {
    for (String sample :
        new String[] {"http-loss-server.pcap.zst", "dns-http.pcapng", "zero-window.pcap"}) {
      Segments segments = run(sample, true, true);
      assertFalse(segments.sides.isEmpty());
      segments.sides.forEach(
          (name, sides) -> {
            FlowRecord record = segments.records.get(name);
            Side client = sides[Direction.FROM_CLIENT.ordinal()];
            Side server = sides[Direction.FROM_SERVER.ordinal()];
            compare(client, record.client());
            compare(server, record.server());
            assertEquals(
                record.tcp().analysis().server().windows().largest(), server.largestWindow);
            assertEquals(
                record.tcp().analysis().client().windows().largest(), client.largestWindow);
            assertEquals(
                record.tcp().analysis().server().resending().retransmissions(),
                server.retransmissions);
            assertTrue(client.hasSyn && server.hasSyn);
            if (server.hasFin) { // its FIN counts as a byte
              assertEquals(server.end + 1, server.acknowledged, sample + " " + name);
            }
          });
    }
  }

  @Test
  void windowsAreScaledWithoutAnalysisToo() throws IOException {
    Segments with = run("http-loss-server.pcap.zst", true, true);
    Segments without = run("http-loss-server.pcap.zst", true, false);
    with.sides.forEach(
        (name, sides) -> {
          for (int i = 0; i < sides.length; i++) {
            assertEquals(sides[i].largestWindow, without.sides.get(name)[i].largestWindow);
            assertEquals(sides[i].end, without.sides.get(name)[i].end);
          }
        });
  }

  @Test
  void noneAreToldUnasked() throws IOException {
    assertEquals(0, run("dns-http.pcapng", false, true).told);
  }
}
