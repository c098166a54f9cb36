package io.weft.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.report.FlowRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowTroublesTest {
  private final FlowTroubles troubles = new FlowTroubles();

  private List<String> told() {
    return troubles.all().stream()
        .map(
            each ->
                each.protocol()
                    + " "
                    + each.anomaly()
                    + " "
                    + (each.flows() != null
                        ? each.flows() + " flows"
                        : each.packets() != null
                            ? each.packets() + " packets"
                            : each.bytes() + " bytes"))
        .toList();
  }

  @Test
  void nothingIsToldWhereNothingWasMet() {
    assertEquals(List.of(), troubles.all());
  }

  @Test
  void attemptsAreCountedAsFlows() {
    troubles.add(FlowRecords.attempt(0));
    troubles.add(FlowRecords.attempt(1));
    assertEquals(List.of("tcp unanswered 2 flows"), told());
  }

  @Test
  void bothEndsAndAllThatTheirStreamsLackAreSummedUp() {
    troubles.add(FlowRecords.web(1));
    assertEquals(
        List.of(
            "tcp repeated_segments 2 packets",
            "tcp duplicates 3 packets",
            "tcp zero_windows 6 packets",
            "tcp window_probes 5 packets",
            "tcp keep_alives 4 packets",
            "tcp missing 871 bytes",
            "tcp capture_loss 71 bytes",
            "tcp abandoned 3 bytes",
            "tcp before_start 1 bytes",
            "tcp outside_window 2 bytes",
            "tcp conflicting 4 bytes",
            "tcp cut 5 bytes",
            "ip checksum_errors 2 packets",
            "ip checksum_offload 5 packets"),
        told());
  }
}
