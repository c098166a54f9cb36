package io.weft.report.html;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.capture.write.PcapWriter;
import io.weft.cli.Session;
import io.weft.protocol.Frames;
import io.weft.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser shows it. */
final class PageTest {
  private static final String READY = "document.documentElement?.dataset.ready === 'yes'";

  /** Markup and script in every disguise; if any of it ran or stood, {@code owned} would be set. */
  private static final String HOSTILE =
      "</script><script>window.owned=1</script><!--<img src=x onerror=window.owned=1>\"'&lt;";

  private static final int PSH_ACK = 0x18;
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;

  private static final Map<String, Path> pages = new HashMap<>();
  private static Browser browser;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    browser.appearance(1000, 800, "light");
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  /** The page of a capture, which is written once for all tests. */
  private static Path page(String capture) throws IOException {
    Path known = pages.get(capture);
    if (known != null) {
      return known;
    }
    Path page = Files.createTempFile(folder, "page", ".html");
    Session weft = new Session();
    assertEquals(0, weft.run("report", "--force", "-o", page.toString(), capture), weft.err());
    pages.put(capture, page);
    return page;
  }

  private static void open(String capture, String fragment) throws Exception {
    browser.open(page(capture), fragment, READY);
  }

  private static String text(String selector) throws Exception {
    return browser.value("document.querySelector('" + selector + "').innerText").asText();
  }

  private static int rows() throws Exception {
    return browser.value("document.querySelectorAll('.grid tbody tr[data-place]').length").asInt();
  }

  private static String names() throws Exception {
    return browser
        .value("[...document.querySelectorAll('.grid .name')].map(e => e.innerText).join(' ')")
        .asText();
  }

  private static void assertNoComplaints(int before) {
    List<String> all = browser.complaints();
    assertEquals(List.of(), all.subList(before, all.size()));
  }

