package io.weft.report.parquet;

import io.weft.report.table.ColumnType.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/** A column of the file: its values in the row group that is not yet written, in pages. */
final class LeafColumn extends Part {
  /** Where a page ends, with the next row: who reads has one at a time in memory. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int PAGE_VALUES = 20_000;

  private static final ParquetProperties PLAIN =
      ParquetProperties.builder().withDictionaryEncoding(false).build();

  private final ColumnDescriptor column;
  private final Kind kind;
  private final ParquetProperties properties;
  private final Zstandard zstandard;
  private final List<Page> pages = new ArrayList<>();

  /** Bytes of the pages. */
  private long packedBytes;

  private final Levels repetitions;
  private final Levels definitions;

  /** Null until there is a value: most columns of a capture have none. */
  private ValuesWriter values;

  private Statistics<?> statistics;

  /**
   * Whether a dictionary is tried. Where the values of a row group were too many for one, those of
   * the next ones are as well, and to find that out again takes longer than to write them.
   */
  private boolean repeats = true;

  /** The last text of the page and its bytes: many rows have the one before's. */
  private String text;

  private Binary textBytes;

  private int rows;
  private int levels;
  private int present;
  private long bytes;

  /** A page that is full. */
  private record Page(
      BytesInput packed,
      int size,
      int levels,
      int rows,
      Statistics<?> statistics,
      Encoding encoding) {}

  LeafColumn(
      ColumnDescriptor column, Kind kind, ParquetProperties properties, Zstandard zstandard) {
    this.column = column;
    this.kind = kind;
    this.properties = properties;
    this.zstandard = zstandard;
    repetitions = new Levels(column.getMaxRepetitionLevel());
    definitions = new Levels(column.getMaxDefinitionLevel());
    statistics = Statistics.createStats(column.getPrimitiveType());
  }

  @Override
  long write(Object value, int repetition) throws IOException {
    if (repetition == 0 && (present >= PAGE_VALUES || bytes >= PAGE_BYTES)) {
      endPage();
    }
    add(repetition, column.getMaxDefinitionLevel(), 1);
    present++;
    if (values == null) {
      values = (repeats ? properties : PLAIN).newValuesWriter(column);
    }
    long size = put(value);
    bytes += size;
    return size;
  }

  private long put(Object value) {
    switch (kind) {
      case TEXT -> {
        if (!value.equals(text)) {
          text = (String) value;
          textBytes = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
          statistics.updateStats(textBytes);
        }
        values.writeBytes(textBytes);
        return textBytes.length();
      }
      case NUMBER -> {
        values.writeDouble((Double) value);
        statistics.updateStats((double) (Double) value);
        return Double.BYTES;
      }
      case BOOLEAN -> {
        values.writeBoolean((Boolean) value);
        statistics.updateStats((boolean) (Boolean) value);
        return 1;
      }
      default -> {
        values.writeLong((Long) value);
        statistics.updateStats((long) (Long) value);
        return Long.BYTES;
      }
    }
  }

  @Override
  void absent(int repetition, int definition, int times) {
    add(repetition, definition, times);
    statistics.incrementNumNulls(times);
  }

  private void add(int repetition, int definition, int times) {
    repetitions.add(repetition, times);
    definitions.add(definition, times);
    levels += times;
    if (repetition == 0) {
      rows += times;
    }
  }

  @Override
  void columns(List<LeafColumn> all) {
    all.add(this);
  }

  @Override
  void end() throws IOException {
    endPage();
  }

  private void endPage() throws IOException {
    boolean empty = present == 0;
    BytesInput page =
        BytesInput.concat(
            repetitions.take(), definitions.take(), empty ? BytesInput.empty() : values.getBytes());
    BytesInput packed = zstandard.pack(page);
    packedBytes += packed.size();
    pages.add(
        new Page(
            packed,
            Math.toIntExact(page.size()),
            levels,
            rows,
            statistics,
            empty ? Encoding.PLAIN : values.getEncoding()));
    if (!empty) {
      repeats = values.getEncoding().usesDictionary();
      values.reset();
    }
    statistics = Statistics.createStats(column.getPrimitiveType());
    text = null;
    rows = 0;
    levels = 0;
    present = 0;
    bytes = 0;
  }

  /** Bytes that are kept of the row group. */
  long size() {
    long size = packedBytes + repetitions.size() + definitions.size();
    return values == null ? size : size + values.getAllocatedSize();
  }

  /** Writes the column's part of the row group, which has ended, and begins the next one's. */
  void writeTo(ParquetFileWriter file) throws IOException {
    file.startColumn(
        column, pages.stream().mapToLong(Page::levels).sum(), CompressionCodecName.ZSTD);
    if (values != null) {
      writeDictionary(file, values.toDictPageAndClose());
      values.close();
      values = null;
    }
    for (Page page : pages) {
      file.writeDataPage(
          page.levels,
          page.size,
          page.packed,
          page.statistics,
          page.rows,
          Encoding.RLE,
          Encoding.RLE,
          page.encoding);
    }
    pages.clear();
    packedBytes = 0;
    file.endColumn();
  }

  /**
   * @param dictionary null where values do not repeat
   */
  private void writeDictionary(ParquetFileWriter file, DictionaryPage dictionary)
      throws IOException {
    if (dictionary != null) {
      file.writeDictionaryPage(
          new DictionaryPage(
              zstandard.pack(dictionary.getBytes()),
              dictionary.getUncompressedSize(),
              dictionary.getDictionarySize(),
              dictionary.getEncoding()));
    }
  }
}
