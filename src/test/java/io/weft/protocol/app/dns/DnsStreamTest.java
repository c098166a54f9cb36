package io.weft.protocol.app.dns;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.app.StreamTrial;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsStreamTest {
  private final StreamProtocol protocol = StreamTrial.protocol(Dns::register);

  private static byte[] framed(byte[]... messages) {
    DnsBytes stream = new DnsBytes();
    for (byte[] message : messages) {
      stream.u16(message.length).raw(message);
    }
    return stream.bytes();
  }

  private ProbeResult probe(byte[] bytes) {
    return protocol.probe(FROM_CLIENT, bytes, 0, bytes.length);
  }

  @Test
  void messagesInPiecesOfEveryLength() {
    byte[] queries = framed(DnsBytes.query(1, "a.test"), DnsBytes.query(2, "b.test"));
    byte[] responses =
        framed(
            DnsBytes.response(2, "b.test", "c0000202"), DnsBytes.response(1, "a.test", "c0000201"));
    for (int piece = 1; piece <= queries.length; piece++) {
      StreamDriver driver = new StreamDriver(protocol.create());
      driver.send(FROM_CLIENT, queries, piece).send(FROM_SERVER, responses, piece).end();
      List<String> lines =
          driver.exchanges().stream()
              .map(x -> (DnsExchange) x)
              .map(x -> x.name() + " " + x.query().packet() + " " + x.response().packet())
              .toList();
      assertEquals(List.of("b.test 1 2", "a.test 1 2"), lines, "in pieces of " + piece);
      assertEquals(List.of("b.test 0 c0000202", "a.test 0 c0000201"), driver.names());
      assertEquals(4, driver.layers().size());
    }
  }

  @Test
  void theLongestMessage() {
    byte[] longest = Arrays.copyOf(DnsBytes.query(1, "a.test"), 0xFFFF);
    StreamDriver driver = new StreamDriver(protocol.create());
    driver.send(FROM_CLIENT, framed(longest, DnsBytes.query(2, "b.test")), 1_460).end();
    assertEquals(0, driver.result());
    assertEquals(2, driver.exchanges().size());
  }

  @Test
  void aGapEndsItsDirection() {
    StreamDriver driver = new StreamDriver(protocol.create());
    byte[] responses = framed(DnsBytes.response(1, "a.test", "c0000201"));
    driver.send(FROM_CLIENT, framed(DnsBytes.query(1, "a.test"), DnsBytes.query(2, "b.test")));
    driver.send(FROM_SERVER, responses);
    driver.gap(FROM_SERVER, 10);
    driver.send(FROM_SERVER, responses);
    driver.end();
    assertEquals(2, driver.exchanges().size());
  }

  @Test
  void probeOfQueriesAndResponses() {
    byte[] query = framed(DnsBytes.query(1, "a.test"));
    byte[] response = framed(DnsBytes.response(1, "a.test", "c0000201"));
    assertEquals(ProbeResult.YES, probe(query));
    assertEquals(ProbeResult.YES_REVERSED, probe(response));
    assertEquals(ProbeResult.YES, protocol.probe(FROM_SERVER, response, 0, response.length));
    for (int length = 0; length < query.length; length++) {
      assertEquals(ProbeResult.MORE, probe(Arrays.copyOf(query, length)), "of " + length);
    }
  }

  @Test
  void probeOfOthers() {
    byte[] query = framed(DnsBytes.query(1, "a.test"));
    for (int at : new int[] {0, 4, 6, 7, 8, 9, 14, 21, 25}) {
      byte[] damaged = query.clone();
      damaged[at] ^= 0x7F;
      ProbeResult verdict = probe(damaged);
      assertTrue(
          at == 0 ? verdict != ProbeResult.NO : verdict != ProbeResult.YES, at + " " + verdict);
    }
    assertEquals(ProbeResult.NO, probe(new byte[100]));
    assertEquals(
        ProbeResult.NO, probe("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n".getBytes(US_ASCII)));
    byte[] noise = new byte[64];
    Arrays.fill(noise, (byte) 0xFF);
    assertEquals(ProbeResult.NO, probe(noise));
  }
}
