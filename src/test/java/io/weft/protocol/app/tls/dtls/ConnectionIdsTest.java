package io.weft.protocol.app.tls.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.analysis.KeyLog;
import io.weft.cli.Session;
import io.weft.protocol.app.tls.TlsExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What Bouncy Castle's client and server said over DTLS 1.2 by each kind of cipher, with connection
 * identifiers. On the second port only the server has one, on the last only the client.
 */
final class ConnectionIdsTest {
  private static final String SAID =
      """
      client: a blue note
      server: a red answer to a blue note
      client: a yellow note
      server: a red answer to a yellow note
      """;

  private static RecordedDatagrams recorded;
  private static KeyLog keys;

  @BeforeAll
  static void read() throws IOException {
    recorded = RecordedDatagrams.of("samples/dtls-ids.pcap");
    keys = KeyLog.of(Path.of("samples/dtls-ids.keylog"));
  }

  @Test
  void eachCipher() throws IOException {
    Heard heard = Heard.of(recorded, recorded.packets(), keys);
    assertEquals(4, heard.exchanges().size());
    for (int port : heard.exchanges().keySet()) {
      TlsExchange exchange = heard.exchanges().get(port);
      assertEquals(SAID, heard.said(port), exchange.cipher());
      assertEquals("decrypted", exchange.decryption().status(), exchange.cipher());
      assertEquals(0, exchange.decryption().refusedRecords(), exchange.cipher());
    }
  }

  @Test
  void withoutTheHellosNothingIsGuessed() throws IOException {
    List<byte[]> packets = new ArrayList<>(recorded.packets());
    packets.removeIf(RecordedDatagrams::isHello);
    Heard heard = Heard.of(recorded, packets, keys);
    for (int port : heard.exchanges().keySet()) {
      assertEquals("", heard.said(port));
      assertNull(heard.exchanges().get(port).decryption());
    }
  }

  /** An identifier is what the other side has chosen, and no record tells how long it is. */
  @Test
  void fields() {
    assertEquals("51525354555657 25 49 0", first(4761, "10.1.0.2"));
    assertEquals("c1c2c3 25 49 0", first(4761, "10.1.0.1"));
    assertEquals("99 25 41 0", first(4762, "10.1.0.2"));
    assertEquals("", first(4762, "10.1.0.1"));
    assertEquals("b0b1 25 80 0", first(4763, "10.1.0.2"));
    assertEquals("a0a1a2a3a4a5a6a7 25 80 0", first(4763, "10.1.0.1"));
  }

  /** Identifier, type, length and number of a side's first record that has one. */
  private static String first(int port, String source) {
    Session weft = new Session();
    String[] arguments = {
      "packets",
      "-e",
      "dtls.record.connection_id",
      "-e",
      "dtls.record.special_type",
      "-e",
      "dtls.record.length",
      "-e",
      "dtls.record.sequence_number",
      "-Y",
      "dtls.record.special_type && udp.port == " + port + " && ip.src == " + source,
      "samples/dtls-ids.pcap"
    };
    assertEquals(0, weft.run(arguments), weft.err());
    return weft.out().lines().findFirst().orElse("").replace('\t', ' ');
  }
}
