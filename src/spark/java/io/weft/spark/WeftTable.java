package io.weft.spark;

import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A table of captures, for reading in batches and streams. */
final class WeftTable implements SupportsRead {
  private final ReadOptions options;

  WeftTable(ReadOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "weft " + options.table() + " " + options.paths();
  }

  // Spark 3.5 asks for the schema, newer ones for columns, which are made from it.
  @Override
  @SuppressWarnings("deprecation")
  public StructType schema() {
    return SparkTypes.schema(CaptureTable.of(options));
  }

  @Override
  public Set<TableCapability> capabilities() {
    return EnumSet.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap properties) {
    return new WeftScanBuilder(ReadOptions.of(properties));
  }
}
