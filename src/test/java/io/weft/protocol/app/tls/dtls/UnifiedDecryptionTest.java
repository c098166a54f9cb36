package io.weft.protocol.app.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.analysis.KeyLog;
import io.weft.protocol.app.tls.TlsExchange;
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

/**
 * What wolfSSL's client and server said over DTLS 1.3 by each kind of cipher, the last with
 * connection identifiers, with the client's keys. The client has other keys for its second line.
 */
final class UnifiedDecryptionTest {
  private static final int ASSOCIATIONS = 6;
  private static final List<String> LINES =
      List.of(
          "client: a blue note",
          "server: a red answer",
          "client: a yellow note",
          "server: a green answer");
  private static final String SAID = String.join("\n", LINES) + "\n";

  private static RecordedDatagrams recorded;
  private static KeyLog keys;

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedDatagrams.of("samples/dtls13.pcap");
    keys = KeyLog.of(Path.of("samples/dtls13.keylog"));
  }

  @Test
  void eachCipher() throws IOException {
    Heard heard = Heard.of(recorded, recorded.packets(), keys);
    assertEquals(ASSOCIATIONS, heard.exchanges().size());
    for (int port : heard.exchanges().keySet()) {
      TlsExchange exchange = heard.exchanges().get(port);
      assertEquals(SAID, heard.said(port), exchange.cipher());
      assertEquals("decrypted", exchange.decryption().status(), exchange.cipher());
      assertEquals(0, exchange.decryption().refusedRecords(), exchange.cipher());
      assertEquals(1, exchange.server().certificates().size(), exchange.cipher());
    }
  }

  @Test
  void datagramsThatAreLostCostOnlyThemselves() throws IOException {
    List<byte[]> all = recorded.packets();
    for (int missing = 0; missing < all.size(); missing++) {
      List<byte[]> packets = new ArrayList<>(all);
      boolean isHello = RecordedDatagrams.isHello(packets.remove(missing));
      Heard heard = Heard.of(recorded, packets, keys);
      int lines = 0;
      for (int port : heard.exchanges().keySet()) {
        for (String line : heard.said(port).lines().toList()) {
          assertTrue(LINES.contains(line), "without packet " + missing + ": " + line);
          lines++;
        }
      }
      int lacking = ASSOCIATIONS * LINES.size() - lines;
      assertTrue(lacking <= (isHello ? LINES.size() : 1), lacking + " without packet " + missing);
    }
  }

  @Test
  void datagramsMayOvertakeOneAnother() throws IOException {
    List<byte[]> hellos = recorded.packets().stream().filter(RecordedDatagrams::isHello).toList();
    for (int seed = 0; seed < 20; seed++) {
      List<byte[]> packets = new ArrayList<>(recorded.packets());
      packets.removeAll(hellos);
      Collections.shuffle(packets, new Random(seed));
      packets.addAll(0, hellos);
      Heard heard = Heard.of(recorded, packets, keys);
      for (int port : heard.exchanges().keySet()) {
        assertEquals(SAID.length(), heard.said(port).length(), "port " + port + ", " + seed);
      }
    }
  }

  @Test
  void wrongKeysGiveNothing(@TempDir Path folder) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("samples/dtls13.keylog"));
    Path wrong = folder.resolve("wrong");
    Files.write(wrong, lines.stream().map(line -> line.replaceAll("....$", "0000")).toList());
    Heard heard = Heard.of(recorded, recorded.packets(), KeyLog.of(wrong));
    heard
        .exchanges()
        .forEach(
            (port, exchange) -> {
              assertEquals("", heard.said(port));
              assertEquals("no_key_fits", exchange.decryption().status(), exchange.cipher());
            });
  }

  @Test
  void withoutKeysNothingIsTried() throws IOException {
    Heard heard = Heard.of(recorded, recorded.packets(), null);
    assertEquals(ASSOCIATIONS, heard.exchanges().size());
    heard.exchanges().forEach((port, exchange) -> assertNull(exchange.decryption()));
  }

  @Test
  void recordsThatAreCutOrChangedAreRefused() throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 30; round++) {
      List<byte[]> packets = new ArrayList<>();
      for (byte[] packet : recorded.packets()) {
        byte[] changed = packet.clone();
        if (!RecordedDatagrams.isHello(packet)) {
          int from = RecordedDatagrams.PACKET_HEADER + 42;
          changed[from + random.nextInt(changed.length - from)] ^= (byte) (1 + random.nextInt(255));
        }
        packets.add(changed);
      }
      Heard heard = Heard.of(recorded, packets, keys);
      for (int port : heard.exchanges().keySet()) {
        for (String line : heard.said(port).lines().toList()) {
          assertTrue(LINES.contains(line), line);
        }
      }
    }
  }
}
