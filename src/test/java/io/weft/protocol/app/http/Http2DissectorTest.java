package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.app.http.body.BodyFacts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Connections made of frames (RFC 9113). */
final class Http2DissectorTest {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1);
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int PADDED = 8;

  private final StreamDriver driver = new StreamDriver(new Http2Dissector(HttpLimits.DEFAULT));

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] frame(int type, int flags, int stream, byte... payload) {
    int length = payload.length;
    byte[] header = {
      (byte) (length >>> 16),
      (byte) (length >>> 8),
      (byte) length,
      (byte) type,
      (byte) flags,
      (byte) (stream >>> 24),
      (byte) (stream >>> 16),
      (byte) (stream >>> 8),
      (byte) stream
    };
    return join(header, payload);
  }

  /** A field that is inserted into the table, with name and value as they stand. */
  private static byte[] field(String name, String value) {
    return join(
        new byte[] {0x40, (byte) name.length()},
        name.getBytes(ISO_8859_1),
        new byte[] {(byte) value.length()},
        value.getBytes(ISO_8859_1));
  }

  private static byte[] get(String path) {
    return join(
        new byte[] {(byte) 0x82, (byte) 0x86}, field(":path", path), field(":authority", "a.test"));
  }

  private static byte[] ok(String type) {
    return join(new byte[] {(byte) 0x88}, field("content-type", type));
  }

  private static byte[] settings() {
    return frame(4, 0, 0);
  }

  private static byte[] client() {
    return join(
        PREFACE,
        settings(),
        frame(1, END_HEADERS | END_STREAM, 1, get("/one")),
        frame(1, END_STREAM, 3, Arrays.copyOf(get("/two"), 6)),
        frame(9, END_HEADERS, 3, Arrays.copyOfRange(get("/two"), 6, get("/two").length)),
        frame(4, 1, 0));
  }

  private static byte[] server() {
    return join(
        settings(),
        frame(1, END_HEADERS | PADDED, 3, join(new byte[] {3}, ok("text/plain"), new byte[3])),
        frame(1, END_HEADERS, 1, ok("text/html")),
        frame(0, PADDED, 3, join(new byte[] {2}, "abc".getBytes(ISO_8859_1), new byte[2])),
        frame(0, END_STREAM, 1, "hello".getBytes(ISO_8859_1)),
        frame(0, END_STREAM, 3, "de".getBytes(ISO_8859_1)));
  }

  private List<String> summaries() {
    return driver.exchanges().stream().map(Exchange::summary).toList();
  }

  private HttpExchange exchange(int nth) {
    return (HttpExchange) driver.exchanges().get(nth);
  }

  private void end() {
    driver.end(Direction.FROM_CLIENT, true).end(Direction.FROM_SERVER, true);
  }

  /** RFC 8441: the stream of an extended CONNECT carries another protocol in its DATA frames. */
  @Test
  void aStreamCarriesAWebSocket() {
    byte[] connect =
        join(
            field(":method", "CONNECT"),
            field(":protocol", "websocket"),
            field(":path", "/chat"),
            field(":authority", "a.test"));
    byte[] asked =
        join(
            PREFACE,
            settings(),
            frame(1, END_HEADERS, 1, connect),
            frame(0, 0, 1, "to the ".getBytes(ISO_8859_1)),
            frame(0, END_STREAM, 1, "server".getBytes(ISO_8859_1)));
    byte[] answered =
        join(
            settings(),
            frame(1, END_HEADERS, 1, (byte) 0x88),
            frame(0, END_STREAM, 1, "to the client".getBytes(ISO_8859_1)));
    for (int piece = 1; piece < 40; piece++) {
      StreamDriver pieces = new StreamDriver(new Http2Dissector(HttpLimits.DEFAULT));
      pieces.send(Direction.FROM_CLIENT, asked, piece);
      pieces.send(Direction.FROM_SERVER, answered, piece).end();
      assertEquals("to the server", pieces.inside(Direction.FROM_CLIENT));
      assertEquals("to the client", pieces.inside(Direction.FROM_SERVER));
      assertEquals("websocket", ((HttpExchange) pieces.exchanges().get(0)).upgrade());
    }
  }

  @Test
  void bodiesAreDecodedInPiecesOfEverySize() throws IOException {
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(coded)) {
      gzip.write("{\"a\": 1}".getBytes(ISO_8859_1));
    }
    byte[] whole = coded.toByteArray();
    byte[] answered =
        join(
            settings(),
            frame(
                1,
                END_HEADERS,
                1,
                join(new byte[] {(byte) 0x88}, field("content-encoding", "gzip"))),
            frame(0, 0, 1, Arrays.copyOf(whole, 11)),
            frame(0, END_STREAM, 1, Arrays.copyOfRange(whole, 11, whole.length)));
    byte[] asked = join(PREFACE, settings(), frame(1, END_HEADERS | END_STREAM, 1, get("/one")));
    for (int piece = 1; piece < answered.length; piece++) {
      StreamDriver pieces =
          new StreamDriver(new Http2Dissector(HttpLimits.DEFAULT.withBodies(true)));
      pieces.send(Direction.FROM_CLIENT, asked, piece);
      pieces.send(Direction.FROM_SERVER, answered, piece).end();
      BodyFacts facts = ((HttpExchange) pieces.exchanges().get(0)).response().content().body();
      assertEquals(8, facts.decodedBytes());
      assertEquals("application/json", facts.type());
      assertNull(facts.trouble());
    }
  }

  @Test
  void interleavedStreamsGiveTheSameInPiecesOfEverySize() {
    for (int piece = 1; piece < 60; piece++) {
      StreamDriver pieces = new StreamDriver(new Http2Dissector(HttpLimits.DEFAULT));
      pieces.send(Direction.FROM_CLIENT, client(), piece);
      pieces.send(Direction.FROM_SERVER, server(), piece);
      assertEquals(
          List.of("GET a.test/one 200", "GET a.test/two 200"),
          pieces.exchanges().stream().map(Exchange::summary).toList());
      HttpExchange second = (HttpExchange) pieces.exchanges().get(1);
      assertEquals(5, second.response().transfer().bodyBytes());
      assertEquals("text/plain", second.response().content().type());
      assertEquals(3, second.http2().stream());
      assertEquals("2", second.request().version());
    }
  }

  @Test
  void aGapInABodyIsCountedAndOneBehindItLosesNothingElse() {
    byte[] server = server();
    int hello = server.length - 5 - 2 - 9;
    driver.send(Direction.FROM_CLIENT, client());
    driver.send(Direction.FROM_SERVER, Arrays.copyOf(server, hello + 1));
    driver.gap(Direction.FROM_SERVER, 3);
    driver.send(Direction.FROM_SERVER, Arrays.copyOfRange(server, hello + 4, server.length));
    assertEquals(List.of("GET a.test/one 200", "GET a.test/two 200"), summaries());
    assertEquals(3, exchange(0).response().transfer().missingBodyBytes());
    assertEquals(2, exchange(0).response().transfer().bodyBytes());
  }

  @Test
  void gapsAnywhereFailNothing() {
    byte[] server = server();
    for (int at = 0; at < server.length; at++) {
      for (int missing : new int[] {1, 9, 30}) {
        StreamDriver holed = new StreamDriver(new Http2Dissector(HttpLimits.DEFAULT));
        holed.send(Direction.FROM_CLIENT, client());
        holed.send(Direction.FROM_SERVER, Arrays.copyOf(server, at));
        holed.gap(Direction.FROM_SERVER, missing);
        int behind = Math.min(server.length, at + missing);
        holed.send(Direction.FROM_SERVER, Arrays.copyOfRange(server, behind, server.length));
        holed.end(Direction.FROM_CLIENT, true).end(Direction.FROM_SERVER, true);
        assertEquals(2, holed.exchanges().size(), "both requests are told");
      }
    }
  }

  @Test
  void aConnectionJoinedMidwayIsReadOnWithWhatIsKnown() {
    driver.pickUp();
    byte[] known = {(byte) 0x82, (byte) 0x86, (byte) 0xbf}; // the path is an unknown entry
    driver.send(
        Direction.FROM_CLIENT,
        join(
            frame(8, 0, 0, new byte[] {0, 0, 1, 0}),
            frame(1, END_HEADERS | END_STREAM, 7, known),
            frame(1, END_HEADERS | END_STREAM, 9, get("/new"))));
    driver.send(
        Direction.FROM_SERVER,
        join(
            frame(8, 0, 0, new byte[] {0, 0, 1, 0}),
            frame(1, END_HEADERS | END_STREAM, 7, new byte[] {(byte) 0x8d}),
            frame(1, END_HEADERS | END_STREAM, 9, new byte[] {(byte) 0x88})));
    assertEquals(List.of("GET  404", "GET a.test/new 200"), summaries());
    assertEquals(List.of("unknown_header_field"), exchange(0).request().notes());
  }

  @Test
  void resetsAreToldByTheirNames() {
    driver.send(
        Direction.FROM_CLIENT,
        join(
            PREFACE,
            settings(),
            frame(1, END_HEADERS | END_STREAM, 1, get("/slow")),
            frame(3, 0, 1, new byte[] {0, 0, 0, 8})));
    assertEquals(List.of("GET a.test/slow ?"), summaries());
    assertEquals("CANCEL", exchange(0).http2().reset());
  }

  @Test
  void pushedAnswersComeWithTheirPromise() {
    driver.send(Direction.FROM_CLIENT, client());
    driver.send(
        Direction.FROM_SERVER,
        join(
            settings(),
            frame(5, END_HEADERS, 1, join(new byte[] {0, 0, 0, 2}, get("/style.css"))),
            frame(1, END_HEADERS, 2, ok("text/css")),
            frame(0, END_STREAM, 2, new byte[10])));
    assertEquals(List.of("GET a.test/style.css 200"), summaries());
    assertTrue(exchange(0).http2().isPushed());
    assertEquals(10, exchange(0).response().transfer().bodyBytes());
  }

  @Test
  void callsOfGrpcTellServiceMessagesAndStatus() {
    byte[] request =
        join(
            new byte[] {(byte) 0x83, (byte) 0x86},
            field(":path", "/shop.Cart/Add"),
            field("content-type", "application/grpc"));
    byte[] trailers = join(field("grpc-status", "5"), field("grpc-message", "no such item"));
    driver.send(
        Direction.FROM_CLIENT,
        join(
            PREFACE,
            settings(),
            frame(1, END_HEADERS, 1, request),
            frame(0, 0, 1, new byte[] {0, 0, 0, 0, 3, 1, 2}),
            frame(0, END_STREAM, 1, new byte[] {3, 0, 0, 0, 0, 0})));
    driver.send(
        Direction.FROM_SERVER,
        join(
            settings(),
            frame(1, END_HEADERS, 1, ok("application/grpc")),
            frame(1, END_HEADERS | END_STREAM, 1, trailers)));
    Http2Details.Grpc call = exchange(0).http2().grpc();
    assertEquals("shop.Cart", call.service());
    assertEquals("Add", call.method());
    assertEquals(5, call.status());
    assertEquals("no such item", call.message());
    assertEquals(2, call.request().count());
    assertEquals(3, call.request().bytes());
    assertEquals(0, call.response().count());
    assertNull(call.response().first());
  }

  @Test
  void whatIsUnfinishedAtTheEndIsReported() {
    driver.send(Direction.FROM_CLIENT, client());
    end();
    assertEquals(List.of("GET a.test/one ?", "GET a.test/two ?"), summaries());
  }

  @Test
  void noBytesMakeTheReaderFail() {
    Random random = new Random(9113);
    for (int i = 0; i < 500; i++) {
      byte[] client = client();
      byte[] server = server();
      for (int flip = 0; flip < 4; flip++) {
        client[random.nextInt(client.length)] = (byte) random.nextInt();
        server[random.nextInt(server.length)] = (byte) random.nextInt();
      }
      StreamDriver hostile = new StreamDriver(new Http2Dissector(HttpLimits.DEFAULT));
      hostile.send(Direction.FROM_CLIENT, client, 1 + random.nextInt(80));
      hostile.send(Direction.FROM_SERVER, server, 1 + random.nextInt(80));
      hostile.end(Direction.FROM_CLIENT, true).end(Direction.FROM_SERVER, false);
      assertTrue(hostile.exchanges().size() < 20);
    }
  }

  @Test
  void aContinuationThatNeverEndsTakesBoundedMemory() {
    Http2Dissector dissector = new Http2Dissector(HttpLimits.DEFAULT);
    StreamDriver flooded = new StreamDriver(dissector);
    flooded.send(Direction.FROM_CLIENT, join(PREFACE, settings(), frame(1, 0, 1, get("/"))));
    byte[] more = frame(9, 0, 1, new byte[16_000]);
    for (int i = 0; i < 200; i++) {
      flooded.send(Direction.FROM_CLIENT, more);
    }
    assertTrue(dissector.memory() < 700_000, "was " + dissector.memory());
  }

  @Test
  void theProbeKnowsTheClientsPrefaceTheServersSettingsAndFramesInARow() {
    StreamProtocol protocol =
        StandardProtocols.chain().streams().stream()
            .filter(stream -> stream.protocol() == Http2.PROTOCOL)
            .findFirst()
            .orElseThrow();
    assertEquals(ProbeResult.MORE, probe(protocol, Direction.FROM_CLIENT, "PRI * HT"));
    assertEquals(ProbeResult.NO, probe(protocol, Direction.FROM_CLIENT, "PRINT * HTTP"));
    byte[] server = server();
    assertEquals(ProbeResult.YES, protocol.probe(Direction.FROM_SERVER, server, 0, server.length));
    byte[] client = client();
    assertEquals(ProbeResult.YES, protocol.probe(Direction.FROM_CLIENT, client, 0, client.length));
    assertEquals(
        ProbeResult.YES_REVERSED, protocol.probe(Direction.FROM_SERVER, client, 0, client.length));
    assertEquals(
        ProbeResult.YES,
        protocol.probe(Direction.FROM_CLIENT, client, PREFACE.length, client.length));
  }

  private static ProbeResult probe(StreamProtocol protocol, Direction direction, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return protocol.probe(direction, bytes, 0, bytes.length);
  }
}
