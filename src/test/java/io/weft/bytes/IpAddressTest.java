package io.weft.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class IpAddressTest {
  @Test
  void ipv4ComesFirstAndNumbersAreUnsigned() {
    List<IpAddress> ordered =
        List.of(
            IpAddress.ipv4(0x01020304),
            IpAddress.ipv4(0x7F000001),
            IpAddress.ipv4(0xC0A80001),
            new IpAddress(true, 0, 0x01020304),
            new IpAddress(true, 0, -1),
            new IpAddress(true, 1, 0),
            new IpAddress(true, Long.MIN_VALUE, 0),
            new IpAddress(true, -1, -1));
    List<IpAddress> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));
    Collections.sort(shuffled);
    assertEquals(ordered, shuffled);
  }

  @Test
  void equalAddressesAreOneKey() {
    IpAddress address = IpAddress.ipv4(0x0A000001);
    assertEquals(address, IpAddress.of(new byte[] {10, 0, 0, 1}));
    assertEquals(address.hashCode(), IpAddress.of(new byte[] {10, 0, 0, 1}).hashCode());
    assertEquals(0, address.compareTo(IpAddress.of(new byte[] {10, 0, 0, 1})));
    assertNotEquals(address, new IpAddress(true, 0, 0x0A000001));
  }

  /** Where each was compared with all others, this would take minutes. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void manyOfTheSameHashAreStillFound() {
    Map<IpAddress, Integer> table = new HashMap<>();
    int count = 200_000;
    for (int i = 0; i < count; i++) {
      table.put(sameHash(i), i);
    }
    assertEquals(count, table.size());
    assertEquals(sameHash(0).hashCode(), sameHash(count - 1).hashCode());
    assertEquals(4711, table.get(sameHash(4711)));
  }

  private static IpAddress sameHash(int i) {
    return new IpAddress(true, 1, (long) i << 32 | (i ^ 0x5555));
  }

  @Test
  void groupsAreKnownByTheirFirstBits() {
    assertTrue(IpAddress.ipv4(0xE00000FB).isMulticast());
    assertTrue(IpAddress.ipv4(0xEFFFFFFF).isMulticast());
    assertFalse(IpAddress.ipv4(0xF0000001).isMulticast());
    assertFalse(IpAddress.ipv4(0xDFFFFFFF).isMulticast());
    assertTrue(new IpAddress(true, 0xFF02L << 48, 0xFB).isMulticast());
    assertFalse(new IpAddress(true, 0xFE80L << 48, 1).isMulticast());
  }
}
