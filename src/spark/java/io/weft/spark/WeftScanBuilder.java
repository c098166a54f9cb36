package io.weft.spark;

import io.weft.report.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownFilters;
import org.apache.spark.sql.connector.read.SupportsPushDownLimit;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.StructType;

/** Learns from Spark what a query needs. */
final class WeftScanBuilder
    implements SupportsPushDownRequiredColumns, SupportsPushDownFilters, SupportsPushDownLimit {
  private final ReadOptions options;
  private final Table table;
  private StructType schema;
  private RowTest test = RowTest.NONE;
  private Filter[] pushed = {};
  private int limit = WeftScan.NO_LIMIT;

  WeftScanBuilder(ReadOptions options) {
    this.options = options;
    table = CaptureTable.of(options);
    schema = SparkTypes.schema(table);
  }

  @Override
  public void pruneColumns(StructType required) {
    schema = required;
  }

  /** Keeps what is understood; Spark goes on to test all of it. */
  @Override
  public Filter[] pushFilters(Filter[] filters) {
    List<Filter> understood = new ArrayList<>();
    List<RowTest.Part> parts = new ArrayList<>();
    for (Filter filter : filters) {
      RowTest.Part part = RowTest.part(filter, table.columns());
      if (part != null) {
        parts.add(part);
        understood.add(filter);
      }
    }
    test = new RowTest(parts);
    pushed = understood.toArray(new Filter[0]);
    return filters;
  }

  @Override
  public Filter[] pushedFilters() {
    return pushed.clone();
  }

  @Override
  public boolean pushLimit(int most) {
    limit = most;
    return true;
  }

  /** Each partition keeps to the limit, all of them together do not. */
  @Override
  public boolean isPartiallyPushed() {
    return true;
  }

  @Override
  public Scan build() {
    return new WeftScan(options, schema, test, limit);
  }
}
