package io.weft.flow.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.stream.PagePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list does what one does that is gone through from end to end each time. */
final class UnacknowledgedTest {
  private static final long ROOM = 1 << 20;

  private record Entry(int sequence, int end, long packet) {}

  private final PagePool room = new PagePool(ROOM);
  private final Unacknowledged list = new Unacknowledged(room);
  private final List<Entry> model = new ArrayList<>();
  private long packets;

  private void add(int sequence, int length) {
    packets++;
    assertTrue(list.add(sequence, sequence + length, packets, packets * 10));
    model.add(new Entry(sequence, sequence + length, packets));
  }

  private void acknowledge(int acknowledgment) {
    Entry matched = null;
    List<Entry> kept = new ArrayList<>();
    for (Entry entry : model) {
      if (entry.end == acknowledgment) {
        matched = matched == null ? entry : matched;
      } else if (acknowledgment - entry.end < 0) {
        boolean isCut = entry.sequence - acknowledgment < 0;
        kept.add(isCut ? new Entry(acknowledgment, entry.end, entry.packet) : entry);
      }
    }
    model.clear();
    model.addAll(kept);
    assertEquals(matched != null, list.acknowledge(acknowledgment));
    if (matched != null) {
      assertEquals(matched.packet, list.matchedPacket());
      assertEquals(matched.packet * 10, list.matchedNanos());
    }
  }

  private void check(int base) {
    assertEquals(model.size(), list.count());
    if (model.isEmpty()) {
      return;
    }
    int from = -1;
    int to = 0;
    for (Entry entry : model) {
      from =
          Integer.compareUnsigned(entry.sequence - base, from) < 0 ? entry.sequence - base : from;
      to = Integer.compareUnsigned(entry.end - base, to) > 0 ? entry.end - base : to;
    }
    assertEquals(to - from, list.extent(base));
    for (int i = 0; i < model.size(); i++) {
      assertEquals(model.get(i).packet, list.packet(i));
      assertEquals(model.get(i).packet * 10, list.nanos(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 5_000, -5_000})
  void whatIsSentInOrderAndOutOfIt(int base) {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      int next = base;
      int acknowledged = base;
      for (int i = 0; i < 500; i++) {
        int length = 1 + random.nextInt(100);
        switch (random.nextInt(seed % 2 == 0 ? 5 : 9)) {
          case 0, 1, 2 -> {
            add(next, length);
            next += length;
          }
          case 3 -> {
            int ends = random.nextInt(3);
            acknowledged =
                model.isEmpty() || ends == 0
                    ? acknowledged + random.nextInt(Math.max(1, next - acknowledged + 1))
                    : model.get(random.nextInt(model.size())).end;
            acknowledge(acknowledged);
          }
          case 4 -> acknowledge(acknowledged); // once more
          case 5 -> next += length; // lost
          case 6 -> add(next - length - random.nextInt(300), length); // again
          case 7 -> acknowledge(random.nextInt()); // nonsense
          default -> add(random.nextInt(), length);
        }
        check(base);
      }
      list.trim();
      check(base);
      acknowledge(next);
      model.clear();
      while (list.count() > 0) { // what nonsense left
        list.acknowledge(random.nextInt());
      }
    }
    list.release();
    assertTrue(room.reserve((int) ROOM), "all room was given back");
  }

  @Test
  void itsRoomIsBoundedAndGivenBackWhenItIsEmpty() {
    int next = 1;
    for (int i = 0; i < Unacknowledged.MAX; i++, next += 10) {
      add(next, 10);
    }
    assertFalse(list.add(next, next + 10, 1, 1));
    acknowledge(next - 5);
    check(0);
    acknowledge(next);
    assertTrue(room.reserve((int) ROOM), "all room was given back");
  }
}
