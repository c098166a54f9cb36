package io.weft.flow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlowTableTest {
  private final FlowTable table = new FlowTable(12_345);
  private final FlowKey key = new FlowKey();

  private void key(long from, int fromPort, long to, int toPort, int ipProtocol) {
    key.ipv4((int) from, (int) to);
    key.transport(ipProtocol, fromPort, toPort);
  }

  private TrackedFlow add() {
    TrackedFlow flow = flow(table.hash(key));
    table.add(flow);
    return flow;
  }

  private TrackedFlow flow(int hash) {
    return new TrackedFlow(hash, key, null, null, new FirstPacket());
  }

  private TrackedFlow find() {
    return table.find(key, table.hash(key));
  }

  @Test
  void bothDirectionsFindTheFlow() {
    key(1, 1000, 2, 80, 6);
    TrackedFlow flow = add();
    assertSame(flow, find());
    key(2, 80, 1, 1000, 6);
    assertSame(flow, find());
  }

  @Test
  void everyPartOfTheKeyCounts() {
    key(1, 1000, 2, 80, 6);
    TrackedFlow flow = add();
    key(1, 1001, 2, 80, 6);
    assertNull(find());
    key(1, 1000, 2, 81, 6);
    assertNull(find());
    key(3, 1000, 2, 80, 6);
    assertNull(find());
    key(1, 1000, 3, 80, 6);
    assertNull(find());
    key(1, 1000, 2, 80, 17);
    assertNull(find());
    key(1, 80, 2, 1000, 6);
    assertNull(find(), "the ports of the other ends");
    key(1, 1000, 2, 80, 6);
    key.ipv6(0, 1, 0, 2);
    assertNull(find());
    key.ipv6(1, 1, 0, 2);
    assertNull(find());
    key.ipv6(0, 1, 1, 2);
    assertNull(find());
    key.ipv4(1, 2);
    assertSame(flow, find());
  }

  @Test
  void aHashIsNeverTheIdentity() {
    key(1, 1000, 2, 80, 6);
    TrackedFlow flow = add();
    int hash = flow.hash;
    key(7, 7, 7, 7, 7);
    assertNull(table.find(key, hash));
  }

  @Test
  void seedsChangeHashes() {
    key(1, 1000, 2, 80, 6);
    int same = 0;
    for (int seed = 0; seed < 100; seed++) {
      same += new FlowTable(seed * 2L).hash(key) == table.hash(key) ? 1 : 0;
    }
    assertEquals(0, same);
  }

  @Test
  void hashesOfNeighboursSpread() {
    Map<Integer, Integer> buckets = new HashMap<>();
    int most = 0;
    for (int port = 0; port < 4_096; port++) {
      key(1, 1024 + port, 2, 80, 6);
      most = Math.max(most, buckets.merge(table.hash(key) & 4_095, 1, Integer::sum));
    }
    assertEquals(true, most < 12, "most in one place: " + most);
  }

  @Test
  void whatIsNotThereCannotBeTakenOut() {
    key(1, 1000, 2, 80, 6);
    TrackedFlow flow = add();
    table.remove(flow);
    assertThrows(IllegalStateException.class, () -> table.remove(flow));
  }

  /** Adds and takes out at random, many keys on few places, and compares with a map. */
  @Test
  void holdsWhatAMapWouldHold() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      FlowTable own = new FlowTable(random.nextLong());
      Map<Integer, TrackedFlow> model = new HashMap<>();
      List<Integer> ports = new ArrayList<>();
      int range = seed < 10 ? 3_000 : 60_000;
      // Few hashes, none of them 0: long runs of neighbours that wrap round the end of the table.
      int spread = seed % 2 == 0 ? -1 : 0xF000_000F;
      for (int i = 0; i < 20_000; i++) {
        int port = random.nextInt(range);
        key(1, port, 2, 0, 17);
        int hash = (own.hash(key) & spread) | 16;
        TrackedFlow found = own.find(key, hash);
        assertSame(model.get(port), found);
        if (found == null) {
          TrackedFlow flow = flow(hash);
          own.add(flow);
          model.put(port, flow);
          ports.add(port);
        } else if (random.nextInt(3) > 0) {
          own.remove(found);
          model.remove(port);
          assertNull(own.find(key, hash));
        }
        assertEquals(model.size(), own.size());
      }
      for (int port : ports) {
        key(2, 0, 1, port, 17);
        assertSame(model.get(port), own.find(key, (own.hash(key) & spread) | 16));
      }
      own.clear();
      assertEquals(0, own.size());
      key(1, ports.get(0), 2, 0, 17);
      assertNull(own.find(key, (own.hash(key) & spread) | 16));
    }
  }

  @Test
  void aFlowToItselfIsOneFlow() {
    key(1, 80, 1, 80, 6);
    TrackedFlow flow = add();
    assertSame(flow, find());
    key(1, 81, 1, 80, 6);
    TrackedFlow other = add();
    assertNotSame(flow, other);
    key(1, 80, 1, 81, 6);
    assertSame(other, find());
  }

  @Test
  void aFlowCostsAtMost32BytesMoreThanItself() {
    long before = usedHeap();
    FlowTable large = new FlowTable(1);
    for (int i = 0; i < 1 << 18; i++) {
      key(i, 0, 0, 0, 6);
      large.add(flow(large.hash(key)));
    }
    long each = (usedHeap() - before) >> 18;
    assertEquals(1 << 18, large.size());
    assertTrue(each <= 128 + 32, each + " bytes");
  }

  private static long usedHeap() {
    for (int i = 0; i < 4; i++) { // the serial collector lets some garbage lie three times of four
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
