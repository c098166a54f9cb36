package io.weft.report.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.weft.flow.FlowCounters;

/**
 * A mix-in for {@link FlowCounters}: databind writes the counters of all its groups as members of
 * one object.
 */
interface FlatCounters {
  @JsonUnwrapped
  FlowCounters.Bounds bounds();

  @JsonUnwrapped
  FlowCounters.AnalysisBounds analysis();

  @JsonUnwrapped(prefix = "checksum_")
  FlowCounters.Checksums checksums();
}
