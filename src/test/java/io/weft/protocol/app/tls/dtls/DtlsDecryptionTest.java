package io.weft.protocol.app.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.KeyLog;
import io.weft.analysis.RsaKeys;
import io.weft.cli.Session;
import io.weft.protocol.app.tls.decrypt.DecryptionResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What openssl's client and server said over each kind of cipher, with the client's keys. */
final class DtlsDecryptionTest {
  private static final String SAID = "client: a blue note\nserver: a red answer\n";

  private static RecordedDatagrams recorded;
  private static KeyLog keys;

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedDatagrams.of("samples/dtls-ciphers.pcap");
    keys = KeyLog.of(Path.of("samples/dtls.keylog"));
  }

  private static Heard heard(List<byte[]> packets, KeyLog with) throws IOException {
    return Heard.of(recorded, packets, with);
  }

  @Test
  void eachCipher() throws IOException {
    Heard heard = heard(recorded.packets(), keys);
    assertEquals(9, heard.exchanges().size());
    heard
        .exchanges()
        .forEach(
            (port, exchange) -> {
              assertEquals(SAID, heard.said(port), exchange.cipher());
              DecryptionResult result = exchange.decryption();
              assertEquals(
                  new DecryptionResult("decrypted", null, 3, 3, 0), result, exchange.cipher());
            });
  }

  @Test
  void datagramsThatAreLostCostOnlyThemselves() throws IOException {
    List<byte[]> all = recorded.packets();
    for (int missing = 0; missing < all.size(); missing++) {
      List<byte[]> packets = new ArrayList<>(all);
      packets.remove(missing);
      Heard heard = heard(packets, keys);
      int lacking = 0;
      for (int port : heard.exchanges().keySet()) {
        String said = heard.said(port);
        lacking += said.equals(SAID) ? 0 : 1;
        assertTrue(SAID.contains(said), "without packet " + missing + ": " + said);
        DecryptionResult result = heard.exchanges().get(port).decryption();
        assertEquals(0, result == null ? 0 : result.refusedRecords(), "without " + missing);
      }
      assertTrue(lacking <= 1, lacking + " without packet " + missing);
    }
  }

  @Test
  void datagramsMayOvertakeOneAnother() throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      // The hellos come first, for nobody can make keys before.
      List<byte[]> hellos = recorded.packets().stream().filter(RecordedDatagrams::isHello).toList();
      List<byte[]> packets = new ArrayList<>(recorded.packets());
      packets.removeAll(hellos);
      Collections.shuffle(packets, new Random(seed));
      packets.addAll(0, hellos);
      Heard heard = heard(packets, keys);
      heard
          .exchanges()
          .forEach(
              (port, exchange) -> {
                assertEquals(SAID.length(), heard.said(port).length(), exchange.cipher());
                assertEquals(3, exchange.decryption().clientRecords(), exchange.cipher());
                assertEquals(3, exchange.decryption().serverRecords(), exchange.cipher());
              });
    }
  }

  @Test
  void wrongKeysGiveNothing(@TempDir Path folder) throws IOException {
    Heard heard = heard(recorded.packets(), KeyLog.of(wrongKeys(folder.resolve("wrong"))));
    heard
        .exchanges()
        .forEach(
            (port, exchange) -> {
              assertEquals("", heard.said(port));
              assertEquals("no_key_fits", exchange.decryption().status(), exchange.cipher());
            });
  }

  private static Path wrongKeys(Path file) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("samples/dtls.keylog"));
    return Files.write(file, lines.stream().map(line -> line.replaceAll("....$", "0000")).toList());
  }

  @Test
  void withoutKeysNothingIsTried() throws IOException {
    Heard heard = heard(recorded.packets(), null);
    assertEquals(9, heard.exchanges().size());
    heard.exchanges().forEach((port, exchange) -> assertNull(exchange.decryption()));
  }

  @Test
  void aStreamShowsWhatWasSaid() {
    Session weft = new Session();
    String[] arguments = {
      "stream",
      "--keylog",
      "samples/dtls.keylog",
      "--as",
      "raw",
      "samples/dtls-ciphers.pcap",
      "udp:0"
    };
    assertEquals(0, weft.run(arguments), weft.err());
    assertEquals("a blue note\na red answer\n", weft.out());
  }

  /** The clients have encrypted the secret with the server's key, but for the last. */
  @Test
  void aPrivateKeyOfTheServer() throws IOException {
    RecordedDatagrams byRsa = RecordedDatagrams.of("samples/dtls-rsa.pcap");
    KeyLog key = KeyLog.of(null, RsaKeys.of(Path.of("samples/tls-rsa.key")));
    Heard heard = Heard.of(byRsa, byRsa.packets(), key);
    assertEquals(4, heard.exchanges().size());
    heard
        .exchanges()
        .forEach(
            (port, exchange) -> {
              boolean isByRsa = exchange.cipher().startsWith("TLS_RSA");
              assertEquals(isByRsa ? SAID : "", heard.said(port), exchange.cipher());
              assertEquals(isByRsa ? "decrypted" : "no_key", exchange.decryption().status());
            });
  }

  @Test
  void alertsAndTheEndOfAHandshakeSelectPackets() {
    Session weft = new Session();
    String filter = "udp.port == 4711 && (dtls.alert_message.desc || dtls.handshake.type == 20)";
    assertEquals(
        0,
        weft.run(
            "packets",
            "--keylog",
            "samples/dtls.keylog",
            "-Y",
            filter,
            "-e",
            "frame.number",
            "samples/dtls-ciphers.pcap"),
        weft.err());
    assertEquals("10\n12\n15\n16\n", weft.out());
  }
}
