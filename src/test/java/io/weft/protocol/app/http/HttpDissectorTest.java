package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamDriver;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Streams in, exchanges out: each conversation in pieces of every length. */
class HttpDissectorTest {
  private static final Direction CLIENT = Direction.FROM_CLIENT;
  private static final Direction SERVER = Direction.FROM_SERVER;

  /** One thing that happens on the connection. */
  private record Step(Direction direction, String text, long missing, boolean end, boolean clean) {}

  private static Step c(String text) {
    return new Step(CLIENT, text, 0, false, false);
  }

  private static Step s(String text) {
    return new Step(SERVER, text, 0, false, false);
  }

  private static Step gap(Direction direction, long missing) {
    return new Step(direction, null, missing, false, false);
  }

  private static Step end(Direction direction, boolean clean) {
    return new Step(direction, null, 0, true, clean);
  }

  private static StreamDriver run(List<Step> steps, int piece, HttpLimits limits) {
    StreamDriver driver = new StreamDriver(new HttpDissector(limits));
    for (Step step : steps) {
      if (step.text() != null) {
        driver.send(step.direction(), step.text().getBytes(ISO_8859_1), piece);
      } else if (step.end()) {
        driver.end(step.direction(), step.clean());
      } else {
        driver.gap(step.direction(), step.missing());
      }
    }
    if (steps.stream().noneMatch(Step::end)) {
      driver.end();
    }
    return driver;
  }

  /**
   * What a row of the tables says of an exchange; sizes are header+body, a dash for a half that was
   * not seen.
   */
  private static String line(HttpExchange x) {
    StringBuilder text = new StringBuilder();
    if (x.request() != null) {
      text.append(x.request().method()).append(' ').append(x.request().target());
      size(text, x.request().transfer());
      notes(text, x.request().notes());
    } else {
      text.append('-');
    }
    text.append(" > ");
    if (x.response() != null) {
      text.append(x.response().status());
      size(text, x.response().transfer());
      notes(text, x.response().notes());
    } else {
      text.append('-');
    }
    return text.append(x.interim() == null ? "" : " interim " + x.interim().count()).toString();
  }

  private static void size(StringBuilder text, HttpExchange.Transfer transfer) {
    text.append(" (").append(transfer.bodyBytes());
    if (transfer.missingBodyBytes() > 0) {
      text.append('-').append(transfer.missingBodyBytes());
    }
    text.append(')');
  }

  private static void notes(StringBuilder text, List<String> notes) {
    text.append(notes.isEmpty() ? "" : " " + notes);
  }

  private static List<String> lines(StreamDriver driver) {
    return driver.exchanges().stream().map(x -> line((HttpExchange) x)).toList();
  }

