package io.weft.protocol.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NtlmLoginTest {
  private static final int HEADER = 64;
  private static final int BEFORE = 9;

  private static byte[] message(int type, String domain, String user, Charset charset) {
    byte[] first = domain.getBytes(charset);
    byte[] second = user.getBytes(charset);
    byte[] bytes = new byte[BEFORE + HEADER + first.length + second.length];
    System.arraycopy("NTLMSSP".getBytes(ISO_8859_1), 0, bytes, BEFORE, 7);
    bytes[BEFORE + 8] = (byte) type;
    put(bytes, 28, first, HEADER);
    put(bytes, 36, second, HEADER + first.length);
    bytes[BEFORE + 60] = (byte) (charset.equals(UTF_16LE) ? 1 : 2);
    return bytes;
  }

  private static void put(byte[] bytes, int field, byte[] text, int at) {
    bytes[BEFORE + field] = (byte) text.length;
    bytes[BEFORE + field + 4] = (byte) at;
    System.arraycopy(text, 0, bytes, BEFORE + at, text.length);
  }

  private static String find(byte[] bytes) {
    return NtlmLogin.find(bytes, 0, bytes.length);
  }

  @Test
  void theUserStandsBehindTheDomain() {
    assertEquals("HOME\\alice", find(message(3, "HOME", "alice", UTF_16LE)));
    assertEquals("HOME\\alice", find(message(3, "HOME", "alice", ISO_8859_1)));
    assertEquals("alice", find(message(3, "", "alice", UTF_16LE)));
    assertNull(find(message(3, "HOME", "", UTF_16LE)));
    assertNull(find(message(1, "HOME", "alice", UTF_16LE)));
  }

  @Test
  void whatIsCutIsNotTold() {
    byte[] whole = message(3, "HOME", "alice", UTF_16LE);
    for (int to = 0; to < whole.length; to++) {
      assertNull(NtlmLogin.find(whole, 0, to));
    }
  }

  @Test
  void placesAnywhereAreHeldAgainstTheEnd() {
    Random random = new Random(3);
    byte[] whole = message(3, "HOME", "alice", UTF_16LE);
    int users = 0;
    for (int round = 0; round < 5000; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i < 4; i++) {
        damaged[BEFORE + 28 + random.nextInt(16)] = (byte) random.nextInt(256);
      }
      users += find(damaged) == null ? 0 : 1;
    }
    assertTrue(users > 0 && users < 5000, "found " + users);
  }
}
