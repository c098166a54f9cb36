package io.weft.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import io.weft.flow.FlowConfig;
import java.util.List;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;
import org.junit.jupiter.api.Test;

class FlowOptionsTest {
  @Test
  void withoutOptionsTheDefaultsHold() throws Exception {
    assertEquals(FlowConfig.defaults(), config());
  }

  @Test
  void eachBoundIsTaken() throws Exception {
    assertEquals(7, config("--max-flows", "7").limits().flows());
    assertEquals(500_000, config("--max-flows", "7").limits().connections());
    assertEquals(8, config("--max-connections", "8").limits().connections());
    assertEquals(2_500_000, config("--max-connections", "8").limits().flows());
  }

  @Test
  void memoryIsSharedOutAsByDefault() throws Exception {
    FlowConfig small = config("--max-memory", "72MiB");
    assertEquals(72 << 20, small.limits().bytes());
    assertEquals(16 << 20, small.limits().waitingBytesInAll());
    assertEquals(1 << 20, small.limits().waitingBytes());
    assertEquals(24 << 20, small.limits().analysisBytes());
    assertEquals(FlowConfig.defaults(), config("--max-memory", "288MiB"));
    assertEquals(2_000_000, config("--max-memory", "9MB").limits().waitingBytesInAll());
  }

  @Test
  void allCommandsThatTrackFlowsHaveTheBounds() {
    for (String name : List.of("flows", "packets", "report", "stream", "extract")) {
      Session weft = new Session();
      assertEquals(0, weft.run(name, "--help"));
      for (String option : List.of("--max-flows", "--max-connections", "--max-memory")) {
        assertTrue(weft.out().contains(option), name + " " + option);
      }
    }
  }

  private static FlowConfig config(String... arguments) throws UsageException, ParseException {
    CommandOptions options = new CommandOptions();
    FlowOptions.addTo(options, false);
    return FlowOptions.config(new DefaultParser().parse(options, arguments), false);
  }
}
