package io.weft.report.parquet;

import io.weft.report.table.RowWriter;
import io.weft.report.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Writes the rows of a table as a Parquet file: compressed with Zstandard, with dictionaries where
 * values repeat, and with each column's least and greatest value. Not thread-safe.
 */
public final class ParquetRows implements RowWriter {
  /**
   * Bytes of a row group, which is kept in memory until it is full. It leaves room for flows in the
   * heap that the program has without options.
   */
  private static final long ROW_GROUP = 32L << 20;

  private final ParquetWriter<Object[]> writer;

  /**
   * @param out gets the file; flushed by {@link #close}, which leaves it open
   */
  public ParquetRows(Table table, OutputStream out) throws IOException {
    writer =
        new Builder(new StreamFile(out), table)
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new Zstandard())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP)
            .withSizeStatisticsEnabled(false)
            .withDictionaryEncoding(true)
            .build();
  }

  @Override
  public void write(Object[] row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<Object[], Builder> {
    private final Table table;

    Builder(OutputFile file, Table table) {
      super(file);
      this.table = table;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    protected WriteSupport<Object[]> getWriteSupport(Configuration configuration) {
      return new Rows(table);
    }

    @Override
    protected WriteSupport<Object[]> getWriteSupport(ParquetConfiguration configuration) {
      return new Rows(table);
    }
  }
}
