package io.weft.protocol.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A request with which MIT's client has shown a ticket, as GSS-API carries it. */
final class KerberosLoginTest {
  private static final byte[] HEADER = HexFormat.of().parseHex("06092a864886f7120102020100");
  private static final int LENGTH = 600;
  private static final String SERVICE = "krbtgt/SHOP.TEST@SHOP.TEST";

  private static byte[] token;

  @BeforeAll
  static void read() throws IOException {
    byte[] file = Files.readAllBytes(Path.of("samples/kerberos.pcap"));
    int at = 0;
    while (file[at] != 0x6E || file[at + 1] != (byte) 0x82 || file[at + 4] != 0x30) {
      at++;
    }
    token = Arrays.copyOf(HEADER, HEADER.length + LENGTH);
    System.arraycopy(file, at, token, HEADER.length, LENGTH);
  }

  @Test
  void theServiceOfTheTicketIsTold() {
    assertEquals(SERVICE, KerberosLogin.find(token, 0, token.length));
  }

  @Test
  void whatIsCutTellsNothingWrong() {
    for (int to = 0; to < token.length; to++) {
      String told = KerberosLogin.find(token, 0, to);
      if (told != null) {
        assertEquals(SERVICE, told, "of " + to + " bytes");
      }
    }
  }

  @Test
  void otherBytesHoldNoLogin() {
    byte[] other = token.clone();
    other[HEADER.length] = 0x60;
    assertNull(KerberosLogin.find(other, 0, other.length));
    assertNull(KerberosLogin.find(new byte[0], 0, 0));
  }
}
