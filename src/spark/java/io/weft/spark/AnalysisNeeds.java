package io.weft.spark;

import io.weft.dissect.chain.FieldCatalogue;
import io.weft.flow.FlowConfig;
import io.weft.report.table.Column;
import io.weft.report.table.ColumnType.Kind;
import java.util.List;

/**
 * What the columns of a query need of the analysis: what no column tells of is not worked out.
 *
 * @param columns that the query wants
 */
record AnalysisNeeds(ReadOptions options, List<Column> columns) {
  /** How flows are tracked, with as much memory as a task may have. */
  FlowConfig config() {
    FlowConfig config = FlowConfig.defaults();
    long bytes = options.maxMemory() > 0 ? options.maxMemory() : TaskMemory.share();
    FlowConfig bounded =
        config.withLimits(config.limits().withBytes(Math.min(bytes, config.limits().bytes())));
    return bounded
        .withAnalysis(options.analysis())
        .withStreams(!options.table().equals(CaptureTable.FLOWS) || wantsApplications());
  }

  /** Does a column tell of what is spoken, or of names that are spoken of? */
  private boolean wantsApplications() {
    for (Column column : columns) {
      String name = column.name();
      boolean isName =
          column.type().columns().stream().anyMatch(part -> part.name().startsWith("name"));
      if (isName
          || name.equals("application")
          || name.endsWith("_exchanges")
          || column.type().kind() == Kind.LIST) {
        return true;
      }
    }
    return false;
  }

  /** The columns that are fields of packets. */
  List<Column> fields() {
    return columns.stream().filter(column -> options.fields().contains(column.name())).toList();
  }

  /** Does a field of packets tell of their flows? Else these need not be tracked. */
  boolean wantsFlows(FieldCatalogue catalogue) {
    return fields().stream().anyMatch(field -> !catalogue.effort(field.name()).isNone());
  }
}
