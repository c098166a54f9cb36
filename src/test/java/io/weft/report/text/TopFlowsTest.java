package io.weft.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.report.FlowRecords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TopFlowsTest {
  @Test
  void keepsTheFirstOfTheOrderWhateverTheOrderTheyComeIn() {
    List<Long> shuffled = new ArrayList<>(LongStream.range(0, 500).boxed().toList());
    Collections.shuffle(shuffled, new Random(3));
    // An attempt has 74 bytes and as many more as its stream's number, and starts that much later.
    assertEquals(List.of(499L, 498L, 497L), first(FlowOrder.BYTES, 3, shuffled));
    assertEquals(List.of(0L, 1L, 2L, 3L), first(FlowOrder.START, 4, shuffled));
    // All have one packet: the first seen stands first.
    assertEquals(List.of(0L, 1L), first(FlowOrder.PACKETS, 2, shuffled));
    assertEquals(LongStream.range(0, 500).boxed().toList(), first(FlowOrder.END, 1000, shuffled));
  }

  private static List<Long> first(FlowOrder order, int n, List<Long> streams) {
    TopFlows<Long> top = new TopFlows<>(order, n, flow -> flow.stream());
    streams.forEach(stream -> top.offer(FlowRecords.attempt(stream)));
    assertEquals(streams.size(), top.offered());
    return top.sorted();
  }
}
