package io.weft.report.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.write.PcapWriter;
import io.weft.cli.Session;
import io.weft.protocol.Frames;
import io.weft.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Markdown and diagrams, of captures whose names are made to break out of them. */
class MarkupTest {
  /** What a host may say instead of a file's name or a reason. */
  private static final List<String> HOSTILE =
      List.of(
          "<script>window.owned=1</script><img/src=x/onerror=window.owned=1>",
          ";end;C->>S:owned",
          "#59;%%{init:{'theme':'dark'}}%%",
          "%%comment$$owned$$",
          "```|`owned`|[x](javascript:owned)|**bold**",
          "a\\|\\\\b&lt;&#60;@owned/~~x~~",
          "style.x:y#1;classDef:a#b;wrap:x",
          "\u00e9\u1b00<br/>:::participant");

  private static final int PSH_ACK = 0x18;
  private static final int SYN = 0x02;
  private static final int SYN_ACK = 0x12;
  private static final int ACK = 0x10;

  /** Where {@code npm install --prefix target/mermaid mermaid@11} puts the program of Mermaid. */
  private static final Path MERMAID =
      Path.of(
          System.getProperty(
              "weft.mermaid", "target/mermaid/node_modules/mermaid/dist/mermaid.min.js"));

  @TempDir private Path folder;

  private static String told(String... arguments) {
    Session weft = new Session();
    String[] all = Stream.concat(Stream.of("explain"), Stream.of(arguments)).toArray(String[]::new);
    assertEquals(0, weft.run(all), weft.err());
    return weft.out();
  }

  private Path capture() throws IOException {
    Path file = folder.resolve("hostile.pcap");
    int client = 100;
    int server = 500;
    int milli = 4;
    try (PcapWriter writer = PcapWriter.create(file, 1)) {
      tcp(writer, true, 99, 0, SYN, "", 1);
      tcp(writer, false, 499, 100, SYN_ACK, "", 2);
      tcp(writer, true, 100, 500, ACK, "", 3);
      for (String each : HOSTILE) {
        String request = "GET /" + each + " HTTP/1.1\r\nHost: " + each + "\r\n\r\n";
        String response = "HTTP/1.1 500 " + each + "\r\nContent-Length: 0\r\n\r\n";
        tcp(writer, true, client, server, PSH_ACK, request, milli++);
        client += request.getBytes(UTF_8).length;
        tcp(writer, false, server, client, PSH_ACK, response, milli++);
        server += response.getBytes(UTF_8).length;
      }
    }
    return file;
  }

  private static void tcp(
      PcapWriter writer, boolean isClient, int seq, int ack, int flags, String data, int milli)
      throws IOException {
    byte[] packet =
        Frames.ipv4(
            Frames.TCP,
            Frames.bytes()
                .u16(isClient ? 50000 : 80, isClient ? 80 : 50000)
                .u32(seq, ack)
                .u8(0x50, flags)
                .u16(64000, 0, 0)
                .add(data.getBytes(UTF_8))
                .build());
    if (!isClient) { // the addresses change places
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
  void namesStandInCodeSpansOfMarkdown() {
    Markdown markdown = new Markdown();
    assertEquals("`a*b`", markdown.name("a*b"));
    assertEquals("```a``b```", markdown.name("a``b"));
    assertEquals("`` `a ``", markdown.name("`a"));
    assertEquals("`a\\x7cb\\n`", markdown.name("a|b\n"));
    assertEquals("\"\"", markdown.name(""));
    assertEquals("\\<b\\> \\| \\`x\\` \\_y\\_ \\@z", markdown.words("<b> | `x` _y_ @z"));
  }

  @Test
  void rowsOfMarkdownHaveAllTheirCells() throws IOException {
    for (String flow : new String[] {null, "0"}) {
      String text =
          flow == null
              ? told("--format", "markdown", capture().toString())
              : told("--format", "markdown", "--stream", flow, capture().toString());
      int cells = 0;
      int rows = 0;
      for (String line : text.split("\n", -1)) {
        if (!line.startsWith("|")) {
          cells = 0;
          continue;
        }
        int own = line.replace("\\|", "").split("\\|", -1).length;
        assertEquals(cells == 0 ? own : cells, own, line);
        cells = own;
        rows++;
      }
      assertTrue(rows >= HOSTILE.size(), text);
    }
  }

  @Test
  void diagramsHaveOneStatementALine() throws IOException {
    String text = told("--format", "mermaid", "--stream", "0", capture().toString());
    String[] lines = text.split("\n");
    assertEquals("sequenceDiagram", lines[0]);
    assertTrue(lines.length > 2 * HOSTILE.size(), text);
    for (String line : lines) {
      assertTrue(
          line.matches(
              "sequenceDiagram|  title .*|  participant [CS] as .*"
                  + "|  (C->>S|S->>C|Note over C,S): [^:]*"),
          line);
      String rest = line.replaceAll("#\\d+;", "").replace("<br/>", "");
      String said = rest.substring(Math.max(0, rest.indexOf(": ")));
      assertFalse(said.matches(".*[#;<>$%{}|&\"].*"), line);
    }
  }

  @Test
  void mermaidDrawsWhatWasSaidAndNothingElse() throws Exception {
    assumeTrue(
        Files.exists(MERMAID),
        "skipped: Mermaid is not there; npm install --prefix target/mermaid mermaid@11");
    Path page = folder.resolve("page.html");
    Files.writeString(
        page,
        "<!doctype html><meta charset=utf-8><body><script src='"
            + MERMAID.toUri()
            + "'></script><script>"
            + "mermaid.initialize({startOnLoad: false, securityLevel: 'loose'});</script>");
    List<Path> captures;
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      captures = files.filter(file -> file.toString().contains(".pcap")).sorted().toList();
    }
    try (Browser browser = Browser.start()) {
      browser.open(page, "", "typeof mermaid === 'object'");
      String all = drawn(browser, capture());
      for (String each : HOSTILE) {
        String shown = each.replace("\u1b00", "\\u1b00");
        assertTrue(all.contains("GET /" + each) || all.contains("GET /" + shown), each + all);
        assertTrue(all.contains("500 " + each) || all.contains("500 " + shown), each + all);
      }
      assertEquals(
          "[]",
          browser
              .value("[...document.querySelectorAll('#drawn script, #drawn img')].map(e => e.id)")
              .toString());
      assertTrue(browser.value("window.owned === undefined").asBoolean());
      int flows = 0;
      for (Path capture : captures) {
        Session weft = new Session();
        if (weft.run("explain", "--format", "mermaid", "--stream", "0", capture.toString()) == 0) {
          draw(browser, weft.out());
          flows++;
        }
      }
      assertTrue(flows > 20, "drawn: " + flows);
    }
  }

  /** Draws the first flow of a capture; returns all text that the picture shows, in one line. */
  private static String drawn(Browser browser, Path capture) throws Exception {
    draw(browser, told("--format", "mermaid", "--stream", "0", capture.toString()));
    // Mermaid breaks long texts between words, each line an element of its own.
    return browser
        .value("[...document.querySelectorAll('#drawn text')].map(e => e.textContent).join(' ')")
        .asText();
  }

  private static void draw(Browser browser, String diagram) throws Exception {
    browser.value(
        "(async () => {"
            + "document.getElementById('drawn')?.remove();"
            + "const diagram = "
            + new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(diagram)
            + ";await mermaid.parse(diagram);"
            + "const {svg} = await mermaid.render('picture', diagram);"
            + "const place = document.createElement('div'); place.id = 'drawn';"
            + "place.innerHTML = svg; document.body.append(place); })()");
  }
}
