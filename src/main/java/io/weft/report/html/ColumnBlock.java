package io.weft.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as the page reads it: a head in JSON, and columns of whole numbers. Each number is
 * written as its difference to the one above it, zigzag-coded, seven bits a byte with the lowest
 * first: numbers that grow slowly take a byte, and equal ones compress to nothing.
 *
 * <p>A block is the length of the head in bytes (coded alike), the head, then the columns one after
 * the other. The page counts with 53 bits: what is larger is not to be written.
 */
final class ColumnBlock {
  private static final int LOW_BITS = 7;
  private static final int MORE = 0x80;

  private final Map<String, Object> head = new LinkedHashMap<>();
  private final List<String> names = new ArrayList<>();
  private final ByteArrayOutputStream columns = new ByteArrayOutputStream();
  private final int rows;

  /**
   * @param rows numbers in each column
   */
  ColumnBlock(int rows) {
    this.rows = rows;
    head.put("rows", rows);
    head.put("columns", names);
  }

  /** Gives the numbers of a column. */
  @FunctionalInterface
  interface Column {
    long at(int row);
  }

  /** Adds something to the head, which the mapper writes. */
  ColumnBlock head(String name, Object value) {
    head.put(name, value);
    return this;
  }

  /** Adds a column. */
  ColumnBlock column(String name, Column values) {
    names.add(name);
    long above = 0;
    for (int row = 0; row < rows; row++) {
      long value = values.at(row);
      long difference = value - above;
      varint(columns, (difference << 1) ^ (difference >> (Long.SIZE - 1)));
      above = value;
    }
    return this;
  }

  /**
   * The head, for {@link #writeTo}: made before anything of the block is written, as it may fail.
   */
  byte[] json(ObjectMapper mapper) throws JsonProcessingException {
    return mapper.writeValueAsString(head).getBytes(UTF_8);
  }

  /** Writes the block. */
  void writeTo(OutputStream out, byte[] json) throws IOException {
    ByteArrayOutputStream length = new ByteArrayOutputStream();
    varint(length, json.length);
    length.writeTo(out);
    out.write(json);
    columns.writeTo(out);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      out.write(((int) rest & (MORE - 1)) | MORE);
      rest >>>= LOW_BITS;
    }
    out.write((int) rest);
  }
}
