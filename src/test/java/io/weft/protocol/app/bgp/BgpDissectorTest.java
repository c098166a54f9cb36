package io.weft.protocol.app.bgp;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DataSource;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.Dissection;
import io.weft.protocol.FieldReads;
import io.weft.protocol.Frames;
import io.weft.protocol.app.StreamTrial;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are made byte by byte, after the layouts in the RFCs. */
final class BgpDissectorTest {
  private static final byte[] OPEN =
      message(
          1,
          "04 fc00 00b4 0a000006 3c"
              + "02 06 01 04 0001 00 01 02 02 02 00 02 06 41 04 00010001"
              + "02 06 45 04 0001 01 03 02 04 40 02 4078 02 08 05 06 0001 0001 0002"
              + "02 0a 49 08 03 617263 03 646f6d");
  private static final byte[] UPDATE =
      message(
          2,
          "0004 18 c63364 004e"
              + "400101 02 400200 40020a 0202 0000fc00 00000001 400304 c0000201 800404 00000056"
              + "400504 00000064 c00808 fc000001 ffffff01 c01008 0002 0064 00000457"
              + "c0200c 00000001 00000002 00000003"
              + "18 cb0071 10 0a01");
  private static final byte[] REACH =
      message(
          2,
          "0000 003d 800e21 0001 80 0c 0000000000000000 02020202 00 78 000191 0000006400000064"
              + " aa000000800e16 0002 01 10 20010db8000000000000000000000001 00 00");
  private static final byte[] CEASE = message(3, "06 02 06 676f206e6f77");
  private static final byte[] REFRESH = message(5, "0001 01 01");
  private static final byte[] KEEPALIVE = message(4, "");

  private final Dissection dissection = new Dissection();
  private final StreamProtocol protocol = StreamTrial.protocol(Bgp::register);
  private final StreamDriver driver = new StreamDriver(protocol.create());

  static List<byte[]> messages() {
    return List.of(OPEN, UPDATE, REACH, CEASE, REFRESH, KEEPALIVE);
  }

  private static byte[] message(int type, String body) {
    byte[] rest = HexFormat.of().parseHex(body.replace(" ", ""));
    byte[] message = new byte[Bgp.HEADER_LENGTH + rest.length];
    Arrays.fill(message, 0, Bgp.MARKER, (byte) -1);
    BigEndian.putU16(message, Bgp.MARKER, message.length);
    message[Bgp.HEADER_LENGTH - 1] = (byte) type;
    System.arraycopy(rest, 0, message, Bgp.HEADER_LENGTH, rest.length);
    return message;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private BgpExchange exchange(int index) {
    return (BgpExchange) driver.exchanges().get(index);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 18, 19, 20, 1000})
  void messagesInPiecesOfEveryLength(int pieces) {
    driver.send(FROM_CLIENT, join(OPEN, KEEPALIVE), pieces);
    driver.send(FROM_SERVER, join(UPDATE, REACH), pieces);
    driver.send(FROM_CLIENT, join(REFRESH, CEASE), pieces);
    assertEquals(6, driver.layers().size());
    assertEquals(5, driver.exchanges().size(), driver.exchanges()::toString);
    assertEquals("client open AS 65537, hold time 180 s", exchange(0).summary());
    assertEquals("10.0.0.6", exchange(0).open().identifier());
    assertEquals(7, exchange(0).open().capabilities().size());
    BgpExchange.Update update = exchange(1).update();
    assertEquals(List.of("203.0.113.0/24", "10.1.0.0/16"), update.announced());
    assertEquals(List.of("198.51.100.0/24"), update.withdrawn());
    assertEquals(List.of(64512L, 1L), update.asPath());
    assertEquals("incomplete", update.origin());
    assertEquals("192.0.2.1", update.nextHop());
    assertEquals(List.of("::/0"), exchange(2).update().announced());
    assertEquals("2001:db8::1", exchange(2).update().nextHop());
    assertEquals("route_refresh", exchange(3).message());
    assertEquals("go now", exchange(4).notification().text());
    assertEquals("client notification: Cease, Administratively Shutdown", exchange(4).summary());
    assertEquals(3, exchange(4).packet());
  }

  @Test
  void theNextMarkerIsFoundBehindAGap() {
    driver.send(FROM_CLIENT, OPEN);
    driver.send(FROM_CLIENT, Arrays.copyOf(UPDATE, 40));
    driver.gap(FROM_CLIENT, 10);
    driver.send(FROM_CLIENT, join(Arrays.copyOfRange(UPDATE, 50, UPDATE.length), CEASE));
    assertEquals(2, driver.exchanges().size(), driver.exchanges()::toString);
    assertEquals("notification", exchange(1).message());
  }

  @Test
  void prefixesOfAnUpdateAreCountedBeyondTheList() {
    StringBuilder prefixes = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      prefixes.append(String.format("200a%02xff", i).substring(0, 6)).append("0001");
    }
    driver.send(FROM_SERVER, message(2, "0000 0000" + prefixes));
    BgpExchange.Update update = exchange(0).update();
    assertEquals(200, update.announcedPrefixes());
    assertEquals(BgpExchange.MAX_PREFIXES, update.announced().size());
    assertNull(update.origin());
  }

  @Test
  void probes() {
    assertEquals(ProbeResult.YES, protocol.probe(FROM_CLIENT, OPEN, 0, OPEN.length));
    assertEquals(ProbeResult.MORE, protocol.probe(FROM_CLIENT, OPEN, 0, 18));
    byte[] other = message(77, "");
    assertEquals(ProbeResult.NO, protocol.probe(FROM_CLIENT, other, 0, other.length));
    assertEquals(ProbeResult.NO, protocol.probe(FROM_CLIENT, OPEN, 1, OPEN.length));
  }

  /** Each message as a layer, cut everywhere, and with flipped bytes: no walk fails. */
  @ParameterizedTest
  @MethodSource("messages")
  void anyBytesAreRead(byte[] message) {
    Random random = new Random(message.length);
    for (int length = 0; length <= message.length; length++) {
      read(Arrays.copyOf(message, length));
    }
    long whole = read(message);
    assertTrue(whole >= 3);
    for (int i = 0; i < 3_000; i++) {
      byte[] flipped = message.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
      }
      read(flipped);
      StreamDriver each = new StreamDriver(protocol.create());
      each.send(FROM_CLIENT, flipped).send(FROM_CLIENT, CEASE).end();
    }
  }

  @Test
  void allValuesAreThere() {
    assertEquals(77, read(OPEN));
    assertEquals(0, read(new byte[0]));
  }

  private long read(byte[] message) {
    FieldReads fields = new FieldReads(dissection.chain());
    dissection.ip(Frames.ipv4(Frames.TCP, Frames.tcp(40_000, 179, new byte[0])));
    fields.readAll(dissection.packet());
    long before = fields.count();
    dissection
        .annotations()
        .append(DataSource.of("Message"), Bgp.PROTOCOL, message, 0, message.length, null);
    fields.readAll(dissection.packet());
    return fields.count() - 2 * before;
  }
}
