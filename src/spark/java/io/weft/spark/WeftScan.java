package io.weft.spark;

import io.weft.report.table.Column;
import io.weft.report.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** The reading of a table for one query. */
final class WeftScan implements Scan, Batch {
  static final int NO_LIMIT = Integer.MAX_VALUE;

  private final ReadOptions options;
  private final StructType schema;
  private final RowTest test;
  private final int limit;

  /**
   * @param schema of the rows that the query needs
   * @param limit rows that are needed at most
   */
  WeftScan(ReadOptions options, StructType schema, RowTest test, int limit) {
    this.options = options;
    this.schema = schema;
    this.test = test;
    this.limit = limit;
  }

  @Override
  public StructType readSchema() {
    return schema;
  }

  @Override
  public String description() {
    return "weft " + options.table() + " of " + options.paths();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    CaptureFiles files = new CaptureFiles(configuration(), options);
    try {
      return files.captures(files.find(), test).toArray(new InputPartition[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    Table table = CaptureTable.of(options);
    List<Column> columns = SparkTypes.columns(table.columns(), schema);
    return new RowReaderFactory(
        options, table, columns, test, limit, new SerializableConfiguration(configuration()));
  }

  @Override
  public MicroBatchStream toMicroBatchStream(String checkpoint) {
    return new CaptureStream(
        new CaptureFiles(configuration(), options), createReaderFactory(), test);
  }

  private static Configuration configuration() {
    return SparkSession.active().sessionState().newHadoopConf();
  }
}
