package io.weft.dissect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FragmentsTest {
  private static final int FRAME = 100;
  private static final long SECOND = 1_000_000_000L;

  private Fragments fragments = new Fragments();
  private Cursor cursor = new Cursor(fragments);
  private long now = SECOND;

  private void limits(int datagrams, long bytes, long ageNanos, int pieces) {
    fragments = new Fragments(new Fragments.Limits(datagrams, bytes, ageNanos, pieces));
    cursor = new Cursor(fragments);
  }

  /** One fragment in a frame of its own. */
  private Fragments.Whole offer(int id, int offset, boolean more, byte[] bytes) {
    return offer(id, offset, more, bytes, 17);
  }

  private Fragments.Whole offer(int id, int offset, boolean more, byte[] bytes, int protocol) {
    cursor.meta(1, now, 0, 1);
    cursor.wrap(bytes.clone(), 0, bytes.length, FRAME + bytes.length);
    fragments.key().ipv4(1, 2, 17, id);
    return fragments.offer(cursor, bytes.length, offset, more, protocol);
  }

  private static byte[] part(byte[] whole, int from, int to) {
    return Arrays.copyOfRange(whole, from, to);
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] content(Fragments.Whole whole) {
    return part(whole.bytes(), 0, whole.length());
  }

  private static String text(Fragments.Whole whole) {
    return new String(whole.bytes(), 0, whole.length(), StandardCharsets.US_ASCII);
  }

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  @Test
  void everyOrderGivesTheSameDatagram() {
    byte[] whole = random(60);
    int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int[] edges = {0, 24, 48, 60};
    for (int[] order : orders) {
      Fragments.Whole got = null;
      for (int i : order) {
        assertNull(got, "complete too early");
        got = offer(7, edges[i], i < 2, part(whole, edges[i], edges[i + 1]));
      }
      assertNotNull(got, Arrays.toString(order));
      assertArrayEquals(whole, content(got));
      assertEquals(3, got.fragments());
      assertEquals(3 * FRAME + 60, got.frameBytes());
      assertNull(cursor.packet().anomaly());
    }
    assertEquals(6, fragments.counters().completed());
    assertEquals(0, fragments.pending());
  }

  @Test
  void theFirstFragmentSaysWhatThePayloadIs() {
    assertNull(offer(1, 8, false, random(8), 59));
    assertEquals(6, offer(1, 0, true, random(8), 6).nextProtocol());
  }

  @Test
  void datagramsAreToldApartByEveryPartOfTheKey() {
    cursor.meta(1, now, 0, 1);
    cursor.wrap(new byte[16], 0, 16, 16);
    FragmentKey key = fragments.key();
    List<Runnable> others =
        List.of(
            () -> key.ipv4(9, 2, 17, 5),
            () -> key.ipv4(1, 9, 17, 5),
            () -> key.ipv4(1, 2, 9, 5),
            () -> key.ipv4(1, 2, 17, 9),
            () -> key.ipv6(0, 1, 0, 2, 5),
            () -> key.ipv6(9, 1, 0, 2, 5),
            () -> key.ipv6(0, 9, 0, 2, 5),
            () -> key.ipv6(0, 1, 9, 2, 5),
            () -> key.ipv6(0, 1, 0, 9, 5),
            () -> key.ipv6(0, 1, 0, 2, 9));
    key.ipv4(1, 2, 17, 5);
    assertNull(fragments.offer(cursor, 8, 0, true, 17));
    for (Runnable other : others) {
      other.run();
      assertNull(fragments.offer(cursor, 8, 8, false, 17));
    }
    assertEquals(11, fragments.pending());
    for (Runnable other : others) {
      other.run();
      assertNotNull(fragments.offer(cursor, 8, 0, true, 17));
    }
    assertEquals(1, fragments.pending());
  }

  @Test
  void repeatedFragmentsAreNoted() {
    byte[] whole = random(24);
    assertNull(offer(1, 0, true, part(whole, 0, 16)));
    assertNull(offer(1, 0, true, part(whole, 0, 16)));
    assertSame(Fragments.OVERLAP, cursor.packet().anomaly());
    Fragments.Whole got = offer(1, 16, false, part(whole, 16, 24));
    assertArrayEquals(whole, content(got));
    assertEquals(3, got.fragments());
    assertEquals(1, fragments.counters().overlaps());
    assertEquals(0, fragments.counters().conflicts());
  }

  @Test
  void theFirstCopyWinsAndAConflictIsToldFromARepetition() {
    assertNull(offer(1, 8, true, filled(8, 'a')));
    assertNull(offer(1, 0, true, filled(24, 'b')));
    assertSame(Fragments.OVERLAP_CONFLICT, cursor.packet().anomaly());
    Fragments.Whole got = offer(1, 16, false, filled(8, 'b'));
    assertSame(Fragments.OVERLAP, cursor.packet().anomaly());
    assertEquals("bbbbbbbbaaaaaaaabbbbbbbb", text(got));
    assertEquals(2, fragments.counters().overlaps());
    assertEquals(1, fragments.counters().conflicts());
  }

  @Test
  void oneFragmentMayCoverSeveralRuns() {
    byte[] whole = random(64);
    assertNull(offer(1, 8, true, part(whole, 8, 16)));
    assertNull(offer(1, 24, true, part(whole, 24, 32)));
    assertNull(offer(1, 40, true, part(whole, 40, 48)));
    assertNull(offer(1, 56, false, part(whole, 56, 64)));
    assertArrayEquals(whole, content(offer(1, 0, true, part(whole, 0, 60))));
  }

  @Test
  void endsThatDisagreeAreNoted() {
    assertNull(offer(1, 16, false, random(8)));
    assertNull(offer(1, 24, false, random(8)));
    assertSame(Fragments.BAD_END, cursor.packet().anomaly());
    assertEquals(24, offer(1, 0, true, random(16)).length(), "the first end stands");

    assertNull(offer(2, 16, true, random(8)));
    assertNull(offer(2, 8, false, random(4)));
    assertSame(Fragments.BAD_END, cursor.packet().anomaly());
    assertEquals(12, offer(2, 0, true, random(8)).length());
  }

  /** Two fragments, the second inside the first. */
  @Test
  void teardrop() {
    byte[] whole = random(36);
    assertNull(offer(242, 0, true, whole));
    Fragments.Whole got = offer(242, 24, false, part(whole, 24, 28));
    assertNotNull(got);
    assertEquals(28, got.length());
    assertSame(Fragments.BAD_END, cursor.packet().anomaly());
  }

  @Test
  void pingOfDeath() {
    for (int offset = 0; offset < 65_520; offset += 1480) {
      assertNull(offer(3, offset, true, random(Math.min(1480, 65_520 - offset))));
    }
    assertNull(offer(3, 65_520, false, random(1480)));
    assertSame(Fragments.TOO_LONG, cursor.packet().anomaly());
    assertEquals(1, fragments.counters().refused());
    Fragments.Whole longest = offer(3, 65_520, false, random(15));
    assertEquals(65_535, longest.length());
  }

  @Test
  void anOldDatagramIsGivenUp() {
    limits(8, 1 << 20, 30 * SECOND, 100);
    assertNull(offer(1, 0, true, random(8)));
    now += 30 * SECOND;
    assertNull(offer(2, 0, true, random(8)));
    assertEquals(2, fragments.pending(), "just in time");
    now++;
    assertNull(offer(1, 8, false, random(8)), "its beginning is forgotten");
    assertEquals(1, fragments.counters().expired());
    assertNotNull(offer(2, 8, false, random(8)));
  }

  @Test
  void timeThatGoesBackwardsEndsNothing() {
    limits(8, 1 << 20, 30 * SECOND, 100);
    assertNull(offer(1, 0, true, random(8)));
    now -= 1000 * SECOND;
    assertNotNull(offer(1, 8, false, random(8)));
    assertEquals(0, fragments.counters().expired());
  }

  @Test
  void theOldestGivesWayWhenThereAreTooMany() {
    limits(3, 1 << 20, 30 * SECOND, 100);
    for (int id = 1; id <= 4; id++) {
      assertNull(offer(id, 0, true, random(8)));
    }
    assertEquals(3, fragments.pending());
    assertEquals(1, fragments.counters().evicted());
    assertNotNull(offer(2, 8, false, random(8)));
    assertNotNull(offer(4, 8, false, random(8)));
    assertNull(offer(1, 8, false, random(8)), "its beginning is forgotten");
  }

  @Test
  void theOldestGivesWayWhenBuffersGrowTooLarge() {
    limits(1000, 65_535, 30 * SECOND, 100);
    for (int id = 1; id <= 20; id++) {
      assertNull(offer(id, 0, true, random(4000)));
    }
    assertTrue(fragments.pending() <= 16, "4 KiB each");
    assertEquals(20, fragments.pending() + fragments.counters().evicted());
    assertNull(offer(20, 64_000, true, random(8)), "one datagram may take all there is");
    assertEquals(1, fragments.pending());
  }

  @Test
  void aDatagramTakesOnlySoManyPieces() {
    limits(8, 1 << 20, 30 * SECOND, 4);
    for (int i = 0; i < 6; i++) {
      assertNull(offer(1, 16 * i, true, random(8)));
    }
    assertEquals(2, fragments.counters().refused());
    assertEquals(1, fragments.pending());
  }

  @Test
  void limitsThatLetNothingThroughAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Fragments.Limits(0, 1 << 20, SECOND, 1));
    assertThrows(IllegalArgumentException.class, () -> new Fragments.Limits(1, 65_534, SECOND, 1));
  }

  /** The buffers of done datagrams are used again, but not before the next packet. */
  @Test
  void aWholeStaysAsItIsUntilTheNextPacket() {
    assertNull(offer(1, 0, true, filled(8, 'a')));
    assertNull(offer(2, 0, true, filled(8, 'c')));
    Fragments.Whole first = offer(1, 8, false, filled(8, 'b'));
    byte[] bytes = first.bytes();
    fragments.key().ipv4(1, 2, 17, 2);
    Fragments.Whole inner = fragments.offer(cursor, 8, 8, false, 17);
    assertNotNull(inner, "a datagram within a datagram");
    assertEquals("aaaaaaaabbbbbbbb", text(first));
    assertEquals("ccccccccbbbbbbbb", text(inner));
    assertNull(offer(3, 0, true, filled(8, 'd')));
    assertNull(offer(4, 0, true, filled(8, 'e')));
    assertTrue(
        offer(3, 8, false, filled(8, 'd')).bytes() == bytes
            || offer(4, 8, false, filled(8, 'e')).bytes() == bytes,
        "buffers serve again");
  }

  /**
   * Shuffled, repeated, cut at random: what comes out is what went in, when the last byte is there.
   */
  @Test
  void randomPiecesGiveTheDatagram() {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] whole = new byte[1 + random.nextInt(2000)];
      random.nextBytes(whole);
      List<int[]> pieces = pieces(whole.length, random);
      Collections.shuffle(pieces, random);
      boolean[] covered = new boolean[whole.length];
      boolean done = false;
      for (int[] piece : pieces) {
        boolean more = piece[1] < whole.length;
        Fragments.Whole got = offer(seed, piece[0], more, part(whole, piece[0], piece[1]));
        Arrays.fill(covered, piece[0], piece[1], true);
        boolean complete = all(covered);
        assertEquals(complete, got != null, "seed " + seed);
        if (complete) {
          assertArrayEquals(whole, content(got), "seed " + seed);
          done = true;
          break;
        }
      }
      assertTrue(done, "seed " + seed);
      assertEquals(0, fragments.counters().conflicts());
    }
  }

  private static List<int[]> pieces(int length, Random random) {
    List<int[]> pieces = new ArrayList<>();
    for (int from = 0; from < length; ) {
      int to = Math.min(length, from + 8 * (1 + random.nextInt(20)));
      pieces.add(new int[] {from, to});
      if (random.nextInt(4) == 0) {
        pieces.add(new int[] {8 * random.nextInt(from / 8 + 1), to});
      }
      from = to;
    }
    return pieces;
  }

  private static boolean all(boolean[] covered) {
    for (boolean one : covered) {
      if (!one) {
        return false;
      }
    }
    return true;
  }
}
