package io.weft.report.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the flat part of rows as comma-separated values (RFC 4180), with a header. Members of
 * structures have columns of their own ({@code client.ip}); the values of a list stand in one, with
 * semicolons between them; lists of structures are left out. Times have nanoseconds. No spreadsheet
 * takes a text for a formula.
 */
public final class CsvRows implements RowWriter {
  /** The lines of the first and the second half of some rows. */
  private final List<CsvLines> halves;

  private final OutputStream out;

  /**
   * Writes the header.
   *
   * @param out flushed by {@link #close}, which leaves it open
   */
  public CsvRows(Table table, OutputStream out) throws IOException {
    this.out = out;
    List<String> names = new ArrayList<>();
    CsvCell[] cells = CsvCell.of(table.columns(), "", names);
    halves = List.of(new CsvLines(cells), new CsvLines(cells));
    out.write((String.join(",", names) + '\n').getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void write(List<Object[]> rows) throws IOException {
    if (rows.size() <= FEW) {
      CsvLines lines = halves.get(0);
      rows.forEach(lines::add);
      out.write(lines.take());
      return;
    }
    int middle = rows.size() / 2;
    List<List<Object[]>> parts =
        List.of(rows.subList(0, middle), rows.subList(middle, rows.size()));
    IntStream.range(0, halves.size())
        .parallel()
        .forEach(half -> parts.get(half).forEach(halves.get(half)::add));
    for (CsvLines half : halves) {
      out.write(half.take());
    }
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
