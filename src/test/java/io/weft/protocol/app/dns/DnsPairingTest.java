package io.weft.protocol.app.dns;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.Addresses;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.ChildStream;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Protocol;
import io.weft.dissect.Secrets;
import io.weft.dissect.StreamDissector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DnsPairingTest {
  private static final long SECOND = 1_000_000_000;

  private final List<DnsExchange> exchanges = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private DnsPairing pairing = new DnsPairing(Dns.PROTOCOL);
  private long packet;

  /** From one packet to the next. */
  private long stepNanos = 1_000;

  private final FlowContext context =
      new FlowContext() {
        @Override
        public void serverName(String name, String source, boolean asked) {}

        @Override
        public Arrival arrival() {
          return Arrival.of(packet, packet * stepNanos);
        }

        @Override
        public void emit(Exchange exchange) {
          exchanges.add((DnsExchange) exchange);
        }

        @Override
        public void replace(Exchange emitted, Exchange later) {
          exchanges.set(exchanges.lastIndexOf(emitted), (DnsExchange) later);
        }

        @Override
        public void name(boolean ipv6, long high, long low, String name) {
          names.add((ipv6 ? Addresses.ipv6(high, low) : Addresses.ipv4((int) low)) + " is " + name);
        }

        @Override
        public boolean attaches() {
          return false;
        }

        @Override
        public void append(Protocol protocol, byte[] bytes, int from, int to, Object holder) {
          throw new AssertionError("a pairing adds no layers");
        }

        @Override
        public ChildStream child(String protocol, long id) {
          throw new AssertionError("DNS carries no streams");
        }

        @Override
        public void expectDatagrams(
            IpAddress address, int port, String protocol, long packet, String method) {}

        @Override
        public void expect(
            Direction end, int port, String protocol, Supplier<StreamDissector> dissectors) {
          throw new AssertionError("DNS announces no connections");
        }

        @Override
        public IpAddress address(Direction end) {
          throw new AssertionError("DNS asks for no addresses");
        }

        @Override
        public Secrets secrets() {
          return Secrets.NONE;
        }

        @Override
        public boolean pickedUp() {
          return false;
        }
      };

  private void send(Direction direction, byte[] message) {
    packet++;
    byte[] framed = new byte[message.length + 9];
    System.arraycopy(message, 0, framed, 4, message.length);
    pairing.onMessage(direction, framed, 4, 4 + message.length, context.arrival(), context);
  }

  private static String line(DnsExchange x) {
    String asked = x.query() == null ? "-" : x.query().packet() + "";
    String answered =
        x.response() == null ? "-" : x.response().packet() + " " + x.response().codeName();
    return x.name() + " " + asked + " > " + answered;
  }

  private List<String> lines() {
    return exchanges.stream().map(DnsPairingTest::line).toList();
  }

  @Test
  void queryAndResponse() {
    send(FROM_CLIENT, DnsBytes.query(7, "Shop.test"));
    send(
        FROM_SERVER,
        DnsBytes.header(7, DnsBytes.RESPONSE, 1, 3, 0, 1)
            .question("sHOP.test", 1)
            .pointer(12)
            .record(5, 60, "0377 77 77 c00c")
            .name("www.shop.test")
            .record(1, 30, "c0000201")
            .name("www.shop.test")
            .record(1, 30, "c0000202")
            .name("other.test")
            .record(1, 30, "c0000203")
            .bytes());
    DnsExchange x = exchanges.get(0);
    assertEquals("dns", x.service());
    assertEquals("Shop.test", x.name());
    assertEquals("A", x.question().typeName());
    assertEquals(1, x.question().type());
    assertEquals("IN", x.question().className());
    assertEquals("QUERY", x.flags().opcodeName());
    assertEquals("NOERROR", x.response().codeName());
    assertEquals(7, x.id());
    assertTrue(x.flags().isRecursionDesired());
    assertTrue(x.flags().isRecursionAvailable());
    assertEquals(1_000, x.start().nanos());
    assertEquals(1_000, x.rtt().nanos());
    assertEquals(1, x.query().packet());
    assertEquals(2, x.response().packet());
    assertEquals(
        List.of(
            new DnsRecord("sHOP.test", "CNAME", 60, "www.sHOP.test"),
            new DnsRecord("www.shop.test", "A", 30, "192.0.2.1"),
            new DnsRecord("www.shop.test", "A", 30, "192.0.2.2")),
        x.response().answers());
    assertEquals(3, x.response().counts().answers());
    assertEquals(1, x.response().counts().additionals());
    assertEquals(List.of(), x.response().notes());
    assertEquals(List.of("192.0.2.1 is shop.test", "192.0.2.2 is shop.test"), names);
  }

  @Test
  void manyInFlightInAnyOrder() {
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_CLIENT, DnsBytes.query(2, "b.test"));
    send(FROM_CLIENT, DnsBytes.header(1, DnsBytes.QUERY, 1).question("a.test", 28).bytes());
    send(FROM_SERVER, DnsBytes.response(2, "b.test", "c0000202"));
    send(FROM_SERVER, DnsBytes.header(1, DnsBytes.RESPONSE, 1).question("a.test", 28).bytes());
    send(FROM_SERVER, DnsBytes.response(1, "a.test", "c0000201"));
    assertEquals(
        List.of("b.test 2 > 4 NOERROR", "a.test 3 > 5 NOERROR", "a.test 1 > 6 NOERROR"), lines());
  }

  @Test
  void aResponseToSomethingElseIsNotTheResponse() {
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_SERVER, DnsBytes.response(1, "evil.test", "c0000201"));
    send(FROM_SERVER, DnsBytes.response(2, "a.test", "c0000201"));
    send(FROM_SERVER, DnsBytes.header(1, DnsBytes.RESPONSE | 3, 1).question("a.test", 1).bytes());
    assertEquals(
        List.of("evil.test - > 2 NOERROR", "a.test - > 3 NOERROR", "a.test 1 > 4 NXDOMAIN"),
        lines());
  }

  @Test
  void aFailureMayRepeatNoQuestion() {
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_SERVER, DnsBytes.header(1, 0x8001).bytes());
    assertEquals(List.of("a.test 1 > 2 FORMERR"), lines());
  }

  @Test
  void retriesAndSilence() {
    stepNanos = SECOND;
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_CLIENT, DnsBytes.query(2, "b.test"));
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_CLIENT, DnsBytes.query(1, "A.test"));
    send(FROM_SERVER, DnsBytes.response(1, "a.test", "c0000201"));
    assertEquals(2, exchanges.get(0).query().retries());
    assertEquals(4, exchanges.get(0).query().last().packet());
    assertEquals(4 * SECOND, exchanges.get(0).query().last().time().nanos());
    assertEquals(SECOND, exchanges.get(0).rtt().nanos(), "from the last attempt");
    pairing.onEnd(context);
    assertEquals(List.of("a.test 1 > 5 NOERROR", "b.test 2 > -"), lines());
    assertNull(exchanges.get(1).rtt());
    assertEquals(0, exchanges.get(1).query().retries());
  }

  /** A mirrored port, or a capture on two interfaces: nobody asks or answers again so soon. */
  @Test
  void whatIsSeenTwiceIsOneQueryWithOneResponse() {
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_CLIENT, DnsBytes.query(1, "a.test"));
    send(FROM_SERVER, DnsBytes.response(1, "a.test", "c0000201"));
    send(FROM_SERVER, DnsBytes.response(1, "a.test", "c0000201"));
    assertEquals(List.of("a.test 1 > 3 NOERROR"), lines());
    assertEquals(1, exchanges.get(0).query().copies());
    assertEquals(1, exchanges.get(0).response().copies());
    assertEquals(0, exchanges.get(0).query().retries());
    send(FROM_SERVER, DnsBytes.response(1, "a.test", "c0000299"));
    assertEquals("a.test - > 5 NOERROR", lines().get(1), "another answer is no copy");
  }

  @Test
  void waitingIsBounded() {
    for (int i = 0; i < DnsPairing.MAX_WAITING + 2; i++) {
      send(FROM_CLIENT, DnsBytes.query(i, "a.test"));
    }
    assertEquals(List.of("a.test 1 > -", "a.test 2 > -"), lines());
    assertEquals(List.of("waiting_limit"), exchanges.get(0).query().notes());
    pairing.onEnd(context);
    assertEquals(DnsPairing.MAX_WAITING + 2, exchanges.size());
  }

  @Test
  void ednsExtendsTheResponseCode() {
    send(
        FROM_CLIENT,
        DnsBytes.header(1, DnsBytes.QUERY, 1, 0, 0, 1)
            .question("a.test", 1)
            .u8(0)
            .u16(41)
            .u16(1232)
            .u32(0x8000)
            .u16(0)
            .bytes());
    send(
        FROM_SERVER,
        DnsBytes.header(1, DnsBytes.RESPONSE, 1, 0, 0, 1)
            .question("a.test", 1)
            .u8(0)
            .u16(41)
            .u16(512)
            .u32(0x01000000)
            .u16(0)
            .bytes());
    DnsExchange x = exchanges.get(0);
    assertEquals(16, x.response().code());
    assertEquals("BADVERS", x.response().codeName());
    assertEquals(new DnsExchange.Edns(1232, true), x.query().edns());
    assertEquals(new DnsExchange.Edns(512, false), x.response().edns());
  }

  @Test
  void multicastIsNotPaired() {
    pairing = new DnsPairing(Dns.MULTICAST);
    send(
        FROM_CLIENT,
        DnsBytes.header(0, 0, 2)
            .question("a.local", 1)
            .name("_ipp._tcp.local")
            .u16(12)
            .u16(0x8001)
            .bytes());
    send(
        FROM_CLIENT,
        DnsBytes.header(0, 0x8400, 0, 1, 0, 1)
            .name("a.local")
            .u16(1)
            .u16(0x8001)
            .u32(120)
            .u16(4)
            .u32(0xC0000201L)
            .name("b.local")
            .record(28, 120, "20010db8000000000000000000000001")
            .bytes());
    assertEquals(
        List.of("a.local 1 > -", "_ipp._tcp.local 1 > -", "a.local - > 2 NOERROR"), lines());
    assertEquals("IN", exchanges.get(1).question().className());
    assertNull(exchanges.get(2).question());
    assertEquals(List.of("192.0.2.1 is a.local", "2001:db8::1 is b.local"), names);
    assertEquals(Dns.MULTICAST, exchanges.get(0).protocol());
  }

  @Test
  void countsThatLie() {
    byte[] lying =
        DnsBytes.header(1, DnsBytes.RESPONSE, 1, 0xFFFF, 0xFFFF, 0xFFFF)
            .question("a.test", 1)
            .pointer(12)
            .record(1, 60, "c0000201")
            .bytes();
    send(FROM_SERVER, lying);
    DnsExchange x = exchanges.get(0);
    assertEquals(1, x.response().answers().size());
    assertEquals(0xFFFF, x.response().counts().answers());
    assertEquals(List.of("records_missing"), x.response().notes());
  }

  @Test
  void manyAnswersAreCut() {
    DnsBytes message = DnsBytes.header(1, DnsBytes.RESPONSE, 1, 100).question("a.test", 1);
    for (int i = 0; i < 100; i++) {
      message.pointer(12).record(1, 60, "c00002" + String.format("%02x", i));
    }
    send(FROM_SERVER, message.bytes());
    assertEquals(DnsMessage.MAX_ANSWERS, exchanges.get(0).response().answers().size());
    assertEquals(100, names.size());
  }

  @Test
  void everyTruncationGivesWhatIsThere() {
    byte[] whole =
        DnsBytes.header(1, DnsBytes.RESPONSE, 1, 2)
            .question("a.test", 1)
            .pointer(12)
            .record(1, 60, "c0000201")
            .pointer(12)
            .record(16, 60, "02 6162")
            .bytes();
    for (int length = 0; length < whole.length; length++) {
      exchanges.clear();
      send(FROM_SERVER, Arrays.copyOf(whole, length));
      if (length < Dns.HEADER_LENGTH) {
        assertEquals(0, exchanges.size());
      } else {
        assertEquals(1, exchanges.size());
        assertFalse(exchanges.get(0).response().notes().isEmpty(), "cut to " + length);
      }
    }
  }

  @Test
  void flippedBytesAreSurvived() {
    byte[] whole =
        DnsBytes.header(1, DnsBytes.RESPONSE, 1, 4, 1, 1)
            .question("a.test", 255)
            .pointer(12)
            .record(6, 60, "c00c 0161 c00c 00000001 00000e10 00000384 00093a80 0000012c")
            .pointer(12)
            .record(46, 60, "0001 08 02 00000e10 5f5e1000 5f000000 ec45 0161 00 0102")
            .pointer(12)
            .record(50, 60, "01 00 000c 04 aabbccdd 05 0102030405 00 01 40")
            .pointer(12)
            .record(65, 60, "0001 00 0001 0003 02 6832 0003 0002 01bb 0004 0004 c0000201")
            .pointer(12)
            .record(2, 60, "c00c")
            .u8(0)
            .record(41, 0, "0003 0002 6162")
            .bytes();
    Random random = new Random(20260301);
    int told = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] flipped = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      exchanges.clear();
      Protocol service = random.nextBoolean() ? Dns.PROTOCOL : Dns.MULTICAST;
      pairing = new DnsPairing(service);
      send(random.nextBoolean() ? FROM_CLIENT : FROM_SERVER, flipped);
      pairing.onEnd(context);
      told += exchanges.size();
    }
    assertTrue(told > 19_000, told + " exchanges");
  }
}
