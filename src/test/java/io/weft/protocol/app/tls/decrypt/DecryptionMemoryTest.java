package io.weft.protocol.app.tls.decrypt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What an association counts for its decryption: only what is held. */
final class DecryptionMemoryTest {
  private static final int MESSAGE = 1_000;

  /** Of a message that is one fragment (RFC 6347, section 4.2.2). */
  private static final int HEADER = 12;

  @Test
  void withoutKeysNothing() {
    assertEquals(0, new DatagramDecryption().memory());
    assertEquals(0, new UnifiedDecryption().memory());
  }

  @Test
  void messagesThatAreKeptForAPrivateKey() {
    DatagramDecryption decryption = new DatagramDecryption();
    byte[] hello = new byte[MESSAGE];
    hello[0] = 1;
    decryption.handshake(true, hello, HEADER, MESSAGE);
    int held = decryption.memory();
    assertTrue(held >= MESSAGE && held < 2 * MESSAGE, held + " bytes");
  }
}
