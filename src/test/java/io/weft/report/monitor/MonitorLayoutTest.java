package io.weft.report.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.Analyzer;
import io.weft.analysis.PacketListener;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.protocol.StandardProtocols;
import io.weft.report.FlowSelection;
import io.weft.report.text.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The layout, for the flows of a capture as they stand before its last packet. */
class MonitorLayoutTest {
  private static final MonitorState STATE = MonitorState.of(MonitorOrder.BYTES);

  private static final CaptureStatistics NO_DROPS = new CaptureStatistics(91, 0, 0, 0);

  private final MonitorLayout screen = new MonitorLayout("eth\u001b[0", true);
  private final MonitorView view = view("samples/dns-http.pcapng");

  private static MonitorView view(String file) {
    FlowMonitor monitor = new FlowMonitor(FlowSelection.ALL);
    MonitorView[] last = new MonitorView[1];
    PacketListener sampling =
        packet -> {
          monitor.sample(packet.timeNanos());
          last[0] = monitor.view(MonitorOrder.BYTES, "", 100, 100);
        };
    try (PacketSource source = Captures.open(Path.of(file))) {
      Analyzer.of(StandardProtocols.chain())
          .flows(monitor)
          .packets(monitor)
          .packets(sampling)
          .build()
          .run(source);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return last[0];
  }

  private List<String> texts(int width, int height) {
    return screen.lines(view, NO_DROPS, width, height, STATE).stream()
        .map(MonitorLayout.Line::text)
        .toList();
  }

  @Test
  void fitsEveryWindow() {
    for (int height = 1; height < 60; height++) {
      for (int width = 1; width < 220; width += 1 + width / 20) {
        List<String> lines = texts(width, height);
        assertTrue(lines.size() <= height, lines.size() + " lines in " + height);
        for (String line : lines) {
          assertEquals(
              line, TextTable.cut(line, width, TextTable.Align.LEFT), "wider than " + width);
        }
      }
    }
  }

  @Test
  void tellsOfFlowsAndExchangesAndKeys() {
    List<String> lines = texts(120, 24);
    assertEquals(24, lines.size());
    assertTrue(
        lines.get(0).startsWith("eth\\x1b[0  0:00:00   70 packets  37.5 kB   "), lines.get(0));
    assertTrue(lines.get(0).endsWith("bit/s"), lines.get(0));
    assertEquals(
        "1 flow open, 1 ended   0 repeated segments   dropped: 0 by the kernel, 0 by the interface",
        lines.get(1));
    assertTrue(lines.get(3).startsWith("FLOW   CLIENT"), lines.get(3));
    assertTrue(
        lines.get(4).startsWith("tcp:0  10.1.0.2:45860  www.shop.test:80  http "), lines.get(4));
    assertTrue(lines.get(5).startsWith("udp:0  "), lines.get(5));
    assertEquals("", lines.get(6));
    assertTrue(lines.get(7).startsWith("TIME          FLOW   APP   EXCHANGE"), lines.get(7));
    assertTrue(lines.get(8).contains("  udp:0  dns   A www.shop.test 10.1.0."), lines.get(8));
    assertTrue(lines.stream().anyMatch(l -> l.contains("  tcp:0  http  GET www.shop.test/")));
    assertEquals(
        "r rate  b [bytes]  p packets  t start  space hold  / filter  Enter open  ? help  q quit",
        lines.get(lines.size() - 1));
  }

  @Test
  void inALowWindowFlowsComeFirst() {
    List<String> lines = texts(100, 8);
    assertEquals(8, lines.size());
    assertTrue(lines.get(4).startsWith("tcp:0"), lines.toString());
    assertTrue(lines.get(5).startsWith("udp:0"), lines.toString());
    assertTrue(lines.get(7).startsWith("r rate"), lines.toString());
    assertEquals(List.of(texts(100, 24).get(0)), texts(100, 1));
  }

  @Test
  void dropsAreAWarning() {
    CaptureStatistics drops = new CaptureStatistics(1_000, 12, 3, 4);
    MonitorLayout.Line line = screen.lines(view, drops, 200, 24, STATE).get(1);
    assertEquals(MonitorLayout.Kind.WARNING, line.kind());
    assertTrue(
        line.text().contains("dropped: 12 by the kernel, 3 by the interface, 4 before analysis"),
        line.text());
    assertEquals(
        MonitorLayout.Kind.SUMMARY, screen.lines(view, NO_DROPS, 200, 24, STATE).get(1).kind());
    assertFalse(
        screen
            .lines(view, CaptureStatistics.NONE, 200, 24, STATE)
            .get(1)
            .text()
            .contains("dropped"));
  }
}
