package io.weft.protocol.app.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.protocol.Frames;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the fields of a message say of those before it. */
final class DnsStandingTest {
  private static final int UDP = 17;
  private static final int CLIENT_PORT = 40_000;

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));

  private void query(int id) {
    put("10.0.0.1", CLIENT_PORT, "10.0.0.2", Dns.PORT, DnsBytes.query(id, "shop.test"));
  }

  private void response(int id) {
    byte[] message = DnsBytes.response(id, "shop.test", "c0000201");
    put("10.0.0.2", Dns.PORT, "10.0.0.1", CLIENT_PORT, message);
  }

  private void put(String from, int fromPort, String to, int toPort, byte[] message) {
    byte[] datagram = Frames.udp(fromPort, toPort, message);
    wire.ip(Datagrams.ipv4(from, to, UDP, datagram));
  }

  private void assertSays(String name, String value) {
    assertEquals(value, wire.values().of("dns." + name), name);
  }

  @Test
  void aResponseTellsItsQueryAndTheTime() {
    query(7);
    wire.later(Duration.ofMillis(20));
    response(7);
    assertSays("response_to", "1");
    assertSays("time", "21000000");
    assertSays("unsolicited", "");
    response(7);
    assertSays("retransmit_response", "true");
    assertSays("retransmit_response_in", "2");
    assertSays("retransmission", "true");
  }

  @Test
  void aResponseToNothingIsUnsolicited() {
    query(7);
    response(8);
    assertSays("unsolicited", "true");
    assertSays("response_to", "");
  }

  @Test
  void aQueryThatIsNotAnsweredComesAgain() {
    query(7);
    query(7);
    assertSays("retransmit_request", "true");
    assertSays("retransmit_request_in", "1");
    assertSays("retransmission", "true");
    wire.later(Duration.ofSeconds(6));
    query(7);
    assertSays("retransmission", "");
    response(7);
    assertSays("response_to", "3");
    query(7);
    assertSays("retransmission", "");
  }

  @Test
  void theOldestOfManyTransactionsIsForgotten() {
    for (int id = 0; id < 1000; id++) {
      query(id);
      assertSays("retransmission", "");
    }
    response(999);
    assertSays("response_to", "1000");
    response(744);
    assertSays("response_to", "745");
    response(743);
    assertSays("unsolicited", "true");
  }

  @Test
  void whatNobodyLooksAtIsNotFoundOut() {
    Wire plain = new Wire(FlowConfig.defaults());
    byte[] query = DnsBytes.query(7, "shop.test");
    for (int i = 0; i < 2; i++) {
      byte[] datagram = Frames.udp(CLIENT_PORT, Dns.PORT, query);
      plain.ip(Datagrams.ipv4("10.0.0.1", "10.0.0.2", UDP, datagram));
    }
    assertEquals("", plain.values().of("dns.retransmission"));
  }

  @Test
  void anEmptyStringOfATextIsOneOfItsStrings() {
    byte[] message =
        DnsBytes.header(7, DnsBytes.RESPONSE, 0, 1)
            .name("shop.test")
            .record(16, 60, "0161000162")
            .bytes();
    put("10.0.0.2", Dns.PORT, "10.0.0.1", CLIENT_PORT, message);
    assertSays("txt", "a  b");
    assertSays("txt.length", "1 0 1");
  }

  @Test
  void aRecordThatEndsBehindTheMessageIsNone() {
    byte[] message = DnsBytes.response(7, "shop.test", "c0000201");
    byte[] cut = Arrays.copyOf(message, message.length - 1);
    put("10.0.0.2", Dns.PORT, "10.0.0.1", CLIENT_PORT, cut);
    assertSays("qry.name", "shop.test");
    assertSays("resp.type", "");
    assertSays("unsolicited", "");
  }
}