  private static void assertAccessible() throws Exception {
    String axe = Files.readString(Path.of("src/test/resources/axe/axe.min.js"), UTF_8);
    browser.value("void (() => {" + axe + "\n})()");
    JsonNode violations =
        browser.value(
            "axe.run(document).then(r => r.violations"
                + ".filter(v => ['serious', 'critical'].includes(v.impact))"
                + ".map(v => v.id + ': ' + v.nodes.map(n => n.target + ' ' + n.failureSummary)"
                + ".slice(0, 3).join('; ')))");
    assertEquals("[]", violations.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void anOverviewIsWholeAndAccessible(String theme) throws Exception {
    int before = browser.complaints().size();
    browser.appearance(1000, 800, theme);
    open("samples/http-loss-client.pcapng", "");
    assertEquals("http-loss-client.pcapng", text("#title"));
    assertEquals(theme, browser.value("document.documentElement.dataset.theme").asText());
    assertTrue(text("#protocols").contains("eth"), "no protocols");
    assertTrue(text("#talkers").contains("10."), "no talkers");
    assertTrue(browser.value("document.querySelector('#rates canvas').width").asInt() > 300);
    assertAccessible();
    for (int width : new int[] {400, 1600, 1000}) {
      browser.appearance(width, 800, theme);
      assertEquals(
          0,
          browser
              .value("document.documentElement.scrollWidth - document.documentElement.clientWidth")
              .asInt(),
          () -> "the page scrolls sideways at " + width);
    }
    assertNoComplaints(before);
    browser.appearance(1000, 800, "light");
  }

  /** How many points of the chart of throughput have the colour of losses. */
  private static int lossMarks(String capture) throws Exception {
    open(capture, "");
    return browser
        .value(
            "(() => { const canvas = document.querySelector('#rates canvas');"
                + "const style = getComputedStyle(document.documentElement);"
                + "const pen = document.createElement('canvas').getContext('2d');"
                + "pen.fillStyle = style.getPropertyValue('--bad'); pen.fillRect(0, 0, 1, 1);"
                + "const [r, g, b] = pen.getImageData(0, 0, 1, 1).data;"
                + "const all = canvas.getContext('2d')"
                + ".getImageData(0, 0, canvas.width, canvas.height).data; let marks = 0;"
                + "for (let i = 0; i < all.length; i += 4) {"
                + "marks += all[i] === r && all[i + 1] === g && all[i + 2] === b ? 1 : 0; }"
                + "return marks; })()")
        .asInt();
  }

  @Test
  void throughputIsMarkedWhereSomethingWasLostAndOnlyThere() throws Exception {
    assertTrue(lossMarks("samples/http-loss-server.pcap.zst") > 10, "lost behind the capture");
    assertTrue(lossMarks("samples/http-loss-client.pcapng") > 10, "lost before the capture");
    assertTrue(text("#rates").contains("bytes were lost, and sent again"), text("#rates"));
    assertEquals(0, lossMarks("samples/cooked.pcap"), "packets captured twice");
    assertEquals(0, lossMarks("samples/half-close.pcap"), "nothing was lost");
  }

  @Test
  void aCaptureWithoutPacketsIsAPageToo() throws Exception {
    Path empty = folder.resolve("empty.pcap");
    PcapWriter.create(empty, 1).close();
    int before = browser.complaints().size();
    open(empty.toString(), "");
    assertTrue(text("#rates-chart").contains("no packet"));
    assertTrue(text("#flows-table").contains("No flow"));
    assertNoComplaints(before);
  }

  @Test
  void aPageInAnotherLanguageIsWholeToo() throws Exception {
    Path page = folder.resolve("korean.html");
    Session weft = new Session();
    String capture = "samples/http-loss-client.pcapng";
    assertEquals(0, weft.run("report", "--lang", "ko", "-o", page.toString(), capture), weft.err());
    int before = browser.complaints().size();
    browser.open(page, "", READY);
    assertEquals("ko", browser.value("document.documentElement.lang").asText());
    assertEquals("플로", text("#flows-title"));
    assertTrue(text("#findings-list").contains("다시 보냈습니다"), text("#findings-list"));
    assertTrue(text("#tiles").contains("패킷"), text("#tiles"));
    assertTrue(text("#flows-table").contains("재전송"), text("#flows-table"));
    assertTrue(text("#odd-list").contains("다시 보낸 세그먼트"), text("#odd-list"));
    browser.value("location.hash = '#flow=tcp:0'");
    browser.awaitTrue("document.querySelector('#time-title')?.innerText === '시간이 어디에 쓰였나'");
    browser.awaitTrue("document.querySelector('#flow').innerText.includes('클라이언트')");
    assertAccessible();
    assertNoComplaints(before);
  }

  @Test
  void flowsAreSortedByTheirHeads() throws Exception {
    open("samples/scan.pcap", "#flows");
    browser.value("document.querySelector('[data-key=bytes] button').click()");
    assertEquals(
        "descending",
        browser
            .value("document.querySelector('[data-key=bytes]').getAttribute('aria-sort')")
            .asText());
    String down = names();
    browser.value("document.querySelector('[data-key=bytes] button').click()");
    assertEquals(
        "ascending",
        browser
            .value("document.querySelector('[data-key=bytes]').getAttribute('aria-sort')")
            .asText());
    assertFalse(down.equals(names()), "ascending as descending");
  }

  @Test
  void onlyRowsInSightAreInTheDocument() throws Exception {
    open("samples/scan.pcap", "#flows");
    int all =
        browser.value("+document.querySelector('.grid').getAttribute('aria-rowcount')").asInt();
    assertTrue(all > 100, "the sample has " + all);
    assertTrue(rows() < 80, "rows: " + rows());
    browser.value("document.querySelector('.scroll').focus()");
    browser.press("End");
    browser.awaitTrue("document.activeElement.getAttribute('aria-rowindex') === '" + all + "'");
    browser.press("Enter");
    browser.awaitTrue("location.hash.startsWith('#flow=tcp:')");
    browser.awaitTrue("!document.getElementById('flow').hidden");
  }

  @Test
  void flowsAreSearchedAndFiltered() throws Exception {
    open("samples/dns-http.pcapng", "#flows");
    String all = text("#flows-count");
    browser.value(
        "{ const e = document.querySelector('[data-choice=protocol]'); e.value = 'udp';"
            + " e.dispatchEvent(new Event('change')); }");
    assertFalse(names().contains("tcp:"), names());
    assertTrue(names().contains("udp:"), names());
    assertFalse(text("#flows-count").equals(all));
    browser.value(
        "{ const e = document.getElementById('search'); e.value = 'no such words';"
            + " e.dispatchEvent(new Event('input')); }");
    browser.awaitTrue("document.querySelector('#flows-table').innerText.includes('No flow')");
  }

  @Test
  void aZoomSelectsTheFlowsOfItsTime() throws Exception {
    open("samples/dns-http.pcapng", "");
    String all = text("#flows-count");
    browser.value("document.getElementById('rates').scrollIntoView({ block: 'center' })");
    JsonNode box =
        browser.value(
            "{ const r = document.querySelector('#rates .u-over').getBoundingClientRect();"
                + " [r.left, r.top, r.width, r.height]; }");
    double x = box.get(0).asDouble();
    double y = box.get(1).asDouble() + box.get(3).asDouble() / 2;
    double width = box.get(2).asDouble();
    browser.drag(x + width * 0.02, y, x + width * 0.06, y);
    browser.awaitTrue("document.getElementById('flows-count').innerText !== '" + all + "'");
    browser.value("document.querySelector('#rates .chart').focus()");
    browser.press("Escape");
    browser.awaitTrue("document.getElementById('flows-count').innerText === '" + all + "'");
  }

  @Test
  void anAddressLeadsToAFlow() throws Exception {
    int before = browser.complaints().size();
    open("samples/http-loss-client.pcapng", "#flow=tcp:0");
    assertTrue(text("#flow-title").startsWith("tcp:0"));
    assertTrue(browser.value("document.getElementById('summary').hidden").asBoolean());
    assertAccessible();
    browser.value("location.hash = '#flows'");
    browser.awaitTrue("!document.getElementById('summary').hidden");
    browser.value("location.hash = '#flow=tcp:99999'");
    browser.awaitTrue("document.getElementById('flow').innerText.includes('no such flow')");
    assertNoComplaints(before);
  }

  @Test
  void aNotableFlowIsToldWhole() throws Exception {
    int before = browser.complaints().size();
    open("samples/http-loss-client.pcapng", "#flow=tcp:0&packet=34");
    String flow = text("#flow");
    assertTrue(flow.contains("GET 10.2.0.80/medium.txt"), flow);
    assertTrue(flow.contains("HTTP/1.1 200 OK"), flow);
    String ladder = browser.value("document.querySelector('.ladder svg').textContent").asText();
    for (String words :
        List.of(
            "SYN, window",
            "SYN ACK, window",
            "SYN-SENT",
            "ESTABLISHED",
            "TIME-WAIT",
            "sent again after duplicate ACKs",
            "83 bytes from 1")) {
      assertTrue(ladder.contains(words), () -> words + " is not in " + ladder);
    }
    assertTrue(
        browser.value("document.getElementById('wanted-packet') !== null").asBoolean(),
        "the packet of the address is not marked");
    assertEquals(
        "3", browser.value("document.querySelectorAll('#flow canvas').length + ''").asText());
    assertAccessible();
    assertNoComplaints(before);
  }

  @Test
  void findingsComeFirstAndLeadToTheirProof() throws Exception {
    open("samples/http-loss-client.pcapng", "");
    assertEquals(
        "findings",
        browser.value("document.querySelector('#summary section:nth-of-type(2)').id").asText());
    assertTrue(text("#findings-list").contains("sent 4 segments again"), text("#findings-list"));
    assertTrue(text("#slowest-list").contains("medium.txt"), text("#slowest-list"));
    browser.value("document.querySelector('#findings-list a[href*=packet]').click()");
    browser.awaitTrue("document.getElementById('wanted-packet') !== null");
    browser.value("location.hash = '#flow=tcp:0&packet=999999'");
    browser.awaitTrue("document.querySelector('#flow .note')?.innerText.includes('another flow')");
    String account = text("[aria-labelledby=time-title]");
    assertTrue(account.contains("loss, asked for again (server sending)"), account);
    assertTrue(account.contains("Captured on the client's side"), account);
  }

  @Test
  void picturesAreSaved() throws Exception {
    open("samples/http-loss-client.pcapng", "#flow=tcp:0");
    browser.value(
        "window.saved = []; HTMLAnchorElement.prototype.click = function () {"
            + " saved.push(this.download); }");
    browser.value(
        "document.querySelectorAll('#flow [aria-label^=PNG]').forEach(each => each.click())");
    browser.awaitTrue("saved.length === 2");
    assertEquals(
        "[\"tcp-0-ladder.png\",\"tcp-0-sequence.png\"]", browser.value("saved.sort()").toString());
  }

  @Test
  void graphsOfAFlowAreZoomedTogether() throws Exception {
    open("samples/http-loss-client.pcapng", "#flow=tcp:0");
    browser.value("document.querySelector('#flow .chart').focus()");
    String before =
        browser.value("document.querySelectorAll('#flow canvas')[1].toDataURL()").asText();
    browser.press("+");
    browser.awaitTrue(
        "document.querySelectorAll('#flow canvas')[1].toDataURL() !== '" + before + "'");
    browser.press("ArrowRight");
    browser.awaitTrue("document.getElementById('said').textContent.startsWith('packet')");
    browser.press("Escape");
    browser.awaitTrue(
        "document.querySelectorAll('#flow canvas')[1].toDataURL() === '" + before + "'");
  }

  @Test
  void aPipeIsToldAsWholeAsAFile() throws Exception {
    Path file = folder.resolve("pipe.html");
    Session weft = new Session(Files.readAllBytes(Path.of("samples/http-loss-client.pcapng")));
    assertEquals(0, weft.run("report", "-o", file.toString(), "-"), weft.err());
    browser.open(file, "#flow=tcp:0", READY);
    assertTrue(text("#flow").contains("HTTP/1.1 200 OK"));
  }

  @Test
  void tablesAreCopiedAsCsv() throws Exception {
    open("samples/dns-http.pcapng", "#flows");
    browser.value(
        "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve();"
            + " }");
    browser.value("document.querySelector('#flows-tools button:last-child').click()");
    browser.awaitTrue("window.copied !== undefined");
    String csv = browser.value("window.copied").asText();
    assertTrue(csv.startsWith("flow,start_seconds,"), csv);
    assertTrue(csv.contains("\r\nudp:0,"), csv);
  }

  @Test
  void aPrintedPageHasRows() throws Exception {
    open("samples/dns-http.pcapng", "");
    byte[] pdf = browser.printed();
    assertEquals("%PDF", new String(pdf, 0, 4, US_ASCII));
    browser.value("dispatchEvent(new Event('beforeprint'))");
    assertTrue(rows() > 1);
    assertEquals(
        "0", browser.value("document.querySelectorAll('.grid .space').length + ''").asText());
  }

  /** A capture of which everything that is text is hostile. */
  private static Path hostileCapture() throws IOException {
    Path file = folder.resolve("hostile <b onclick=owned=1>.pcap");
    try (PcapWriter writer = PcapWriter.create(file, 1)) {
      byte[] name = HOSTILE.substring(0, 60).getBytes(US_ASCII);
      byte[] question = Frames.bytes().u8(name.length).add(name).u8(0).u16(1, 1).build();
      dns(writer, 40000, 53, Frames.bytes().u16(7, 0x0100, 1, 0, 0, 0).add(question).build(), 1);
      byte[] answer =
          Frames.bytes()
              .u16(7, 0x8180, 1, 1, 0, 0)
              .add(question)
              .u16(0xC00C, 1, 1, 0, 60, 4)
              .u32(Frames.SERVER)
              .build();
      dns(writer, 53, 40000, answer, 2);
      String target = HOSTILE.replace(' ', '+');
      String request =
          "GET /"
              + target
              + " HTTP/1.1\r\nHost: "
              + HOSTILE
              + "\r\nUser-Agent: "
              + HOSTILE
              + "\r\n\r\n";
      String response =
          "HTTP/1.1 200 "
              + HOSTILE
              + "\r\nContent-Type: text/html\r\nContent-Length: "
              + HOSTILE.length()
              + "\r\n\r\n"
              + HOSTILE;
      tcp(writer, true, 99, 0, SYN, "", 3);
      tcp(writer, false, 499, 100, SYN_ACK, "", 4);
      tcp(writer, true, 100, 500, ACK, "", 5);
      tcp(writer, true, 100, 500, PSH_ACK, request, 6);
      tcp(writer, false, 500, 100 + request.length(), PSH_ACK, response, 7);
    }
    return file;
  }

  private static void dns(PcapWriter writer, int from, int to, byte[] message, int milli)
      throws IOException {
    put(writer, Frames.ipv4(Frames.UDP, Frames.udp(from, to, message)), from == 53, milli);
  }

  private static void tcp(
      PcapWriter writer, boolean isClient, int seq, int ack, int flags, String data, int milli)
      throws IOException {
    byte[] segment =
        Frames.bytes()
            .u16(isClient ? 50000 : 80, isClient ? 80 : 50000)
            .u32(seq, ack)
            .u8(0x50, flags)
            .u16(64000, 0, 0)
            .add(data.getBytes(US_ASCII))
            .build();
    put(writer, Frames.ipv4(Frames.TCP, segment), !isClient, milli);
  }

  private static void put(PcapWriter writer, byte[] packet, boolean isBack, int milli)
      throws IOException {
    if (isBack) { // the addresses change places
      for (int i = 12; i < 16; i++) {
        byte kept = packet[i];
        packet[i] = packet[i + 4];
        packet[i + 4] = kept;
      }
    }
    byte[] frame = Frames.ethernet(Frames.IPV4, packet);
    writer.write(frame, 0, frame.length, frame.length, milli * 1_000_000L, 0);
  }

  @Test
  void whatPacketsSayIsNeverMarkup() throws Exception {
    int before = browser.complaints().size();
    Path file = page(hostileCapture().toString());
    String markup = Files.readString(file, UTF_8);
    assertFalse(markup.contains("window.owned"), "data stands in the page as it is");
    assertFalse(markup.contains("<b onclick"), "the file's name stands in the page as it is");
    browser.open(file, "#flows", READY);
    assertTrue(
        text("#flows-table").contains("<script>window.owned=1</script>"), text("#flows-table"));
    for (String flow : List.of("tcp:0", "udp:0")) {
      browser.value("location.hash = '#flow=" + flow + "'");
      browser.awaitTrue(
          "document.getElementById('flow-title')?.innerText.startsWith('" + flow + "')");
      browser.awaitTrue("document.getElementById('flow').getAttribute('aria-busy') !== 'true'");
    }
    assertTrue(browser.value("window.owned === undefined").asBoolean(), "a packet's script ran");
    assertEquals(
        "0",
        browser.value("document.querySelectorAll('img, b, iframe, base').length + ''").asText());
    assertNoComplaints(before);
  }
}
