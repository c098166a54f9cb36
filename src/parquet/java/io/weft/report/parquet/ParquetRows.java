package io.weft.report.parquet;

import io.weft.report.table.RowWriter;
import io.weft.report.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes the rows of a table as a Parquet file: compressed with Zstandard, with dictionaries where
 * values repeat, and with each column's least and greatest value. Not thread-safe.
 *
 * <p>The library encodes values and writes the file. How rows become columns is done here: it would
 * be told of each value that is absent, and of some 900 columns of flows a row has 50.
 */
public final class ParquetRows implements RowWriter {
  /**
   * Bytes of a row group, which is kept in memory until it is full. It leaves room for flows in the
   * heap that the program has without options.
   */
  private static final long ROW_GROUP = 32L << 20;

  /** Bytes of values after which it is looked again how much is kept. */
  private static final long CHECK = 1L << 20;

  /** Rows of a row group where few values make none full: levels are counted in 32 bits. */
  private static final int MAX_ROWS = 1 << 20;

  private final long groupBytes;
  private final ParquetFileWriter file;
  private final Zstandard zstandard = new Zstandard();
  private final StructPart row;
  private final List<LeafColumn> columns = new ArrayList<>();
  private int rows;
  private long unchecked;

  /**
   * @param out gets the file; flushed by {@link #close}, which leaves it open
   */
  public ParquetRows(Table table, OutputStream out) throws IOException {
    this(table, out, ROW_GROUP);
  }

  /**
   * @param groupBytes of a row group
   */
  ParquetRows(Table table, OutputStream out, long groupBytes) throws IOException {
    this.groupBytes = groupBytes;
    MessageType schema = Groups.of(table);
    ParquetProperties properties =
        ParquetProperties.builder()
            .withDictionaryEncoding(true)
            .withSizeStatisticsEnabled(false)
            .build();
    row = Part.of(table, schema, properties, zstandard);
    row.columns(columns);
    file =
        new ParquetFileWriter(
            new StreamFile(out),
            schema,
            ParquetFileWriter.Mode.CREATE,
            groupBytes,
            0,
            null,
            properties);
    file.start();
  }

  @Override
  public void write(Object[] values) throws IOException {
    unchecked += row.write(values, 0);
    rows++;
    if (unchecked >= CHECK || rows == MAX_ROWS) {
      unchecked = 0;
      if (rows == MAX_ROWS || columns.stream().mapToLong(LeafColumn::size).sum() >= groupBytes) {
        endGroup();
      }
    }
  }

  private void endGroup() throws IOException {
    row.settle();
    file.startBlock(rows);
    for (LeafColumn column : columns) {
      column.writeTo(file);
    }
    file.endBlock();
    rows = 0;
  }

  @Override
  public void close() throws IOException {
    try (zstandard;
        file) {
      if (rows > 0) {
        endGroup();
      }
      file.end(Map.of("writer.model.name", "weft"));
    }
  }
}