  /** The conversation gives these exchanges, whatever pieces it comes in. */
  private static DynamicTest row(String name, List<Step> steps, String... expected) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          StreamDriver whole = run(steps, Integer.MAX_VALUE / 2, HttpLimits.DEFAULT);
          assertEquals(List.of(expected), lines(whole));
          int longest = 1;
          for (Step step : steps) {
            longest = Math.max(longest, step.text() == null ? 0 : step.text().length());
          }
          for (int piece = 1; piece <= Math.min(longest, 200); piece++) {
            StreamDriver cut = run(steps, piece, HttpLimits.DEFAULT);
            assertEquals(whole.exchanges(), cut.exchanges(), "in pieces of " + piece);
            assertEquals(whole.layers(), cut.layers(), "in pieces of " + piece);
            assertEquals(whole.handOvers(), cut.handOvers(), "in pieces of " + piece);
          }
        });
  }

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String OK5 = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  /** A body of one byte in one chunk, and its end. */
  private static final String ONE_CHUNK = "1\r\nx\r\n0\r\n\r\n";

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static String crlf(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String status(int status) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
  }

  @TestFactory
  List<DynamicTest> framing() {
    return List.of(
        row("length", List.of(c(GET), s(OK5)), "GET / (0) > 200 (5)"),
        row(
            "request body",
            List.of(c("POST /f HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"), s(OK5)),
            "POST /f (3) > 200 (5)"),
        row(
            "chunked with extensions and trailers",
            List.of(
                c(GET),
                s(
                    CHUNKED
                        + "5;a=b\r\n"
                        + "hello\r\n"
                        + "A ; c=\"d\"\r\n"
                        + "0123456789\r\n"
                        + "0\r\n"
                        + "X: y\r\n"
                        + "Z: z\r\n\r\n")),
            "GET / (0) > 200 (15)"),
        row(
            "chunked request",
            List.of(
                c(
                    "PUT /f HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n003\r\nabc\r\n0\r\n\r\n"
                        + GET),
                s(OK5 + OK5)),
            "PUT /f (3) > 200 (5)",
            "GET / (0) > 200 (5)"),
        row(
            "chunk data that looks like a status line",
            List.of(c(GET), s(CHUNKED + "f\r\nHTTP/1.1 200 OK\r\n0\r\n\r\n")),
            "GET / (0) > 200 (15)"),
        row(
            "until close",
            List.of(c(GET), s("HTTP/1.0 200 OK\r\n\r\nall that comes")),
            "GET / (0) > 200 (14)"),
        row(
            "until reset",
            List.of(
                c(GET), s("HTTP/1.0 200 OK\r\n\r\nsome"), end(SERVER, false), end(CLIENT, false)),
            "GET / (0) > 200 (4) [end_not_seen]"),
        row(
            "HEAD, then GET",
            List.of(
                c("HEAD / HTTP/1.1\r\n\r\n"),
                s("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
                c(GET),
                s(OK5)),
            "HEAD / (0) > 200 (0)",
            "GET / (0) > 200 (5)"),
        row(
            "HEAD of a chunked page",
            List.of(c("HEAD / HTTP/1.1\r\n\r\n"), s(CHUNKED), c(GET), s(OK5)),
            "HEAD / (0) > 200 (0)",
            "GET / (0) > 200 (5)"),
        row(
            "204 and 304 have no body",
            List.of(
                c(get("/a") + get("/b") + get("/c")),
                s("HTTP/1.1 204 No Content\r\n\r\n"),
                s("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n" + OK5)),
            "GET /a (0) > 204 (0)",
            "GET /b (0) > 304 (0)",
            "GET /c (0) > 200 (5)"),
        row(
            "interim responses",
            List.of(
                c("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"),
                s("HTTP/1.1 100 Continue\r\n\r\n"),
                c("ab"),
                s("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK5)),
            "POST / (2) > 200 (5) interim 2"),
        row(
            "several codings, chunked last",
            List.of(
                c(GET),
                s(
                    "HTTP/1.1 200 OK\r\n"
                        + "Transfer-Encoding: gzip\r\n"
                        + "Transfer-Encoding: Chunked\r\n\r\n"
                        + ONE_CHUNK)),
            "GET / (0) > 200 (1)"));
  }

  @TestFactory
  List<DynamicTest> lenience() {
    return List.of(
        row(
            "bare line feeds",
            List.of(
                c("GET / HTTP/1.0\nHost: a\n\n"), s("HTTP/1.0 200 OK\nContent-Length: 2\n\nok")),
            "GET / (0) [bare_lf] > 200 (2) [bare_lf]"),
        row(
            "empty lines in front",
            List.of(c("\r\n\r\n" + GET), s(OK5)),
            "GET / (0) [empty_line_before] > 200 (5)"),
        row(
            "folded header",
            List.of(c("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n\t c\r\n\r\n"), s(OK5)),
            "GET / (0) [obs_fold] > 200 (5)"),
        row(
            "folded length",
            List.of(c("POST / HTTP/1.1\r\nContent-Length:\r\n 3\r\n\r\nabc"), s(OK5)),
            "POST / (3) [obs_fold] > 200 (5)"),
        row(
            "no header at all",
            List.of(c("GET / HTTP/1.0\r\n\r\n"), s("HTTP/1.0 200\r\n\r\n")),
            "GET / (0) > 200 (0)"),
        row(
            "blanks in the target",
            List.of(c("GET /a b c HTTP/1.1 \r\n\r\n"), s(OK5)),
            "GET /a b c (0) > 200 (5)"),
        row(
            "a method nobody registered",
            List.of(c("BREW /pot HTTP/1.1\r\n\r\n"), s(OK5)),
            "BREW /pot (0) > 200 (5)"),
        row(
            "a line that is no header",
            List.of(c("GET / HTTP/1.1\r\nnonsense\r\nX : y\r\n\r\n"), s(OK5)),
            "GET / (0) [bad_header_line, blank_before_colon] > 200 (5)"),
        row(
            "version in lower case, blanks before the status",
            List.of(c("GET / http/1.1\r\n\r\n"), s("http/1.0   204  none\r\n\r\n")),
            "GET / (0) > 204 (0)"),
        row(
            "status lines that break the rules",
            List.of(
                c(get("/a") + get("/b") + get("/c")),
                s("HTTP/2.1 200 ok\r\nContent-Length: 1\r\n\r\na"),
                s("HTTP/1.1 2xx ok\r\nContent-Length: 1\r\n\r\nb"),
                s("HTTP/1.1 2040 ok\r\nContent-Length: 1\r\n\r\nc")),
            "GET /a (0) > 200 (1) [bad_status_line]",
            "GET /b (0) > 2 (1) [bad_status_line]",
            "GET /c (0) > 204 (1) [bad_status_line]"),
        row(
            "a bad status line that no request waits for",
            List.of(c(GET), s(OK5), s("HTTP/2.1 200 ok\r\n\r\n")),
            "GET / (0) > 200 (5)"),
        row(
            "no target",
            List.of(c("GET HTTP/1.1\r\nHost: a\r\n\r\n"), s(OK5)),
            "GET  (0) > 200 (5)"),
        row(
            "chunk sizes with blanks, empty lines, rubbish",
            List.of(c(GET), s(CHUNKED + " 1\r\na\r\n\r\n\r\n2x\r\nbc\r\n3 y\r\ndef\r\n0\r\n\r\n")),
            "GET / (0) > 200 (6) [bad_chunk]"),
        row(
            "equal lengths",
            List.of(
                c(GET),
                s("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello")),
            "GET / (0) > 200 (5) [duplicate_content_length]"),
        row(
            "different lengths: the first",
            List.of(
                c(GET),
                s("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello")),
            "GET / (0) > 200 (5) [conflicting_content_length]"),
        row(
            "no number: until close",
            List.of(c(GET), s("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhello you")),
            "GET / (0) > 200 (9) [bad_content_length]"),
        row(
            "length and chunked: chunked",
            List.of(
                c(
                    "POST / HTTP/1.1\r\nContent-Length: 50\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ONE_CHUNK),
                s(OK5)),
            "POST / (1) [content_length_and_transfer_encoding] > 200 (5)"),
        row(
            "another coding: until close",
            List.of(c(GET), s("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc")),
            "GET / (0) > 200 (3) [unknown_transfer_encoding]"),
        row(
            "forgotten empty line behind the last chunk",
            List.of(c(get("/a") + get("/b")), s(CHUNKED + "1\r\nx\r\n0\r\n" + OK5)),
            "GET /a (0) > 200 (1) [bad_chunk]",
            "GET /b (0) > 200 (5)"),
        row(
            "more body than declared",
            List.of(c(GET), s("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nhello"), c(GET), s(OK5)),
            "GET / (0) > 200 (1)",
            "GET / (0) > 200 (5) [bytes_skipped_before]"),
        row(
            "chunks that are none",
            List.of(c(GET), s(CHUNKED + "1\r\nxyz"), c(GET), s(OK5)),
            "GET / (0) > 200 (3) [bad_chunk, incomplete]",
            "GET / (0) > 200 (5)"));
  }

  @TestFactory
  List<DynamicTest> pairing() {
    return List.of(
        row(
            "pipelined",
            List.of(
                c(get("/a") + get("/b") + get("/c")), s(status(201) + status(202) + status(203))),
            "GET /a (0) > 201 (0)",
            "GET /b (0) > 202 (0)",
            "GET /c (0) > 203 (0)"),
        row(
            "responses before their requests",
            List.of(s(status(201) + status(202)), c(get("/a") + get("/b"))),
            "GET /a (0) > 201 (0)",
            "GET /b (0) > 202 (0)"),
        row(
            "a response to HEAD before its request",
            List.of(
                s("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
                c("HEAD / HTTP/1.1\r\n\r\n"),
                s(OK5),
                c(GET)),
            "HEAD / (0) > 200 (0)",
            "GET / (0) > 200 (5)"),
        row(
            "a response to HEAD followed by the next, both early",
            List.of(
                s("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + OK5),
                c("HEAD / HTTP/1.1\r\n\r\n" + GET)),
            "HEAD / (0) > 200 (0)",
            "GET / (0) > 200 (5)"),
        row(
            "response before the request's body ends",
            List.of(
                c("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nab"),
                s(status(413)),
                c("cd" + GET),
                s(OK5)),
            "POST / (4) > 413 (0)",
            "GET / (0) > 200 (5)"),
        row(
            "requests alone",
            List.of(c(get("/a") + get("/b"))),
            "GET /a (0) > -",
            "GET /b (0) > -"),
        row("responses alone", List.of(s(OK5 + status(404))), "- > 200 (5)", "- > 404 (0)"),
        row(
            "the last request unanswered",
            List.of(c(get("/a")), s(OK5), c(get("/b"))),
            "GET /a (0) > 200 (5)",
            "GET /b (0) > -"),
        row(
            "only an interim response",
            List.of(
                c("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n"),
                s("HTTP/1.1 100 Continue\r\n\r\n")),
            "POST / (0) [incomplete] > - interim 1"),
        row(
            "the end within an interim response's header",
            List.of(
                c("POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\n"),
                s("HTTP/1.1 103 Early Hints\r\nLink: </style")),
            "POST / (0) [incomplete] > -"),
        row(
            "cut in the body",
            List.of(c(GET), s("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello")),
            "GET / (0) > 200 (5) [incomplete]"),
        row(
            "cut in the header",
            List.of(c(GET), s("HTTP/1.1 200 OK\r\nContent-Le")),
            "GET / (0) > 200 (0) [incomplete]"),
        row(
            "cut in the chunks",
            List.of(c(GET), s(CHUNKED + "5\r\nhel")),
            "GET / (0) > 200 (3) [incomplete]"));
  }

  @TestFactory
  List<DynamicTest> gaps() {
    return List.of(
        row(
            "in a body",
            List.of(
                c(get("/a")),
                s("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n12345"),
                gap(SERVER, 40),
                s("12345"),
                c(get("/b")),
                s(OK5)),
            "GET /a (0) > 200 (10-40)",
            "GET /b (0) > 200 (5)"),
        row(
            "to the very end of a body",
            List.of(
                c(get("/a")),
                s("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n12345"),
                gap(SERVER, 45),
                c(get("/b")),
                s(OK5)),
            "GET /a (0) > 200 (5-45)",
            "GET /b (0) > 200 (5)"),
        row(
            "in chunk data",
            List.of(c(GET), s(CHUNKED + "a\r\n123"), gap(SERVER, 5), s("90\r\n0\r\n\r\n")),
            "GET / (0) > 200 (5-5)"),
        row(
            "to the end of chunk data and its line end",
            List.of(c(GET), s(CHUNKED + "a\r\n123"), gap(SERVER, 9), s("0\r\n\r\n")),
            "GET / (0) > 200 (3-7)"),
        row(
            "across chunks",
            List.of(
                c(get("/a")),
                s(CHUNKED + "a\r\n123"),
                gap(SERVER, 20),
                s("zzz\r\n0\r\n\r\n"),
                c(get("/b")),
                s(OK5)),
            "GET /a (0) > 200 (13-20) [gap_in_framing, incomplete]",
            "GET /b (0) > 200 (5)"),
        row(
            "until close",
            List.of(c(GET), s("HTTP/1.0 200 OK\r\n\r\nabc"), gap(SERVER, 7), s("def")),
            "GET / (0) > 200 (6-7)"),
        row(
            "in the header, which goes on",
            List.of(
                c("POST / HTTP/1.1\r\nCookie: aaaa"),
                gap(CLIENT, 20),
                s(status(201)),
                c("aaa\r\nContent-Length: 3\r\n\r\nabc"),
                c(get("/b")),
                s(status(202))),
            "POST / (3) [gap_in_header] > 201 (0)",
            "GET /b (0) > 202 (0)"),
        row(
            "in the header, to the next message",
            List.of(
                c("GET /a HTTP/1.1\r\nCookie: aaaa"),
                gap(CLIENT, 20),
                c(get("/b")),
                s(status(201) + status(202))),
            "GET /a (0) [gap_in_header, incomplete] > 201 (0)",
            "GET /b (0) > 202 (0)"),
        row(
            "over the length",
            List.of(
                c(get("/a")),
                s("HTTP/1.1 200 OK\r\nServer: x\r\nContent-L"),
                gap(SERVER, 9),
                s("\r\nX: y\r\n\r\nbody"),
                c(get("/b")),
                s(OK5)),
            "GET /a (0) > 200 (4) [gap_in_header, incomplete]",
            "GET /b (0) > 200 (5)"),
        row(
            "in the header, into the body",
            List.of(
                c(get("/a")),
                s("HTTP/1.1 200 OK\r\nServer: x\r\nX: "),
                gap(SERVER, 40),
                s("<p>one</p>\n<p>two: 2</p>\nend"),
                c(get("/b")),
                s(OK5)),
            "GET /a (0) > 200 (17) [gap_in_header, incomplete]",
            "GET /b (0) > 200 (5)"),
        row(
            "over whole requests",
            List.of(
                c(get("/a")),
                s(status(201)),
                gap(CLIENT, 60),
                s(status(202)),
                c(get("/c")),
                s(status(203))),
            "GET /a (0) > 201 (0)",
            "- > 202 (0) [pairing_guessed]",
            "GET /c (0) > 203 (0)"),
        row(
            "over whole responses",
            List.of(
                c(get("/a")),
                s(status(201)),
                c(get("/b")),
                gap(SERVER, 60),
                c(get("/c")),
                s(status(203)),
                c(get("/d")),
                s(status(204))),
            "GET /a (0) > 201 (0)",
            "GET /b (0) [pairing_guessed] > -",
            "GET /c (0) > 203 (0) [pairing_guessed]",
            "GET /d (0) > 204 (0)"),
        row(
            "from a body over its end",
            List.of(
                c(get("/a")),
                s("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123"),
                gap(SERVER, 30),
                s("rest of something\r\n\r\n"),
                c(get("/b")),
                s(OK5)),
            "GET /a (0) > 200 (3-6)",
            "GET /b (0) > 200 (5) [bytes_skipped_before]"),
        row(
            "a request right behind the end of a lost body",
            List.of(
                c("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
                gap(CLIENT, 50),
                c("tail=1GET /b HTTP/1.1\r\n\r\n"),
                s(status(201) + status(202))),
            "POST /a (8-50) [gap_in_framing, incomplete] > 201 (0)",
            "GET /b (0) > 202 (0)"));
  }

  @Test
  void connectBecomesATunnel() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver
        .client("CONNECT shop.test:443 HTTP/1.1\r\nHost: shop.test:443\r\n\r\n\u0016\u0003\u0001")
        .server("HTTP/1.1 200 Connection established\r\n\r\n\u0016\u0003\u0003");
    assertEquals(List.of("CONNECT shop.test:443 (0) > 200 (0)"), lines(driver));
    assertEquals(List.of("null"), driver.handOvers());
    assertEquals("\u0016\u0003\u0001", driver.unused(CLIENT));
    assertEquals("\u0016\u0003\u0003", driver.unused(SERVER));
  }

  @Test
  void refusedConnectGoesOn() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver
        .client("CONNECT a:443 HTTP/1.1\r\n\r\n")
        .server("HTTP/1.1 407 Who?\r\nContent-Length: 2\r\n\r\nno")
        .client("CONNECT a:443 HTTP/1.1\r\nProxy-Authorization: Basic eDp5\r\n\r\n")
        .server("HTTP/1.1 200 OK\r\n\r\n");
    assertEquals(
        List.of("CONNECT a:443 (0) > 407 (2)", "CONNECT a:443 (0) > 200 (0)"), lines(driver));
    assertEquals(1, driver.handOvers().size());
  }

  @Test
  void upgradeHandsOverWhereTheHeadersEnd() {
    String ask = "GET /chat HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n\r\n";
    String granted = "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n";
    for (int piece = 1; piece < 90; piece++) {
      StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
      driver.send(CLIENT, ask.getBytes(ISO_8859_1), piece);
      driver.send(CLIENT, new byte[] {(byte) 0x81, 1, 2, 3}, piece);
      driver.send(SERVER, granted.getBytes(ISO_8859_1), piece);
      assertEquals(List.of("GET /chat (0) > 101 (0)"), lines(driver));
      assertEquals("websocket", ((HttpExchange) driver.exchanges().get(0)).upgrade());
      assertEquals(List.of("websocket"), driver.handOvers());
      assertEquals("\u0081\u0001\u0002\u0003", driver.unused(CLIENT));
    }
  }

  @TestFactory
  List<DynamicTest> offersThatAreNotTakenUp() {
    String offer = "GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
    return List.of(
        row(
            "answered, then the next",
            List.of(c(offer), s(OK5), c(get("/b")), s(status(404))),
            "GET / (0) > 200 (5)",
            "GET /b (0) > 404 (0)"),
        row(
            "the next sent without waiting",
            List.of(c(offer + get("/b")), s(OK5 + status(404))),
            "GET / (0) > 200 (5)",
            "GET /b (0) > 404 (0)"),
        row(
            "only the client captured",
            List.of(c(offer), c(offer), c(get("/b"))),
            "GET / (0) > -",
            "GET / (0) > -",
            "GET /b (0) > -"));
  }

  @Test
  void timesAndSizes() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver
        .client("POST /f HTTP/1.1\r\nContent-Length: 4\r\n\r\nab") // packet 1
        .client("cd") // 2
        .server("HTTP/1.1 200 OK\r\n") // 3
        .server("Content-Length: 4\r\n\r\n12") // 4
        .server("34") // 5
        .end();
    HttpExchange x = (HttpExchange) driver.exchanges().get(0);
    assertEquals(1, x.request().transfer().packet());
    assertEquals(3, x.response().transfer().packet());
    assertEquals(StreamDriver.nanosOfPacket(1), x.start().nanos());
    assertEquals(StreamDriver.nanosOfPacket(2), x.request().transfer().end().nanos());
    assertEquals(StreamDriver.nanosOfPacket(3), x.response().transfer().start().nanos());
    assertEquals(StreamDriver.nanosOfPacket(5), x.response().transfer().end().nanos());
    assertEquals(StreamDriver.nanosOfPacket(1), x.waiting().nanos());
    assertEquals(39, x.request().transfer().headerBytes());
    assertEquals(38, x.response().transfer().headerBytes());
    assertEquals(4, x.request().transfer().bodyBytes());
    assertEquals(4, x.response().transfer().bodyBytes());
    assertEquals(
        List.of(
            "http 2 POST /f HTTP/1.1\r\nContent-Length: 4\r\n\r\n",
            "http 5 HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"),
        driver.layers());
  }

  @Test
  void reportedHeaders() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT.withHeaders(true)));
    driver
        .client(
            crlf(
                "GET http://u@shop.test:8080/a?b HTTP/1.1",
                "user-AGENT:  curl/8 ",
                "Referer: r",
                "Origin: o",
                "Content-Type: q/t",
                "Via: 1.1 p",
                "X-Forwarded-For: 10.0.0.1",
                "Authorization: Basic YW5uYTpnZWhlaW0=",
                "Cookie: \u00fc=1",
                ""))
        .server(
            crlf(
                "HTTP/1.0 302 Over There",
                "Server: nginx",
                "Location: /x",
                "Content-Type: text/html",
                "Content-Encoding: gzip",
                "Content-Length: 0",
                ""))
        .end();
    HttpExchange x = (HttpExchange) driver.exchanges().get(0);
    assertEquals("shop.test:8080", x.request().host());
    assertEquals("http://u@shop.test:8080/a?b", x.request().target());
    assertEquals("1.1", x.request().version());
    assertEquals("1.0", x.response().version());
    assertEquals("curl/8", x.request().context().userAgent());
    assertEquals("r", x.request().context().referer());
    assertEquals("o", x.request().context().origin());
    assertEquals("anna", x.request().context().username());
    assertEquals("q/t", x.request().content().type());
    assertEquals(
        List.of(new HttpHeader("Via", "1.1 p"), new HttpHeader("X-Forwarded-For", "10.0.0.1")),
        x.request().proxyHeaders());
    assertEquals("Over There", x.response().reason());
    assertEquals("nginx", x.response().server());
    assertEquals("/x", x.response().location());
    assertEquals("text/html", x.response().content().type());
    assertEquals("gzip", x.response().content().encoding());
    assertEquals(0, x.response().content().length());
    assertEquals(8, x.request().headers().size());
    assertEquals(new HttpHeader("user-AGENT", "curl/8"), x.request().headers().get(0));
    assertEquals(new HttpHeader("Cookie", "\u00fc=1"), x.request().headers().get(7));
    assertEquals(5, x.response().headers().size());
    assertEquals(List.of(), x.request().notes());
  }

  @Test
  void pickedUpMidway() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT)).pickUp();
    driver
        .server("e body of an older response")
        .server(status(201))
        .client(get("/b"))
        .server(status(202))
        .end();
    assertEquals(
        List.of("- > 201 (0) [bytes_skipped_before, pairing_guessed]", "GET /b (0) > 202 (0)"),
        lines(driver));
  }

  @Test
  void clientAndServerTakenForOneAnother() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver.server(GET).client(OK5).end();
    assertEquals(List.of("GET / (0) [sent_by_server] > 200 (5)"), lines(driver));
  }

  @Test
  void notHttpAtAll() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    byte[] noise = new byte[1460];
    for (int i = 0; i < 100 && !driver.isOver(); i++) {
      driver.send(CLIENT, noise);
    }
    assertEquals(StreamDissector.LOST, driver.result());
  }

  @Test
  void headerBlockBeyondTheLimitIsReadInPieces() {
    StringBuilder request = new StringBuilder("GET /big HTTP/1.1\r\n");
    while (request.length() < 200_000) {
      request.append("X-Filler: ").append("x".repeat(500)).append("\r\n");
    }
    request.append("Host: late\r\n\r\n");
    for (int piece : new int[] {97, 1_460, 40_000, 300_000}) {
      StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
      driver.send(CLIENT, request.toString().getBytes(ISO_8859_1), piece);
      driver.server(OK5).end();
      HttpExchange x = (HttpExchange) driver.exchanges().get(0);
      assertEquals("late", x.request().host());
      assertEquals(200, x.response().status());
      assertEquals(request.length(), x.request().transfer().headerBytes());
      assertTrue(x.request().notes().contains("header_block_too_large"));
      assertEquals(1, driver.layers().size());
      assertTrue(driver.largestKept() < 64 << 10, "kept " + driver.largestKept());
    }
  }

  @Test
  void headerLineWithoutEnd() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver.client("GET / HTTP/1.1\r\nHost: a\r\nX: ");
    for (int i = 0; i < 200; i++) {
      driver.client("y".repeat(1_000));
    }
    driver.client("\r\nUser-Agent: u\r\n\r\n").server(OK5).end();
    HttpExchange x = (HttpExchange) driver.exchanges().get(0);
    assertEquals("a", x.request().host());
    assertEquals("u", x.request().context().userAgent());
    assertEquals(List.of("header_block_too_large"), x.request().notes());
    assertTrue(driver.largestKept() < 64 << 10, "kept " + driver.largestKept());
  }

  @Test
  void longValuesAreCut() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver.client("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\n").end();
    HttpExchange x = (HttpExchange) driver.exchanges().get(0);
    assertEquals(HttpLimits.DEFAULT.value(), x.request().target().length());
    assertEquals(List.of("value_cut"), x.request().notes());
  }

  @Test
  void requestsWaitWithinTheirLimit() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    int all = HttpLimits.DEFAULT.waiting() + 10;
    for (int i = 0; i < all; i++) {
      driver.client(get("/" + i));
    }
    assertEquals(10, driver.exchanges().size());
    for (int i = 0; i < all; i++) {
      driver.server(status(200 + i % 300 + (i % 300 == 4 ? 1 : 0)));
    }
    driver.end();
    List<String> lines = lines(driver);
    assertEquals("GET /0 (0) [waiting_limit] > -", lines.get(0));
    assertEquals("- > 200 (0) [waiting_limit]", lines.get(10));
    assertEquals("GET /10 (0) > 210 (0)", lines.get(20));
    assertEquals(all + 10, lines.size());
    List<Integer> depths = new ArrayList<>();
    driver.exchanges().forEach(x -> depths.add(((HttpExchange) x).transDepth()));
    assertEquals(all + 10, depths.get(depths.size() - 1));
  }

  @Test
  void textThatWaitsIsBounded() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    for (int i = 0; i < 500; i++) {
      driver.client(get("/" + "a".repeat(7_000)));
    }
    assertTrue(driver.exchanges().size() > 400, driver.exchanges().size() + " let go");
  }

  /** RFC 1945, section 4.1: neither version nor header fields, and the answer is its body. */
  @Test
  void aRequestWithoutAVersionInPiecesOfEveryLength() {
    byte[] request = "GET /old?a=b\r\n".getBytes(StandardCharsets.ISO_8859_1);
    byte[] answer = "\n<html>HTTP was simple</html>\n".getBytes(StandardCharsets.ISO_8859_1);
    for (int pieces = 1; pieces <= answer.length; pieces++) {
      StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
      driver.send(Direction.FROM_CLIENT, request, pieces);
      driver.send(Direction.FROM_SERVER, answer, pieces);
      driver.end();
      assertEquals(1, driver.exchanges().size());
      HttpExchange x = (HttpExchange) driver.exchanges().get(0);
      assertEquals("GET /old?a=b HTTP/0.9", x.summary());
      assertEquals("0.9", x.request().version());
      assertEquals(answer.length, x.response().transfer().bodyBytes());
    }
  }

  /** Servers that know no HTTP/0.9 answer with a status line all the same. */
  @Test
  void aRequestWithoutAVersionMayHaveAnAnswerWithOne() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver
        .client("GET /\r\n")
        .server("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno")
        .end();
    HttpExchange x = (HttpExchange) driver.exchanges().get(0);
    assertEquals("GET / 400", x.summary());
    assertEquals(2, x.response().transfer().bodyBytes());
  }

  @Test
  void aBodyLongerThanItsLengthIsNoted() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver.client(get("/"));
    driver.server("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour\u0001and more").end();
    HttpExchange x = (HttpExchange) driver.exchanges().get(0);
    assertEquals(4, x.response().transfer().bodyBytes());
    assertEquals(List.of("body_longer_than_content_length"), x.response().notes());
  }
}
