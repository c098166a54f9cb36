package io.weft.flow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.bytes.IpAddress;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowConfigs;
import io.weft.flow.FlowListener;
import org.junit.jupiter.api.Test;

class HostNamesTest {
  private static final IpAddress ADDRESS = IpAddress.ipv4(1);

  private final FlowMemory memory = new FlowMemory(FlowConfig.defaults(), new FlowListener() {});
  private final HostNames names = new HostNames(memory, new Losses());

  @Test
  void onlyNamesGivenBeforeThePacketCount() {
    assertTrue(names.isEmpty());
    names.add(ADDRESS, "a.test", 10);
    assertNull(names.find(ADDRESS, 9));
    assertNull(names.find(ADDRESS, 10));
    assertEquals("a.test", names.find(ADDRESS, 11));
    assertNull(names.find(IpAddress.ipv4(2), 11));
    assertNull(names.find(new IpAddress(true, 0, 1), 11));
  }

  @Test
  void theNewestOfThemCounts() {
    names.add(ADDRESS, "a.test", 10);
    names.add(ADDRESS, "b.test", 20);
    names.add(ADDRESS, "c.test", 30);
    assertEquals("c.test", names.find(ADDRESS, 31));
    assertEquals("b.test", names.find(ADDRESS, 30));
    assertEquals("a.test", names.find(ADDRESS, 20));
  }

  @Test
  void fourNamesAreKept() {
    for (int i = 1; i <= 6; i++) {
      names.add(ADDRESS, i + ".test", i * 10L);
    }
    assertEquals("6.test", names.find(ADDRESS, 100));
    assertEquals("3.test", names.find(ADDRESS, 31));
    assertNull(names.find(ADDRESS, 30));
  }

  @Test
  void theSameNameAgainTakesNoPlace() {
    names.add(ADDRESS, "a.test", 10);
    for (int i = 2; i < 10; i++) {
      names.add(ADDRESS, "b.test", i * 10L);
    }
    assertEquals("a.test", names.find(ADDRESS, 15));
    assertEquals("b.test", names.find(ADDRESS, 21));
  }

  @Test
  void namesTakeAnEighthOfAllMemoryAtMost() {
    FlowConfig config = FlowConfigs.limited(limits -> limits.withBytes(16_000));
    FlowMemory little = new FlowMemory(config, new FlowListener() {});
    HostNames table = new HostNames(little, new Losses());
    for (int i = 0; i < 1_000; i++) {
      table.add(IpAddress.ipv4(i % 100), i + ".test", i);
      assertTrue(little.estimated() <= 2_000);
    }
    assertTrue(little.estimated() > 1_500);
    assertEquals("999.test", table.find(IpAddress.ipv4(99), 1_000));
    assertNull(table.find(IpAddress.ipv4(90), 1_000));
  }

  @Test
  void theAddressNamedLongestAgoLeaves() {
    names.add(ADDRESS, "a.test", 1);
    names.add(IpAddress.ipv4(2), "b.test", 2);
    names.add(ADDRESS, "c.test", 3);
    for (int i = 0; i < HostNames.MAX_ADDRESSES - 1; i++) {
      names.add(IpAddress.ipv4(1000 + i), "x.test", 4);
    }
    assertNull(names.find(IpAddress.ipv4(2), 9));
    assertEquals("c.test", names.find(ADDRESS, 9));
    assertEquals("a.test", names.find(ADDRESS, 2));
  }
}
