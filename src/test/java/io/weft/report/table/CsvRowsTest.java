package io.weft.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.report.table.ColumnType.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each value stands in its column, whatever is absent before it. */
final class CsvRowsTest {
  private static final ColumnType END =
      ColumnType.struct(
          List.of(
              new Column("ip", ColumnType.of(Kind.TEXT)),
              new Column("port", ColumnType.of(Kind.INTEGER))));

  private static final Table TABLE =
      new Table(
          "rows",
          List.of(
              new Column("client", END),
              new Column("start", ColumnType.of(Kind.TIME)),
              new Column("start_ns", ColumnType.of(Kind.NANOS)),
              new Column("ends", ColumnType.list(END)),
              new Column("vlan", ColumnType.list(ColumnType.of(Kind.INTEGER))),
              new Column("server", END),
              new Column("text", ColumnType.of(Kind.TEXT))));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void aRowHasACellForEachColumn() throws Exception {
    Object[] client = {"10.0.0.1", 80L};
    Object[] server = {null, 443L};
    List<Object> ends = List.of();
    write(
        new Object[] {client, 1_000L, 1_000_000L, ends, List.of(7L, 8L), server, "text"},
        new Object[] {null, null, null, null, null, server, null},
        new Object[] {new Object[] {null, null}, null, null, null, null, null, "last"},
        new Object[7]);
    assertEquals(
        """
        client.ip,client.port,start,vlan,server.ip,server.port,text
        "10.0.0.1","80","1970-01-01T00:00:00.001000000Z","7;8",,"443","text"
        ,,,,,"443",
        ,,,,,,"last"
        ,,,,,,
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void quotesAreDoubledAndNoTextIsAFormula() throws Exception {
    write(
        new Object[] {null, null, null, null, null, null, "a \"b\""},
        new Object[] {null, null, null, null, null, null, "=1+1"});
    assertEquals(
        """
        client.ip,client.port,start,vlan,server.ip,server.port,text
        ,,,,,,"a ""b""\"
        ,,,,,,"'=1+1"
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void manyRowsStandInTheirOrder() throws Exception {
    Object[][] rows = new Object[1000][7];
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < rows.length; i++) {
      rows[i][6] = "text " + i;
      expected.append(",,,,,,\"text ").append(i).append("\"\n");
    }
    write(rows);
    String written = out.toString(StandardCharsets.UTF_8);
    assertEquals(expected.toString(), written.substring(written.indexOf('\n') + 1));
  }

  private void write(Object[]... rows) throws IOException {
    try (CsvRows csv = new CsvRows(TABLE, out)) {
      csv.write(List.of(rows));
    }
  }
}
