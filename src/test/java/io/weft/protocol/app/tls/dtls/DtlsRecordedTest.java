package io.weft.protocol.app.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Arrival;
import io.weft.dissect.Exchange;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.protocol.app.tls.Tls;
import io.weft.protocol.app.tls.TlsExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What openssl's clients and servers agreed on over datagrams, which a network may treat badly. */
final class DtlsRecordedTest {
  /** Between header of a packet and the ports of UDP, in Ethernet and IP without options. */
  private static final int TO_PORTS = RecordedDatagrams.PACKET_HEADER + 14 + 20;

  private static RecordedDatagrams recorded;

  /** Those of UDP only. */
  private static List<byte[]> packets;

  private static Map<String, List<TlsExchange>> expected;

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedDatagrams.of("samples/dtls.pcap");
    packets = recorded.packets();
    expected = exchanges(packets);
  }

  /** By the port of the server, each as it was told. */
  private static Map<String, List<TlsExchange>> exchanges(List<byte[]> some) throws IOException {
    Map<String, List<TlsExchange>> found = new TreeMap<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
            if (exchange.protocol() != Tls.PROTOCOL) {
              return;
            }
            assertEquals("dtls", flow.application().protocol());
            // Where the first datagram is missing, who was seen first is taken for the client.
            int lower = Math.min(flow.serverPort(), flow.clientPort());
            int higher = Math.max(flow.serverPort(), flow.clientPort());
            assertEquals(lower == flow.clientPort(), isReversed(exchange));
            String ports = lower + "<" + higher;
            found.computeIfAbsent(ports, key -> new ArrayList<>()).add((TlsExchange) exchange);
          }
        };
    recorded.analyze(some, null, listener);
    return found;
  }

  private static boolean isReversed(Exchange exchange) {
    return ((TlsExchange) exchange).reversed() != null;
  }

  private static TlsExchange toPort(int port, int n) {
    return expected.entrySet().stream()
        .filter(each -> each.getKey().startsWith(port + "<"))
        .map(each -> each.getValue().get(0))
        .sorted((one, other) -> Long.compare(one.startNanos(), other.startNanos()))
        .skip(n)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatWasAgreedOn() {
    TlsExchange first = toPort(4701, 0);
    assertEquals("DTLS 1.2", first.version());
    assertEquals("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", first.cipher());
    assertEquals("x25519", first.group());
    assertEquals("shop.test", first.serverName());
    assertEquals(List.of("webrtc", "c-webrtc"), first.client().alpn());
    assertTrue(first.established());
    assertEquals(true, first.dtls());
    assertNull(first.reversed());
    assertEquals(true, first.helloVerifyRequest());
    assertTrue(first.ja4().startsWith("dd2d"), first.ja4());
    assertEquals("CvCsxknGItiLl", first.history());
    assertEquals("ec.shop.test", first.server().certificates().get(0).hostName());
    assertNull(first.notes());
    assertEquals("DTLS 1.0", toPort(4703, 0).version());
    assertTrue(toPort(4703, 0).ja4().startsWith("dd1d"));
  }

  @Test
  void certificatesOfClientsAndSessionsThatGoOn() {
    assertEquals("sent", toPort(4705, 0).clientCertificate());
    assertNull(toPort(4706, 0).resumption());
    assertEquals("session_ticket", toPort(4706, 1).resumption());
    assertTrue(toPort(4706, 1).established());
  }

  /** What must be the same in whatever order the datagrams of a flight come. */
  private static List<Object> facts(TlsExchange exchange) {
    return Arrays.asList(
        exchange.version(),
        exchange.cipher(),
        exchange.group(),
        exchange.serverName(),
        exchange.established(),
        exchange.resumption(),
        exchange.clientCertificate(),
        exchange.helloVerifyRequest(),
        exchange.ja4(),
        exchange.server().certificates(),
        exchange.client().certificates(),
        exchange.client().traffic(),
        exchange.server().traffic(),
        exchange.alerts() == null ? 0 : exchange.alerts().size(),
        exchange.notes());
  }

  private static void assertSame(Map<String, List<TlsExchange>> found, String how) {
    assertEquals(expected.keySet(), found.keySet(), how);
    expected.forEach(
        (ports, exchanges) -> {
          assertEquals(1, found.get(ports).size(), how);
          assertEquals(facts(exchanges.get(0)), facts(found.get(ports).get(0)), how);
        });
  }

  private static int port(byte[] packet) {
    return (packet[TO_PORTS] & 0xFF) << 8 | (packet[TO_PORTS + 1] & 0xFF);
  }

  @Test
  void theDatagramsOfASideMayComeInAnyOrder() throws IOException {
    for (int seed = 0; seed < 40; seed++) {
      List<byte[]> sent = new ArrayList<>(packets);
      Random random = new Random(seed);
      for (int from = 0; from < sent.size(); ) {
        int to = from + 1;
        while (to < sent.size() && port(sent.get(to)) == port(sent.get(from))) {
          to++;
        }
        Collections.shuffle(sent.subList(from, to), random);
        from = to;
      }
      assertSame(exchanges(sent), "seed " + seed);
    }
  }

  @Test
  void whatIsSentAgainCountsAsARecordOnly() throws IOException {
    List<byte[]> sent = new ArrayList<>();
    for (byte[] each : packets) {
      sent.add(each);
      sent.add(each);
    }
    exchanges(sent)
        .forEach(
            (ports, exchanges) -> {
              TlsExchange once = expected.get(ports).get(0);
              TlsExchange twice = exchanges.get(0);
              assertEquals(1, exchanges.size());
              assertEquals(
                  2 * once.server().traffic().records(), twice.server().traffic().records());
              assertEquals(once.server().certificates(), twice.server().certificates());
              assertEquals(once.resumption(), twice.resumption());
              assertNull(twice.notes());
            });
  }

  @Test
  void whatIsMissingIsTold() throws IOException {
    for (int missing = 0; missing < packets.size(); missing++) {
      List<byte[]> sent = new ArrayList<>(packets);
      sent.remove(missing);
      Map<String, List<TlsExchange>> found = exchanges(sent);
      assertEquals(expected.keySet(), found.keySet());
      for (String ports : expected.keySet()) {
        TlsExchange once = expected.get(ports).get(0);
        TlsExchange seen = found.get(ports).get(0);
        boolean lacksFlight =
            once.server().certificates() != null && seen.server().certificates() == null;
        if (lacksFlight) {
          assertEquals(List.of("message_lost"), seen.notes(), "without packet " + missing);
        }
        assertEquals(once.serverName(), seen.serverName(), "without packet " + missing);
      }
    }
  }

  @Test
  void aHelloWithAnotherRandomValueBeginsAnew() throws IOException {
    List<byte[]> sent = new ArrayList<>();
    List<byte[]> first = packets.stream().filter(each -> isOf(each, 4704)).toList();
    sent.addAll(first);
    for (byte[] each : first) {
      byte[] changed = each.clone();
      int record = TO_PORTS + 8;
      boolean isHello = changed[record] == Dtls.HANDSHAKE && changed[record + Dtls.HEADER] == 1;
      if (isHello && port(changed) != 4704) {
        changed[record + Dtls.HEADER + FragmentHeader.LENGTH + 2] ^= 1;
      }
      sent.add(changed);
    }
    List<TlsExchange> both = exchanges(sent).values().iterator().next();
    assertEquals(2, both.size());
    assertEquals(facts(both.get(0)), facts(both.get(1)));
    assertFalse(both.get(0).server().certificates().isEmpty());
  }

  /** A packet between the same ports with another payload. */
  private static byte[] carrying(byte[] packet, String hex) {
    byte[] payload = HexFormat.of().parseHex(hex);
    byte[] other = Arrays.copyOf(packet, TO_PORTS + 8 + payload.length);
    System.arraycopy(payload, 0, other, TO_PORTS + 8, payload.length);
    other[RecordedDatagrams.CAPTURED_LENGTH] =
        (byte) (other.length - RecordedDatagrams.PACKET_HEADER);
    other[RecordedDatagrams.CAPTURED_LENGTH + 1] = 0;
    other[RecordedDatagrams.CAPTURED_LENGTH + 4] = other[RecordedDatagrams.CAPTURED_LENGTH];
    other[RecordedDatagrams.CAPTURED_LENGTH + 5] = 0;
    int ip = RecordedDatagrams.PACKET_HEADER + 14;
    other[ip + 2] = 0;
    other[ip + 3] = (byte) (other.length - ip);
    other[TO_PORTS + 4] = 0;
    other[TO_PORTS + 5] = (byte) (8 + payload.length);
    return other;
  }

  @Test
  void stunMayComeBeforeAndBetween() throws IOException {
    byte[] stun = carrying(packets.get(0), "000100002112a442" + "00".repeat(12));
    List<byte[]> sent = new ArrayList<>(packets);
    sent.add(4, stun);
    sent.add(0, stun);
    assertSame(exchanges(sent), "with STUN");
  }

  @Test
  void encryptedRecordsOfVersion3BelongToTheFlow() throws IOException {
    List<byte[]> sent = new ArrayList<>(packets);
    // Two records with their lengths, and one up to the end behind a connection identifier.
    sent.add(carrying(packets.get(0), "2c000100025a5a" + "2c000200015a" + "3a0102035a"));
    String ports = expected.keySet().iterator().next();
    TlsExchange.Traffic before = expected.get(ports).get(0).client().traffic();
    TlsExchange.Traffic after = exchanges(sent).get(ports).get(0).client().traffic();
    assertEquals(before.records() + 3, after.records());
    assertTrue(after.applicationBytes() > before.applicationBytes());
  }

  private static boolean isOf(byte[] packet, int port) {
    int destination = (packet[TO_PORTS + 2] & 0xFF) << 8 | (packet[TO_PORTS + 3] & 0xFF);
    return port(packet) == port || destination == port;
  }
}
