package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.Analyzer;
import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.SourceWrapper;
import io.weft.capture.WaitListener;
import io.weft.capture.open.Captures;
import io.weft.protocol.StandardProtocols;
import io.weft.report.FlowSelection;
import io.weft.report.monitor.FlowMonitor;
import io.weft.report.monitor.MonitorLayout;
import io.weft.report.monitor.MonitorOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The screen on a terminal in memory, whose window is worked out from what was sent to it. */
final class LiveScreenTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private PipedOutputStream keys;
  private final CountDownLatch quit = new CountDownLatch(1);
  private final FlowMonitor monitor = new FlowMonitor(FlowSelection.ALL);
  private ExternalTerminal terminal;

  /** As they were set last. */
  private Attributes lastSet;

  @BeforeEach
  void plugIn() throws IOException {
    terminal = terminal("xterm-256color", UTF_8);
  }

  @AfterEach
  void unplug() throws IOException {
    terminal.close();
  }

  private ExternalTerminal terminal(String type, Charset charset) throws IOException {
    keys = new PipedOutputStream();
    ExternalTerminal made =
        new ExternalTerminal("test", type, new PipedInputStream(keys), sent, charset) {
          @Override
          public void setAttributes(Attributes set) {
            super.setAttributes(set);
            lastSet = new Attributes(set);
          }
        };
    made.setSize(Size.of(100, 24));
    return made;
  }

  private LiveScreen open(Screen screen) {
    return new LiveScreen(
        screen,
        new MonitorLayout("eth0", true),
        monitor,
        MonitorOrder.BYTES,
        () -> new CaptureStatistics(100, 0, 0, 0),
        quit::countDown);
  }

  /** What stands in the window, line by line. */
  private List<String> window(int columns, int rows) {
    ScreenTerminal window = new ScreenTerminal(columns, rows);
    window.write(sent.toString(UTF_8));
    long[] cells = new long[columns * rows];
    window.dump(cells, new int[2]);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      text.appendCodePoint(ScreenTerminal.cellCodePoint(cells[i]));
      if (i % columns == columns - 1) {
        text.append('\n');
      }
    }
    return text.toString().lines().map(String::stripTrailing).toList();
  }

  /** Reads the capture, with a tick a second before each packet, and does something at its end. */
  private void watch(LiveScreen screen, String file, ThrowingRunnable atEnd) throws Exception {
    try (Ticking source = new Ticking(Path.of(file), atEnd)) {
      Analyzer.of(StandardProtocols.chain())
          .threads(1) // so that what the screen shows is that of the packets read so far
          .flows(monitor)
          .packets(screen)
          .build()
          .run(source);
    }
  }

  private interface ThrowingRunnable {
    void run(WaitListener clock) throws Exception;
  }

  private static final class Ticking extends SourceWrapper {
    private final ThrowingRunnable atEnd;
    private WaitListener clock;
    private long seconds;

    Ticking(Path file, ThrowingRunnable atEnd) throws IOException {
      super(Captures.open(file));
      this.atEnd = atEnd;
    }

    @Override
    public boolean next(CapturedPacket into) throws IOException {
      clock.onTick(++seconds * SECOND);
      if (super.next(into)) {
        return true;
      }
      try {
        atEnd.run(nanos -> clock.onTick(++seconds * SECOND));
      } catch (IOException | RuntimeException | Error e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      return false;
    }

    @Override
    public void whileWaiting(WaitListener listener) {
      clock = listener;
    }
  }

  /** Keys are read by another thread: ticks until what they ask for is there to see. */
  private void press(String typed, WaitListener clock, BooleanSupplier shown) throws Exception {
    keys.write(typed.getBytes(UTF_8));
    keys.flush();
    long deadline = System.nanoTime() + 10 * SECOND;
    while (!shown.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, () -> typed + ": " + window(100, 24));
      clock.onTick(0);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void showsFlowsExchangesAndKeys() throws Exception {
    try (LiveScreen screen = open(Screen.of(terminal, false))) {
      watch(
          screen,
          "samples/dns-http.pcapng",
          clock -> {
            List<String> lines = window(100, 24);
            assertTrue(
                lines.get(0).startsWith("eth0  0:01:10   70 packets  37.5 kB  "), lines.get(0));
            assertTrue(lines.get(1).startsWith("1 flow open, 1 ended   0 rep"), lines.get(1));
            assertTrue(lines.get(3).startsWith("FLOW   CLIENT"), lines.get(3));
            assertTrue(lines.get(4).startsWith("tcp:0  10.1.0.2:45860  www.shop.test:80  http"));
            assertTrue(lines.get(5).startsWith("udp:0"), lines.get(5));
            assertTrue(
                lines.stream().anyMatch(line -> line.contains("tcp:0  http  GET www.shop.test/")));
            assertTrue(lines.get(23).startsWith("r rate  b [bytes]  p packets"), lines.get(23));
          });
    }
  }

  @Test
  void aFlowIsMarkedAndOpened() throws Exception {
    try (LiveScreen screen = open(Screen.of(terminal, false))) {
      watch(
          screen,
          "samples/dns-http.pcapng",
          clock -> {
            press("\u001b[B\u001bOB\r", clock, () -> window(100, 24).get(0).startsWith("udp:0  "));
            List<String> lines = window(100, 24);
            assertTrue(lines.contains("DNS"), lines.toString());
            assertTrue(
                lines.stream().anyMatch(line -> line.endsWith("  A www.shop.test 10.1.0.80")),
                lines.toString());
            assertTrue(lines.get(23).contains(" more below"), lines.get(23));
            press(
                "\u001b[6~\u001b[6~jjjjjjjjjjjjjjjjjjjjjjjj",
                clock,
                () -> !window(100, 24).get(23).contains("below"));
            press("k", clock, () -> window(100, 24).get(23).endsWith("  1 more below"));
            press("\u001b", clock, () -> window(100, 24).get(4).startsWith("tcp:0"));
            press("\u001b[A\r", clock, () -> window(100, 24).get(0).startsWith("tcp:0  "));
            assertTrue(window(100, 24).contains("SF  normal establishment and termination"));
          });
    }
  }

  @Test
  void whatIsTypedFilters() throws Exception {
    try (LiveScreen screen = open(Screen.of(terminal, false))) {
      watch(
          screen,
          "samples/dns-http.pcapng",
          clock -> {
            press("/", clock, () -> window(100, 24).get(23).startsWith("/_ "));
            press("WWW dn", clock, () -> window(100, 24).get(23).startsWith("/WWW dn_ "));
            assertTrue(window(100, 24).get(4).startsWith("udp:0"), window(100, 24).toString());
            assertTrue(window(100, 24).stream().noneMatch(line -> line.contains("tcp:0")));
            press("q", clock, () -> window(100, 24).get(3).equals("no open flow has that"));
            press("\u007f\r", clock, () -> window(100, 24).get(23).contains("/ [WWW dn]"));
            press("\u001b", clock, () -> window(100, 24).get(4).startsWith("tcp:0"));
            assertEquals(1, quit.getCount(), "a q that was typed is no key");
          });
    }
  }

  @Test
  void keysAreExplained() throws Exception {
    try (LiveScreen screen = open(Screen.of(terminal, false))) {
      watch(
          screen,
          "samples/dns-http.pcapng",
          clock -> {
            press("?", clock, () -> window(100, 24).contains("KEYS"));
            assertTrue(window(100, 24).contains("space     hold the screen; the capture goes on"));
            press("x", clock, () -> window(100, 24).get(4).startsWith("tcp:0"));
          });
    }
  }

  @Test
  void keysChangeTheOrderHoldAndQuit() throws Exception {
    try (LiveScreen screen = open(Screen.of(terminal, false))) {
      watch(
          screen,
          "samples/dns-http.pcapng",
          clock -> {
            press("t", clock, () -> window(100, 24).get(23).contains("t [start]"));
            assertTrue(window(100, 24).get(4).startsWith("tcp:0"), "the newest first");
            press("r", clock, () -> window(100, 24).get(23).contains("r [rate]"));
            press("p", clock, () -> window(100, 24).get(23).contains("p [packets]"));
            press(" ", clock, () -> window(100, 24).get(23).contains("space [hold]"));
            String before = window(100, 24).get(0);
            clock.onTick(0);
            assertEquals(before, window(100, 24).get(0), "the clock stands still");
            press(" ", clock, () -> !window(100, 24).get(23).contains("space [hold]"));
            assertTrue(!before.equals(window(100, 24).get(0)));
            assertEquals(1, quit.getCount());
            press("q", clock, () -> quit.getCount() == 0);
          });
    }
  }

  @Test
  void followsTheWindowsSize() throws Exception {
    try (LiveScreen screen = open(Screen.of(terminal, false))) {
      watch(
          screen,
          "samples/dns-http.pcapng",
          clock -> {
            for (Size size : List.of(Size.of(60, 10), Size.of(150, 40), Size.of(20, 3))) {
              terminal.setSize(size);
              sent.reset();
              clock.onTick(0);
              List<String> lines = window(size.getColumns(), size.getRows());
              assertEquals(size.getRows(), lines.size());
              assertTrue(lines.get(0).startsWith("eth0  0:0"), lines.get(0));
              assertTrue(lines.get(size.getRows() - 1).startsWith("r rate"), lines.toString());
            }
          });
    }
  }

  @Test
  void leavesTheTerminalAsItWas() throws Exception {
    Attributes before = terminal.getAttributes();
    Screen screen = Screen.of(terminal, false);
    assertFalse(terminal.getAttributes().getLocalFlag(LocalFlag.ECHO));
    assertFalse(terminal.getAttributes().getLocalFlag(LocalFlag.ICANON));
    assertEquals(
        before.getLocalFlag(LocalFlag.ISIG), terminal.getAttributes().getLocalFlag(LocalFlag.ISIG));
    LiveScreen live = open(screen);
    watch(live, "samples/dns.pcap", clock -> {});
    live.close();
    live.close(); // nothing more
    assertEquals(before.toString(), lastSet.toString());
    String all = sent.toString(UTF_8);
    assertTrue(all.startsWith("\033[?1049h"), "another screen, and the cursor hidden");
    assertTrue(all.contains("\033[?25l"), all.substring(0, 40));
    assertTrue(all.contains("\033[?1049l"), all.substring(all.length() - 40));
    assertTrue(all.length() - all.indexOf("\033[?1049l") < 30, "nothing is drawn behind");
    assertTrue(all.lastIndexOf("\033[?25h") > all.lastIndexOf("\033[?25l"), "the cursor is back");
    assertEquals(all.indexOf("\033[?1049l"), all.lastIndexOf("\033[?1049l"));
  }

  @Test
  void writesNothingButCharactersOfTheTerminal() throws Exception {
    for (boolean ascii : new boolean[] {false, true}) {
      terminal.close();
      sent.reset();
      terminal = terminal("xterm-256color", ascii ? UTF_8 : ISO_8859_1);
      terminal.setSize(Size.of(60, 24));
      try (LiveScreen screen = open(Screen.of(terminal, ascii))) {
        watch(screen, "samples/dns-http.pcapng", clock -> {});
      }
      String all = sent.toString(ISO_8859_1);
      assertTrue(all.contains("~"), "something was cut");
      assertEquals(ascii ? 0 : all.chars().filter(c -> c == 'µ').count(), nonAscii(all));
    }
  }

  private static long nonAscii(String text) {
    return text.chars().filter(c -> c > 0x7E).count();
  }

  @Test
  void aTerminalThatCannotBeDrawnOnIsLeftAlone() throws Exception {
    terminal.close();
    sent.reset();
    terminal = terminal("dumb", UTF_8);
    assertNull(Screen.of(terminal, false));
    assertEquals("", sent.toString(UTF_8));
  }
}
