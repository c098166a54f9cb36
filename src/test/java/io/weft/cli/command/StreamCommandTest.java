package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.cli.Schemas;
import io.weft.cli.Session;
import io.weft.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamCommandTest {
  private static final String LOSS = "samples/http-loss-client.pcapng";
  private static final String HTTP = "samples/dns-http.pcapng";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Session weft = new Session();
  private final Schemas schemas = new Schemas();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "http-loss-client.pcapng, 0, client",
    "http-loss-client.pcapng, 0, server",
    "http-loss-server.pcap.zst, 0, server",
    "http-reordered.pcap.gz, 0, server",
    "port-reuse.pcap, 2, server",
    "snaplen.pcap, 0, server",
    "midstream.pcap, 0, server"
  })
  void rawBytesAreThoseThatFlowsHashes(String capture, int stream, String side) throws Exception {
    String file = "samples/" + capture;
    assertEquals(flowDigest(file, stream, side), sha256(raw(file, String.valueOf(stream), side)));
  }

  private byte[] raw(String file, String stream, String side) throws IOException {
    Path out = folder.resolve("raw");
    Session session = new Session();
    assertEquals(
        0,
        session.run("stream", file, stream, "--as", "raw", "--side", side, "-o", out.toString()));
    return Files.readAllBytes(out);
  }

  private static String flowDigest(String file, int stream, String side) throws IOException {
    Session session = new Session();
    session.run("flows", "--json", "--hash", "sha256", "--stream", String.valueOf(stream), file);
    return MAPPER.readTree(session.out()).path(side).path("sha256").asText();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void bothSidesRawAreTheTurnsInOrder() throws IOException {
    byte[] both = raw("samples/http-pipelined.pcapng", "1", "both");
    ByteArrayOutputStream turns = new ByteArrayOutputStream();
    for (JsonNode line : json("samples/http-pipelined.pcapng", "1")) {
      turns.writeBytes(line.path("data").binaryValue());
    }
    assertTrue(both.length > 0);
    assertEquals(HexFormat.of().formatHex(both), HexFormat.of().formatHex(turns.toByteArray()));
  }

  private List<JsonNode> json(String... arguments) throws IOException {
    String[] line = Arrays.copyOf(arguments, arguments.length + 2);
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    line[0] = "stream";
    line[1] = "--as=json";
    Session session = new Session();
    assertEquals(0, session.run(line), session.err());
    List<JsonNode> objects = new ArrayList<>();
    for (String each : session.out().lines().toList()) {
      assertEquals(List.of(), schemas.errors(each), each);
      objects.add(MAPPER.readTree(each));
    }
    return objects;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http-loss-client.pcapng 0",
        "http-reordered.pcap.gz 0",
        "half-close.pcap 0",
        "cooked.pcap 0",
        "icmp.pcap 3",
        "snaplen.pcap 0",
        "both-ways.pcap.zst 0",
        "vlan.pcap 1"
      })
  void segmentsThatCameFirstMakeUpTheStream(String captureAndStream) throws IOException {
    String[] words = captureAndStream.split(" ");
    List<JsonNode> lines = json("--segments", "samples/" + words[0], words[1]);
    for (String side : List.of("client", "server")) {
      long next = 0;
      long turned = 0;
      long repeated = 0;
      for (JsonNode line : lines) {
        if (!line.path("direction").asText().equals(side)) {
          continue;
        }
        String kind = line.path("type").asText();
        long length = line.path("length").asLong();
        if (kind.equals("turn")) {
          assertEquals(turned, line.path("offset").asLong());
          turned += length;
        } else if (kind.equals("gap")) {
          assertEquals(next, line.path("offset").asLong());
          next += length;
          turned += length;
        } else if (line.path("copy").asText().equals("first")) {
          assertEquals(next, line.path("offset").asLong());
          next += length;
        } else {
          repeated += length;
          assertTrue(line.path("offset").asLong() + length <= 1 << 20, line.toString());
        }
      }
      assertEquals(turned, next);
      boolean isDoubled = words[0].equals("cooked.pcap");
      assertTrue(!isDoubled || repeated == next, "every byte of " + side + " comes twice");
    }
  }

  @Test
  void aDatagramIsATurnEvenWithoutBytes() throws IOException {
    List<JsonNode> turns = json("samples/fragments.pcap", "udp:1");
    assertFalse(turns.isEmpty());
    for (JsonNode turn : turns) {
      assertEquals("turn", turn.path("type").asText());
      assertEquals(turn.path("packets").get(0), turn.path("packets").get(1));
    }
  }

  @Test
  void aStreamThatIsNotThereIsTroubleAndSaysWhatIs() {
    assertEquals(1, weft.run("stream", LOSS, "7"));
    assertEquals("weft: no stream tcp:7: the last of the capture is tcp:0\n", weft.err());
    assertEquals("", weft.out());
    Session udp = new Session();
    assertEquals(1, udp.run("stream", "samples/reset.pcap", "udp:0"));
    assertEquals("weft: no stream udp:0: the capture has no udp streams\n", udp.err());
  }

  @Test
  void aStreamWithoutBytesSaysSo() {
    assertEquals(0, weft.run("stream", "samples/refused.pcap", "0"));
    assertEquals(2, weft.out().lines().count());
    assertTrue(weft.out().endsWith("\n\u2014 no bytes \u2014\n"), weft.out());
    Session json = new Session();
    assertEquals(0, json.run("stream", "samples/refused.pcap", "0", "--as", "json"));
    assertEquals("", json.out());
  }

  @Test
  void rawBytesThatLackSomeSaySoBeside() {
    assertEquals(0, weft.run("stream", "samples/snaplen.pcap", "0", "--as", "raw"));
    assertEquals(
        """
        weft: warning: 96 bytes of what the client sent not in the capture: those on both sides \
        of a gap adjoin
        weft: warning: 245,308 bytes of what the server sent not in the capture: those on both \
        sides of a gap adjoin
        """,
        weft.err());
  }

  @Test
  void rawBytesAreNotSentToATerminal() {
    Session terminal = new Session(new Terminal(true, true, 80));
    assertEquals(2, terminal.run("stream", LOSS, "0", "--as", "raw"));
    assertEquals("", terminal.out());
    assertTrue(terminal.err().startsWith("weft: --as raw would send bytes"), terminal.err());
  }

  @Test
  void aPipeAndSeveralFilesAreOneCapture() throws IOException {
    assertEquals(0, weft.run("stream", LOSS, "0"));
    Session pipe = new Session(Files.readAllBytes(Path.of(LOSS)));
    assertEquals(0, pipe.run("stream", "-", "0"));
    assertEquals(weft.out(), pipe.out());
    assertEquals(2, json("samples/dns-http.pcapng", "samples/fast-open.pcap", "2").size());
  }

  @Test
  void aReaderThatWentAwayIsNoTrouble() {
    for (String form : List.of("text", "hex", "raw", "json")) {
      assertEquals(0, weft.runIntoClosedPipe("stream", LOSS, "0", "--as", form));
    }
    assertEquals("", weft.err());
  }

  @Test
  void aPictureIsToldAndNotPrinted() {
    Session weft = new Session();
    assertEquals(0, weft.run("stream", HTTP, "0"));
    assertTrue(
        weft.out().contains("\n\n\u2014 binary, 20,000 bytes, image/jpeg (--as hex "), weft.out());
    assertTrue(weft.out().contains("\n\u2014 binary, 10,113 bytes, "), weft.out());
    assertTrue(weft.out().contains("\n<!doctype html>"), weft.out());
    Session all = new Session();
    assertEquals(0, all.run("stream", HTTP, "0", "--binary"));
    assertFalse(all.out().contains("binary, "), "all is printed");
    assertTrue(all.out().contains("\n\\xf5\\xb1e\"JX"), "and escaped");
  }

  @Test
  void withoutAStreamThoseThatThereAreAreListed() {
    Session weft = new Session();
    assertEquals(0, weft.run("stream", HTTP));
    assertTrue(weft.out().contains("\nudp:0 "), weft.out());
    assertTrue(weft.out().contains("\ntcp:0 "), weft.out());
    assertTrue(weft.out().contains("\nweft stream " + HTTP + " "), weft.out());
  }

  @Test
  void theStreamMayBeNamedByAnOptionAsElsewhere() {
    Session word = new Session();
    assertEquals(0, word.run("stream", HTTP, "udp:0"));
    Session option = new Session();
    assertEquals(0, option.run("stream", "--stream", "udp:0", "-r", HTTP));
    assertEquals(word.out(), option.out());
  }

  @Test
  void sidesAreColouredWhereThatIsAsked() {
    Session plain = new Session(new Terminal(true, true, 80));
    assertEquals(0, plain.run("stream", LOSS, "0"));
    assertFalse(plain.out().contains("\u001b"), "the environment wants no colours");
    Session coloured = new Session();
    assertEquals(0, coloured.run("stream", LOSS, "0", "--color", "always"));
    assertTrue(coloured.out().contains("\u001b[31m"), "the client's colour");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.pcap --stream seven | --stream needs a stream: 7 or tcp:7, udp:3; not 'seven'",
        "-i eth0 | no stream given",
        "x.pcap icmp:0 | only streams of tcp and udp can be followed, not icmp:0",
        "7 | no capture given",
        "x.pcap 7 --as pdf | --as knows text, hex, raw and json, not 'pdf'",
        "x.pcap 7 --side left | --side knows client, server and both, not 'left'",
        "x.pcap 7 --segments | --segments needs --as json",
        "x.pcap 7 --timeout soon | --timeout needs a time",
        "x.pcap 7 --max-memory much | --max-memory needs a size such as"
      })
  void whatMakesNoSenseIsSaidInOneLine(String words, String message) {
    assertEquals(2, weft.run(("stream " + words).split(" ")));
    assertEquals("", weft.out());
    assertTrue(weft.err().startsWith("weft: " + message), weft.err());
    assertEquals(1, weft.err().lines().count());
  }

  @Test
  void keysShowWhatIsInsideTls() throws IOException {
    String[] line = {
      "stream", "samples/tls.pcap", "0", "--keylog", "samples/tls.keylog", "--side", "client"
    };
    assertEquals(0, weft.run(line), weft.err());
    assertEquals(
        """
        \u2014 tcp:0: client 10.1.0.2:36726, server 10.1.0.1:4401, from 2026-11-28T01:56:39.166980000Z \u2014
        \u2014 decrypted from here on (TLS): --wire shows what was sent \u2014
        \u2014 client, packet 11, 0.023882 s, 43 bytes \u2014
        GET /note.txt HTTP/1.0
        Host: shop.test

        """,
        weft.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"client", "server"})
  void wireAndALackOfKeysShowWhatWasSent(String side) throws Exception {
    Path out = folder.resolve("raw");
    assertEquals(
        0,
        weft.run(
            "stream", "samples/tls.pcap", "0", "--as=raw", "--side", side, "-o", out.toString()));
    assertTrue(weft.err().contains("encrypted"), weft.err());
    byte[] withoutKeys = Files.readAllBytes(out);
    assertEquals(flowDigest("samples/tls.pcap", 0, side), sha256(withoutKeys));

    ByteArrayOutputStream turns = new ByteArrayOutputStream();
    for (JsonNode turn :
        json("samples/tls.pcap", "0", "--keylog=samples/tls.keylog", "--wire", "--side", side)) {
      assertEquals("encrypted", turn.path("bytes").asText());
      turns.writeBytes(turn.path("data").binaryValue());
    }
    assertEquals(sha256(withoutKeys), sha256(turns.toByteArray()));
  }

  @Test
  void rawBytesInsideTlsAreThoseThatTheClientGot() throws IOException {
    Path out = folder.resolve("raw");
    assertEquals(
        0,
        weft.run(
            "stream",
            "samples/tls.pcap",
            "10",
            "--keylog=samples/tls.keylog",
            "--as=raw",
            "--side=server",
            "-o",
            out.toString()));
    assertTrue(weft.err().contains("decrypted"), weft.err());
    String text = Files.readString(out);
    assertTrue(text.startsWith("HTTP/1.0 200 ok\r\n"), text);
    assertTrue(text.endsWith("a blue note\n"), text);
  }

  @Test
  void messagesOfAWebSocketAreTurns() throws IOException {
    List<JsonNode> turns = json("samples/websocket.pcap", "0");
    assertFalse(turns.get(0).has("message"));
    assertTrue(turns.get(1).path("text").asText().startsWith("HTTP/1.1 101 "));
    JsonNode first = turns.get(2);
    assertEquals("text", first.path("message").asText());
    assertEquals("client", first.path("direction").asText());
    assertEquals("hello, hello, hello", first.path("text").asText());
    assertEquals(0, first.path("offset").asLong());
    JsonNode ping =
        turns.stream()
            .filter(t -> t.path("message").asText().equals("ping"))
            .findFirst()
            .orElseThrow();
    assertEquals("are you there", ping.path("text").asText());
    assertEquals("close", turns.get(turns.size() - 1).path("message").asText());

    long length = 0;
    for (JsonNode turn : turns.subList(2, turns.size())) {
      String message = turn.path("message").asText();
      if (turn.path("direction").asText().equals("client")
          && !message.equals("ping")
          && !message.equals("close")) {
        assertEquals(length, turn.path("offset").asLong());
        length += turn.path("length").asLong();
      }
    }
    assertTrue(length > 70_000);
  }

  @Test
  void framesOfAWebSocketAreShownOnRequest() throws Exception {
    Path out = folder.resolve("raw");
    assertEquals(
        0,
        weft.run(
            "stream",
            "samples/websocket.pcap",
            "0",
            "--wire",
            "--as=raw",
            "--side=client",
            "-o",
            out.toString()));
    assertEquals(
        flowDigest("samples/websocket.pcap", 0, "client"), sha256(Files.readAllBytes(out)));
  }
}
