package io.weft.report.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.weft.flow.FlowCounters;

/** Has databind write counters side by side, whatever the record groups them by. */
interface FlatCounters {
  @JsonUnwrapped
  FlowCounters.Bounds bounds();

  @JsonUnwrapped
  FlowCounters.AnalysisBounds analysis();

  @JsonUnwrapped(prefix = "checksum_")
  FlowCounters.Checksums checksums();
}
