package io.weft.protocol.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class ClientProfilesTest {
  private static final byte[] RANDOM = new byte[32];

  private final ClientProfiles profiles = new ClientProfiles();

  private static ClientHello hello(int... ciphers) {
    return new ClientHello(0x0303, RANDOM, ciphers);
  }

  @Test
  void helloesOfOneProgramShareAProfile() {
    ClientProfile first = profiles.of(hello(0x0A0A, 0x1301, 0x1302));
    assertSame(first, profiles.of(hello(0x3A3A, 0x1301, 0x1302)), "GREASE is drawn anew");
    assertEquals("grease", first.ciphers().get(0));
    ClientProfile other = profiles.of(hello(0x0A0A, 0x1302, 0x1301));
    assertNotEquals(first.ciphers(), other.ciphers());
    assertEquals(first.ja4Hashes(), other.ja4Hashes(), "JA4 does not look at the order");
  }

  @Test
  void whatWasForgottenIsMadeAnew() {
    ClientProfile first = profiles.of(hello(0x1301));
    for (int cipher = 0; cipher < 1000; cipher++) {
      profiles.of(hello(0x2000 + cipher, 0x2001));
    }
    assertEquals(first, profiles.of(hello(0x1301)));
  }
}
