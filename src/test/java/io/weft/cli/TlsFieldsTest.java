package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields of handshakes that openssl's programs led, as tshark 4.0 names and shows them. */
final class TlsFieldsTest {
  private static final String CAPTURE = "samples/tls.pcap";

  private static String values(int packet, String... fields) {
    List<String> words = new ArrayList<>(List.of("packets", "--packets", "" + packet));
    for (String field : fields) {
      Collections.addAll(words, "-e", field);
    }
    words.add(CAPTURE);
    Session weft = new Session();
    assertEquals(0, weft.run(words.toArray(new String[0])), weft.err());
    return weft.out().strip();
  }

  @Test
  void whatAClientOffers() {
    assertEquals(
        "dd877359d9effdc46a4208bb29b0477c\t32\t4,5,6,8,8,8,8,8,8,8,8,4,5,6,3,3,3,4,5,6"
            + "\t2058-08-11T22:55:16.000000000Z",
        values(
            83,
            "tls.handshake.ja3",
            "tls.handshake.extensions_key_share_key_exchange_length",
            "tls.handshake.sig_hash_hash",
            "tls.handshake.random_time"));
  }

  @Test
  void aServerOfTls13HasNoTimeInItsRandomValue() {
    assertEquals(
        "771,4869,43-51\t32",
        values(
            85,
            "tls.handshake.ja3s_full",
            "tls.handshake.extensions_key_share_key_exchange_length",
            "tls.handshake.random_time"));
  }

  @Test
  void keysOfTls12() {
    assertEquals(
        "0x001d\t32\t4\t71\t2096-03-25T01:45:23.000000000Z",
        values(
            104,
            "tls.handshake.server_named_curve",
            "tls.handshake.server_point_len",
            "tls.handshake.sig_hash_hash",
            "tls.handshake.sig_len",
            "tls.handshake.random_time"));
    assertEquals("32", values(106, "tls.handshake.client_point_len"));
    assertEquals("7200", values(107, "tls.handshake.session_ticket_lifetime_hint"));
  }
}
