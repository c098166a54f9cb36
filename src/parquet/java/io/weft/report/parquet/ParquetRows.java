package io.weft.report.parquet;

import io.weft.report.table.RowWriter;
import io.weft.report.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
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
  private final List<TableColumn> table;
  private final List<LeafColumn> columns = new ArrayList<>();
  private int rows;
  private long unchecked;

  /** Columns may have different numbers of rows then, and make no row group. */
  private boolean isBroken;

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
    this.table = Part.of(table, schema, properties, zstandard);
    this.table.forEach(column -> column.columns(columns));
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
  public void write(List<Object[]> some) throws IOException {
    LongAdder bytes = new LongAdder();
    forEachColumn(some.size() > FEW, column -> bytes.add(column.write(some)));
    unchecked += bytes.sum();
    rows += some.size();
    if (unchecked >= CHECK || rows >= MAX_ROWS) {
      unchecked = 0;
      if (rows >= MAX_ROWS || columns.stream().mapToLong(LeafColumn::size).sum() >= groupBytes) {
        endGroup();
      }
    }
  }

  private interface ColumnTask {
    void run(TableColumn column) throws IOException;
  }

  /**
   * Does something with each column of the table.
   *
   * @param shared whether two threads, this one and another, do it, each taking the next column
   *     that is left: some are empty, and others are structures of many
   */
  private void forEachColumn(boolean shared, ColumnTask task) throws IOException {
    AtomicInteger next = new AtomicInteger();
    IntStream threads = IntStream.range(0, shared ? 2 : 1);
    isBroken = true;
    try {
      (shared ? threads.parallel() : threads)
          .forEach(
              thread -> {
                for (int i = next.getAndIncrement(); i < table.size(); i = next.getAndIncrement()) {
                  run(task, table.get(i));
                }
              });
      isBroken = false;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void run(ColumnTask task, TableColumn column) {
    try {
      task.run(column);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endGroup() throws IOException {
    forEachColumn(rows > FEW, TableColumn::end);
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
      if (isBroken) {
        return;
      }
      if (rows > 0) {
        endGroup();
      }
      file.end(Map.of("writer.model.name", "weft"));
    }
  }
}
