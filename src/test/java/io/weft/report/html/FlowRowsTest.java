package io.weft.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.FlowRecord;
import io.weft.flow.track.Wire;
import io.weft.report.text.Phrases;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlowRowsTest {
  @Test
  void rowsTakeAShareOfTheMemoryThatFlowsHaveAsWell() {
    Wire wire = new Wire();
    for (int i = 0; i < 1_000; i++) {
      wire.tcp(10_000 + i, 80).open().close();
    }
    wire.finish();
    long memory = 120_000;
    FlowRows rows = new FlowRows(new Phrases(Map.of()), memory);
    for (FlowRecord record : wire.records()) {
      rows.add(record, null);
      assertTrue(rows.memory() < memory / 2, "rows of " + rows.memory() + " bytes");
    }
    assertEquals(1_000, rows.seen());
    assertTrue(rows.memory() > memory / 4, "rows of " + rows.memory() + " bytes");
  }
}
