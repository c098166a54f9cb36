package io.weft.protocol.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.tls.RecordedStreams.Piece;
import io.weft.protocol.app.tls.certificate.Certificate;
import io.weft.protocol.app.tls.number.HandshakeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What openssl's clients and servers agreed on, by what they were told to. */
class TlsDissectorTest {
  private static RecordedStreams recorded;

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedStreams.of("samples/tls.pcap");
  }

  private static StreamDriver driver() {
    return new StreamDriver(new TlsDissector(TlsOptions.DEFAULT, new TlsCaches()));
  }

  private static TlsExchange only(StreamDriver driver) {
    assertEquals(1, driver.exchanges().size());
    return (TlsExchange) driver.exchanges().get(0);
  }

  private static TlsExchange read(List<Piece> pieces) {
    StreamDriver driver = driver();
    RecordedStreams.send(pieces, Integer.MAX_VALUE, driver);
    return only(driver);
  }

  private static TlsExchange toPort(int port, int n) {
    return read(recorded.toPort(port, n));
  }

  @ParameterizedTest
  @CsvSource({
    "4401, TLS 1.3, TLS_AES_128_GCM_SHA256, x25519",
    "4402, TLS 1.3, TLS_AES_256_GCM_SHA384, x25519",
    "4403, TLS 1.3, TLS_CHACHA20_POLY1305_SHA256, x25519",
    "4404, TLS 1.3, TLS_AES_128_CCM_SHA256, x25519",
    "4405, TLS 1.3, TLS_AES_128_CCM_8_SHA256, x25519",
    "4410, TLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, x25519",
    "4412, TLS 1.2, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, x25519",
    "4414, TLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8, x25519",
    "4416, TLS 1.2, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, x25519",
    "4420, TLS 1.2, TLS_RSA_WITH_AES_128_GCM_SHA256,",
    "4421, TLS 1.2, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,",
    "4424, TLS 1.1, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, x25519",
    "4425, TLS 1.0, TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, x25519",
    "4430, TLS 1.3, TLS_AES_256_GCM_SHA384, secp384r1"
  })
  void whatWasAgreedOn(int port, String version, String cipher, String group) {
    TlsExchange exchange = toPort(port, 0);
    assertEquals(version, exchange.version());
    assertEquals(cipher, exchange.cipher());
    assertEquals(group, exchange.group());
    assertEquals("shop.test", exchange.serverName());
    assertTrue(exchange.established());
    assertTrue(exchange.handshake().nanos() > 0);
    assertNull(exchange.resumption());
    assertNull(exchange.notes());
  }

  @Test
  void aPrimeWithoutAName() {
    assertEquals(2048, toPort(4421, 0).dhBits());
  }

  @Test
  void aServerThatAsksForAnotherHello() {
    assertEquals(true, toPort(4430, 0).helloRetryRequest());
    assertEquals(List.of("x25519"), toPort(4430, 0).client().keyShares());
    assertNull(toPort(4401, 0).helloRetryRequest());
  }

  @Test
  void certificatesOfServers() {
    TlsExchange.Server server = toPort(4410, 0).server();
    assertEquals(1, server.certificates().size());
    Certificate certificate = server.certificates().get(0);
    assertEquals("CN=ec.shop.test,O=Shop", certificate.subject());
    assertEquals(List.of("ec.shop.test", "shop.test"), certificate.names().dns());
    assertEquals(List.of("10.1.0.1"), certificate.names().ip());
    assertEquals("secp256r1", certificate.key().curve());
    assertEquals(true, server.certificateMatches());
    assertEquals("rsaEncryption", toPort(4420, 0).server().certificates().get(0).key().algorithm());
    assertEquals(
        "CN=client.shop.test,O=Shop", toPort(4432, 0).client().certificates().get(0).subject());
    assertNull(toPort(4401, 0).server().certificates());
  }

  @Test
  void certificatesOfClients() {
    assertEquals("sent", toPort(4432, 0).clientCertificate());
    assertNull(toPort(4410, 0).clientCertificate());
  }

  @Test
  void sessionsThatGoOn() {
    assertEquals("psk", toPort(4433, 1).resumption());
    assertEquals("session_ticket", toPort(4434, 1).resumption());
    assertEquals("session_id", toPort(4435, 1).resumption());
    for (int port : new int[] {4433, 4434, 4435}) {
      assertNull(toPort(port, 0).resumption());
      assertTrue(toPort(port, 1).established());
    }
  }

  @Test
  void alertsInTheClear() {
    TlsExchange refused = toPort(4440, 0);
    assertFalse(refused.established());
    assertNull(refused.version());
    assertEquals("Cl", refused.history());
    TlsExchange.Alert alert = refused.alerts().get(0);
    assertEquals(
        "server fatal handshake_failure",
        alert.from() + " " + alert.level() + " " + alert.description());
    for (int port : new int[] {4441, 4442}) {
      assertFalse(toPort(port, 0).established());
      assertEquals("unknown_ca", toPort(port, 0).alerts().get(0).description());
    }
  }

  @Test
  void alertsThatAreEncrypted() {
    TlsExchange.Alert alert = toPort(4410, 0).alerts().get(0);
    assertEquals("server", alert.from());
    assertNull(alert.level());
    assertNull(alert.description());
  }

  @Test
  void dataBeforeTheHandshake() {
    assertEquals(true, toPort(4444, 1).earlyDataOffered());
    assertNull(toPort(4444, 0).earlyDataOffered());
  }

  @Test
  void theServersNameIsTold() {
    StreamDriver driver = driver();
    RecordedStreams.send(recorded.toPort(4401, 0), Integer.MAX_VALUE, driver);
    assertEquals(List.of("shop.test sni"), driver.serverNames());
    StreamDriver older = driver();
    RecordedStreams.send(recorded.toPort(4410, 0), Integer.MAX_VALUE, older);
    assertEquals(List.of("shop.test sni", "ec.shop.test certificate"), older.serverNames());
    StreamDriver odd = driver();
    byte[] hello = new Hellos().serverName("a\u001b[31m b").client(0x0303, "1301");
    odd.send(
        Direction.FROM_CLIENT,
        Hellos.record(RecordHeader.HANDSHAKE, Hellos.message(HandshakeType.CLIENT_HELLO, hello)));
    odd.end();
    assertEquals(List.of(), odd.serverNames());
    assertEquals("a\u001b[31m b", only(odd).serverName());
  }

  /** Whatever the pieces, the result is the same. */
  @Test
  void everyChunkSize() {
    for (List<Piece> pieces : recorded.all()) {
      StreamDriver whole = driver();
      RecordedStreams.send(pieces, Integer.MAX_VALUE, whole);
      for (int chunk : new int[] {1, 2, 3, 5, 7, 64, 333}) {
        StreamDriver driver = driver();
        RecordedStreams.send(pieces, chunk, driver);
        assertEquals(whole.exchanges(), driver.exchanges(), chunk + " bytes at a time");
        assertEquals(whole.layers(), driver.layers(), chunk + " bytes at a time");
        assertTrue(driver.largestKept() < 20_000, "kept " + driver.largestKept());
      }
    }
  }

  /** A hello cut into many records, as some clients do to hide it, is one layer of one packet. */
  @Test
  void aHelloInRecordsOfOneByte() {
    byte[] body = new Hellos().serverName("shop.test").client(0x0303, "1301");
    byte[] message = Hellos.message(HandshakeType.CLIENT_HELLO, body);
    byte[] records = {};
    for (byte each : message) {
      records = Hellos.join(records, Hellos.record(RecordHeader.HANDSHAKE, new byte[] {each}));
    }
    for (int chunk : new int[] {1, 7, records.length}) {
      StreamDriver driver = driver();
      driver.send(Direction.FROM_CLIENT, records, chunk).end();
      assertEquals("shop.test", only(driver).serverName());
      assertEquals(message.length, only(driver).client().traffic().records());
      assertEquals(1, driver.layers().size());
    }
  }

  @Test
  void aMessageBeyondTheLimitIsPassedOver() {
    StreamDriver driver = driver();
    byte[] hello =
        Hellos.message(
            HandshakeType.CLIENT_HELLO, new Hellos().serverName("a.test").client(0x0303, "1301"));
    byte[] huge = Hellos.message(HandshakeType.CERTIFICATE, new byte[TlsLimits.MAX_MESSAGE + 5]);
    byte[] stream = Hellos.record(RecordHeader.HANDSHAKE, hello);
    byte[] rest = Hellos.join(huge, Hellos.message(HandshakeType.CLIENT_KEY_EXCHANGE, new byte[9]));
    for (int at = 0; at < rest.length; at += 16_000) {
      byte[] part = Arrays.copyOfRange(rest, at, Math.min(rest.length, at + 16_000));
      stream = Hellos.join(stream, Hellos.record(RecordHeader.HANDSHAKE, part));
    }
    driver.send(Direction.FROM_CLIENT, stream, 1_460).end();
    assertEquals("CG", only(driver).history());
    assertEquals(List.of("message_too_long"), only(driver).notes());
    assertTrue(driver.largestKept() < 20_000, "kept " + driver.largestKept());
  }

  /** Bytes lost anywhere cost what they held, and no more than that. */
  @Test
  void aGapAnywhere() {
    for (int port : new int[] {4401, 4410}) {
      List<Piece> pieces = recorded.toPort(port, 0);
      long expected = toPort(port, 0).server().traffic().records();
      for (Direction lossy : Direction.values()) {
        int length =
            pieces.stream()
                .filter(piece -> piece.direction() == lossy)
                .mapToInt(piece -> piece.bytes().length)
                .sum();
        for (int from = 0; from < length; from += 7) {
          StreamDriver driver = driver();
          sendWithGap(pieces, lossy, from, from + 40, driver);
          TlsExchange exchange = only(driver);
          assertTrue(exchange.notes().contains("gap"), exchange.toString());
          if (lossy == Direction.FROM_CLIENT) {
            assertEquals(expected, exchange.server().traffic().records());
          } else {
            assertEquals("shop.test", exchange.serverName());
          }
        }
      }
    }
  }

  static void sendWithGap(
      List<Piece> pieces, Direction lossy, int from, int to, StreamDriver driver) {
    int at = 0;
    for (Piece piece : pieces) {
      byte[] bytes = piece.bytes();
      if (piece.direction() != lossy) {
        driver.send(piece.direction(), bytes);
        continue;
      }
      int begin = Math.max(0, Math.min(bytes.length, from - at));
      int end = Math.max(0, Math.min(bytes.length, to - at));
      if (begin > 0) {
        driver.send(lossy, Arrays.copyOf(bytes, begin));
      }
      if (end > begin) {
        driver.gap(lossy, end - begin);
      }
      if (end < bytes.length) {
        driver.send(lossy, Arrays.copyOfRange(bytes, Math.max(begin, end), bytes.length));
      }
      at += bytes.length;
    }
    driver.end();
  }

  /** The borders of records are found again behind a gap of whole records. */
  @Test
  void recordsAreFoundAgain() {
    byte[] data = Hellos.record(RecordHeader.APPLICATION_DATA, new byte[1_000]);
    List<Piece> pieces = new ArrayList<>(recorded.toPort(4401, 0));
    TlsExchange before = read(pieces);
    for (int i = 0; i < 20; i++) {
      pieces.add(new Piece(Direction.FROM_SERVER, data));
    }
    int length =
        pieces.stream()
            .filter(piece -> piece.direction() == Direction.FROM_SERVER)
            .mapToInt(piece -> piece.bytes().length)
            .sum();
    int from = length - 10 * data.length;
    for (int lost : new int[] {1, 1_004, 1_005, 1_006, 2_500, 5_024}) {
      StreamDriver driver = driver();
      sendWithGap(pieces, Direction.FROM_SERVER, from, from + lost, driver);
      long seen = only(driver).server().traffic().records() - before.server().traffic().records();
      assertEquals(20 - (lost + 1_004) / 1_005, seen, lost + " bytes lost");
    }
  }

  @Test
  void flippedBytes() {
    Random random = new Random(8446);
    int known = 0;
    for (int i = 0; i < 1_500; i++) {
      List<Piece> pieces = recorded.all().get(random.nextInt(recorded.all().size()));
      List<Piece> flipped = new ArrayList<>();
      for (Piece piece : pieces) {
        byte[] bytes = piece.bytes().clone();
        for (int flips = random.nextInt(3); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        flipped.add(new Piece(piece.direction(), bytes));
      }
      StreamDriver driver = driver();
      RecordedStreams.send(flipped, 1 + random.nextInt(2_000), driver);
      assertTrue(driver.exchanges().size() <= 1);
      assertTrue(driver.largestKept() < StreamDriver.MAX_KEPT, "kept " + driver.largestKept());
      if (!driver.exchanges().isEmpty() && only(driver).version() != null) {
        known++;
      }
    }
    assertTrue(known > 1_000, known + " connections were understood");
  }

  @Test
  void noiseBehindAHelloIsGivenUp() {
    StreamDriver driver = driver();
    byte[] hello = new Hellos().client(0x0303, "1301");
    driver.send(
        Direction.FROM_CLIENT,
        Hellos.record(RecordHeader.HANDSHAKE, Hellos.message(HandshakeType.CLIENT_HELLO, hello)));
    byte[] noise = new byte[2 * TlsLimits.HOPELESS];
    new Random(3).nextBytes(noise);
    driver.send(Direction.FROM_SERVER, noise, 1_460);
    assertEquals(StreamDissector.LOST, driver.result());
    assertEquals(List.of("bad_record"), only(driver).notes());
  }

  @Test
  void helloOfSslTwo() {
    byte[] challenge = new byte[16];
    challenge[15] = 9;
    byte[] body =
        Hellos.join(
            Hellos.bytes("01 0301 0009 0000 0010"),
            Hellos.bytes("00002f 000035 010080"),
            challenge);
    byte[] hello = Hellos.vector(2, body);
    hello[0] |= (byte) 0x80;
    StreamDriver driver = driver();
    driver.send(Direction.FROM_CLIENT, hello, 3);
    driver.send(
        Direction.FROM_SERVER,
        Hellos.record(
            RecordHeader.HANDSHAKE,
            Hellos.message(
                HandshakeType.SERVER_HELLO,
                Hellos.join(Hellos.bytes("0301"), new byte[32], Hellos.bytes("00 002f 00")))));
    driver.end();
    TlsExchange exchange = only(driver);
    assertEquals("TLS 1.0", exchange.version());
    assertEquals(
        List.of("TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_256_CBC_SHA"),
        exchange.client().ciphers());
    assertEquals("Cs", exchange.history());
  }

  @Test
  void sslTwoItselfIsNamedAndNotRead() {
    byte[] answer = Hellos.vector(2, Hellos.bytes("04 00 01 0002 0002 0003 0002 abcd 010080 1234"));
    answer[0] |= (byte) 0x80;
    StreamDriver driver = driver();
    driver.send(Direction.FROM_SERVER, answer, 1);
    assertEquals(StreamDissector.STOP, driver.result());
    driver.end();
    StreamDriver told = driver();
    told.send(Direction.FROM_SERVER, answer);
    assertEquals(StreamDissector.STOP, told.result());
  }
}
