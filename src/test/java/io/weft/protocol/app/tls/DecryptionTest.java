package io.weft.protocol.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.Analyzer;
import io.weft.analysis.KeyLog;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.Secrets;
import io.weft.dissect.StreamDriver;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.app.http.HttpExchange;
import io.weft.protocol.app.tls.RecordedStreams.Piece;
import io.weft.protocol.app.tls.decrypt.DecryptionResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What openssl sent over each kind of cipher, with the keys that openssl logged. */
class DecryptionTest {
  private static final String REQUEST = "GET /note.txt HTTP/1.0\r\nHost: shop.test\r\n\r\n";
  private static final String RESPONSE =
      "HTTP/1.0 200 ok\r\nContent-type: text/plain\r\n\r\na blue note\n";

  private static RecordedStreams recorded;
  private static KeyLog keys;

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedStreams.of("samples/tls.pcap");
    keys = KeyLog.of(Path.of("samples/tls.keylog"));
    assertTrue(keys.size() > 80, keys.size() + " keys");
  }

  private static StreamDriver driver(Secrets secrets) {
    return new StreamDriver(new TlsDissector(TlsOptions.DEFAULT, new TlsCaches())).secrets(secrets);
  }

  private static StreamDriver decrypted(int port, int n) {
    StreamDriver driver = driver(keys);
    RecordedStreams.send(recorded.toPort(port, n), Integer.MAX_VALUE, driver);
    return driver;
  }

  private static TlsExchange only(StreamDriver driver) {
    assertEquals(1, driver.exchanges().size());
    return (TlsExchange) driver.exchanges().get(0);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        4401, 4402, 4403, 4404, 4405, 4410, 4411, 4412, 4413, 4414, 4415, 4416, 4417, 4420, 4421,
        4422, 4423, 4424, 4425, 4430, 4431, 4432, 4433, 4434, 4435
      })
  void eachCipher(int port) {
    StreamDriver driver = decrypted(port, 0);
    assertEquals(REQUEST, driver.inside(Direction.FROM_CLIENT));
    assertEquals(RESPONSE, driver.inside(Direction.FROM_SERVER));
    DecryptionResult result = only(driver).decryption();
    assertEquals("decrypted", result.status());
    assertEquals(0, result.refusedRecords());
  }

  @Test
  void sessionsThatGoOn() {
    for (int port : new int[] {4433, 4434, 4435}) {
      assertEquals(RESPONSE, decrypted(port, 1).inside(Direction.FROM_SERVER));
    }
  }

  @Test
  void newKeys() {
    StreamDriver driver = decrypted(4443, 0);
    assertEquals(RESPONSE, driver.inside(Direction.FROM_SERVER));
    assertTrue(only(driver).history().contains("P"), only(driver).history());
  }

  @Test
  void dataBeforeTheHandshake() {
    assertEquals(
        "GET /early HTTP/1.0\r\nHost: shop.test\r\n\r\n",
        decrypted(4444, 1).inside(Direction.FROM_CLIENT));
    assertEquals("decrypted", only(decrypted(4444, 1)).decryption().status());
  }

  /** What TLS 1.3 hides of the handshake is found as well. */
  @Test
  void theEncryptedPartOfTheHandshake() {
    TlsExchange exchange = only(decrypted(4431, 0));
    assertEquals("CN=ec.shop.test,O=Shop", exchange.server().certificates().get(0).subject());
    assertEquals("CN=client.shop.test,O=Shop", exchange.client().certificates().get(0).subject());
    assertEquals("sent", exchange.clientCertificate());
    assertEquals(true, exchange.server().certificateMatches());
    assertTrue(exchange.history().startsWith("Csi"), exchange.history());
    assertEquals("close_notify", only(decrypted(4410, 0)).alerts().get(0).description());
  }

  @Test
  void withoutKeys() {
    TlsExchange nobody = only(sent(4401, Secrets.NONE));
    assertNull(nobody.decryption());
    for (int port : new int[] {4401, 4410}) {
      StreamDriver driver = sent(port, (label, identifier) -> null);
      assertEquals("no_key", only(driver).decryption().status());
      assertEquals("", driver.inside(Direction.FROM_SERVER));
    }
  }

  private static StreamDriver sent(int port, Secrets secrets) {
    StreamDriver driver = driver(secrets);
    RecordedStreams.send(recorded.toPort(port, 0), Integer.MAX_VALUE, driver);
    return driver;
  }

  /** Keys of other sessions give nothing, and never garbage. */
  @Test
  void wrongKeys() {
    Secrets wrong =
        (label, identifier) -> {
          byte[] right = keys.find(label, identifier);
          if (right != null) {
            right = right.clone();
            right[5] ^= 1;
          }
          return right;
        };
    for (int port : new int[] {4401, 4403, 4404, 4405, 4410, 4412, 4413, 4415, 4422, 4424, 4425}) {
      StreamDriver driver = sent(port, wrong);
      assertEquals("no_key_fits", only(driver).decryption().status(), port + "");
      assertEquals("", driver.inside(Direction.FROM_CLIENT).replaceAll("<\\d+>", ""));
      assertEquals("", driver.inside(Direction.FROM_SERVER).replaceAll("<\\d+>", ""));
    }
  }

  @Test
  void everyChunkSize() {
    for (int port : new int[] {4401, 4405, 4410, 4412, 4415, 4422, 4424, 4425, 4443}) {
      StreamDriver whole = decrypted(port, 0);
      for (int chunk : new int[] {1, 3, 50, 333}) {
        StreamDriver driver = driver(keys);
        RecordedStreams.send(recorded.toPort(port, 0), chunk, driver);
        assertEquals(whole.exchanges(), driver.exchanges(), port + ", " + chunk + " at a time");
        assertEquals(
            whole.inside(Direction.FROM_SERVER), driver.inside(Direction.FROM_SERVER), port + "");
      }
    }
  }

  /** A gap costs the records that it cuts; what comes behind it is decrypted. */
  @ParameterizedTest
  @ValueSource(ints = {4401, 4403, 4405, 4410, 4412, 4415, 4422, 4424})
  void aGapAnywhere(int port) {
    List<Piece> pieces = new ArrayList<>(recorded.toPort(port, 0));
    int length = 0;
    for (Piece piece : pieces) {
      length += piece.direction() == Direction.FROM_SERVER ? piece.bytes().length : 0;
    }
    int found = 0;
    int tried = 0;
    for (int from = 0; from < length; from += 11) {
      StreamDriver driver = driver(keys);
      TlsDissectorTest.sendWithGap(pieces, Direction.FROM_SERVER, from, from + 30, driver);
      String text = driver.inside(Direction.FROM_SERVER).replaceAll("<\\d+>", "");
      assertTrue(RESPONSE.contains(text) || text.isEmpty(), text);
      tried++;
      found += text.equals(RESPONSE) ? 1 : 0;
      assertFalse(driver.largestKept() > 20_000);
    }
    assertTrue(found > tried / 3, found + " of " + tried);
  }

  @Test
  void flippedBytes() {
    Random random = new Random(8446);
    for (int i = 0; i < 300; i++) {
      List<Piece> flipped = new ArrayList<>();
      for (Piece piece : recorded.all().get(random.nextInt(recorded.all().size()))) {
        byte[] bytes = piece.bytes().clone();
        for (int flips = random.nextInt(2); flips > 0; flips--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        flipped.add(new Piece(piece.direction(), bytes));
      }
      StreamDriver driver = driver(keys);
      RecordedStreams.send(flipped, 1 + random.nextInt(2_000), driver);
      String text = driver.inside(Direction.FROM_SERVER).replaceAll("<\\d+>", "");
      assertTrue(RESPONSE.contains(text), text);
    }
  }

  /**
   * HTTP inside appears like HTTP in the clear, also with the keys that a capture brings itself.
   */
  @Test
  void httpInside() throws IOException {
    List<HttpExchange> exchanges = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
            if (exchange instanceof HttpExchange http) {
              exchanges.add(http);
            }
          }
        };
    try (PacketSource source = Captures.open(Path.of("samples/https.pcapng"))) {
      Analyzer.of(StandardProtocols.chain()).flows(listener).build().run(source);
    }
    assertEquals(3, exchanges.size());
    assertEquals("/photo.jpg", exchanges.get(1).request().target());
    assertEquals(200, exchanges.get(1).response().status());
    assertEquals(20_000, exchanges.get(1).response().transfer().bodyBytes());
  }
}
