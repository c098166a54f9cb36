package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamDriver;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged streams: nothing throws, nothing is kept beyond the bound, later messages are found
 * again.
 */
class HttpHostileTest {
  private static final String REQUESTS =
      "GET /a HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n"
          + "POST /b HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello"
          + "PUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: x\r\n\r\n"
          + "HEAD /d HTTP/1.1\r\n\r\n"
          + "GET /e HTTP/1.1\r\nUpgrade: h2c\r\n\r\n"
          + "GET /f HTTP/1.1\r\n\r\n";

  private static final String RESPONSES =
      "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
          + "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\n\r\n"
          + "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n"
          + "HTTP/1.1 304 Not Modified\r\n\r\n"
          + "HTTP/1.0 200 OK\r\n\r\nuntil the end";

  private static Direction side(int number) {
    return number == 0 ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  private static byte[] flip(String text, Random random) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    for (int flips = random.nextInt(5); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @Test
  void flippedBytesAndGaps() {
    Random random = new Random(19970101);
    long told = 0;
    for (int i = 0; i < 4_000; i++) {
      StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
      byte[][] streams = {flip(REQUESTS, random), flip(RESPONSES, random)};
      int[] at = new int[2];
      while ((at[0] < streams[0].length || at[1] < streams[1].length) && !driver.isOver()) {
        int side = random.nextInt(2);
        Direction direction = side(side);
        int length = Math.min(1 + random.nextInt(60), streams[side].length - at[side]);
        if (length == 0) {
          continue;
        }
        if (random.nextInt(30) == 0) {
          driver.gap(direction, length);
        } else {
          driver.send(direction, Arrays.copyOfRange(streams[side], at[side], at[side] + length));
        }
        at[side] += length;
      }
      driver.end();
      told += driver.exchanges().size();
      assertTrue(driver.largestKept() < StreamDriver.MAX_KEPT, "kept " + driver.largestKept());
    }
    assertTrue(told > 16_000, told + " exchanges");
  }

  @Test
  void noise() {
    Random random = new Random(7);
    String alphabet = "GETHTTP/1.1 200\r\n:;0af\u0000\u00ff";
    for (int i = 0; i < 300; i++) {
      StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
      driver.client("GET / HTTP/1.1\r\n\r\n");
      for (int k = 0; k < 40; k++) {
        byte[] bytes = new byte[random.nextInt(200)];
        for (int b = 0; b < bytes.length; b++) {
          bytes[b] = (byte) alphabet.charAt(random.nextInt(alphabet.length()));
        }
        driver.send(side(random.nextInt(2)), bytes);
      }
      driver.end();
      assertTrue(!driver.exchanges().isEmpty());
      assertTrue(driver.largestKept() < StreamDriver.MAX_KEPT);
    }
  }

  /** Whatever is lost in the middle, the last exchange comes out as it was. */
  @Test
  void theConnectionIsFoundAgainBehindAnyGap() {
    String request = "GET /x HTTP/1.1\r\nHost: a\r\nUser-Agent: b\r\n\r\n";
    String response =
        "HTTP/1.1 200 OK\r\nContent-Type: c\r\nContent-Length: 20\r\n\r\n01234567890123456789";
    for (int from = 0; from < response.length(); from++) {
      for (int to = from + 1; to <= response.length(); to += 3) {
        StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
        driver.client(request).server(response).client(request);
        driver.server(response.substring(0, from));
        driver.gap(Direction.FROM_SERVER, to - from);
        driver.server(response.substring(to));
        driver
            .client("GET /last HTTP/1.1\r\n\r\n")
            .server("HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n");
        driver.end();
        HttpExchange last = (HttpExchange) driver.exchanges().get(driver.exchanges().size() - 1);
        assertEquals("/last", last.request().target(), from + " to " + to);
        assertEquals(404, last.response().status(), from + " to " + to);
      }
    }
  }

  @Test
  void bodiesAreNotKept() {
    StreamDriver driver = new StreamDriver(new HttpDissector(HttpLimits.DEFAULT));
    driver.client("GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\n\r\n");
    byte[] megabyte = new byte[1 << 20];
    driver.server("HTTP/1.1 200 OK\r\nContent-Length: 3145728\r\n\r\n");
    for (int i = 0; i < 3; i++) {
      driver.send(Direction.FROM_SERVER, megabyte, 1_460);
    }
    driver.server("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n");
    driver.send(Direction.FROM_SERVER, megabyte, 60_000);
    driver.server("\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
    driver.send(Direction.FROM_SERVER, megabyte, 1_460);
    driver.end();
    long bytes = 0;
    for (var exchange : driver.exchanges()) {
      bytes += ((HttpExchange) exchange).response().transfer().bodyBytes();
    }
    assertEquals(5L << 20, bytes);
    assertEquals(3, driver.exchanges().size());
    assertTrue(driver.largestKept() < 100, "kept " + driver.largestKept());
  }
}
