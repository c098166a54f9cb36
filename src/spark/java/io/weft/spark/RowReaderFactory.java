package io.weft.spark;

import io.weft.report.table.Column;
import io.weft.report.table.Table;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.util.SerializableConfiguration;

/** Travels to the executors, and reads the captures there. */
final class RowReaderFactory implements PartitionReaderFactory {
  private static final long serialVersionUID = 1L;

  private final ReadOptions options;
  private final Table table;
  private final List<Column> columns;
  private final RowTest test;
  private final int limit;
  private final SerializableConfiguration configuration;

  RowReaderFactory(
      ReadOptions options,
      Table table,
      List<Column> columns,
      RowTest test,
      int limit,
      SerializableConfiguration configuration) {
    this.options = options;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.test = test;
    this.limit = limit;
    this.configuration = configuration;
  }

  @Override
  public PartitionReader<InternalRow> createReader(InputPartition partition) {
    return new RowReader(
        new TableRun(
            options, table, columns, test, (CapturePartition) partition, configuration.value()),
        columns,
        limit);
  }
}
