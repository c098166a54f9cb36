package io.weft.report.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.report.text.TextTable.Align;
import io.weft.report.text.TextTable.Column;
import io.weft.report.text.TextTable.Concession;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("HOST", Align.LEFT_KEEP_END),
          new Column("N", Align.RIGHT),
          new Column("NEVER", Align.LEFT),
          new Column("INFO", Align.LEFT));

  private static final List<Concession> CONCESSIONS =
      List.of(
          Concession.cut(6, "INFO"),
          Concession.drop("INFO"),
          Concession.drop("N"),
          Concession.cut(7, "HOST", "NEVER"));

  @Test
  void columnsAreAsWideAsTheirCellsAndEmptyOnesAreLeftOut() throws IOException {
    assertEquals(
        """
        HOST              N  INFO
        example.test:80   1  GET / 200
        a:1              23
        """,
        print(0));
  }

  @Test
  void concessionsAreMadeInTheirOrder() throws IOException {
    assertEquals(
        """
        HOST              N  INFO
        example.test:80   1  GET /…
        a:1              23
        """,
        print(27));
    assertEquals(
        """
        HOST              N
        example.test:80   1
        a:1              23
        """,
        print(26));
  }

  @Test
  void whatCannotLeaveIsCutInTheMiddle() throws IOException {
    assertEquals(
        """
        HOST
        exam…:80
        a:1
        """,
        print(8));
    assertEquals(
        """
        HOST
        exa…:80
        a:1
        """,
        print(1));
  }

  @Test
  void whatHadNoRoomIsNamed() throws IOException {
    TextTable table = new TextTable(COLUMNS, CONCESSIONS);
    table.add("example.test:80", "1", null, "GET / 200");
    table.print(new StringBuilder(), 20);
    assertEquals(List.of("INFO"), table.leftOut());
    table.print(new StringBuilder(), 0);
    assertEquals(List.of(), table.leftOut());
  }

  @Test
  void roomThatAColumnLeavesGoesToThoseThatWereCut() throws IOException {
    TextTable table =
        new TextTable(COLUMNS, List.of(Concession.cut(6, "INFO"), Concession.drop("HOST")));
    table.add("example.test:80", "1", null, "GET / 200 and more");
    StringBuilder out = new StringBuilder();
    table.print(out, 18);
    assertEquals("N  INFO\n1  GET / 200 and …\n", out.toString());
  }

  @Test
  void coloursTakeNoRoomAndTitlesMayDiffer() throws IOException {
    TextTable table = new TextTable(COLUMNS, CONCESSIONS);
    table.add("a:1", "1", null, "x");
    table.title("N", "NUMBER");
    table.paint((row, column, text) -> column.equals("N") ? "<" + text + ">" : text, t -> t);
    StringBuilder out = new StringBuilder();
    table.print(out, 0);
    assertEquals("HOST  NUMBER  INFO\na:1        <1>  x\n", out.toString());
  }

  @Test
  void aRowHasACellForEachColumn() {
    assertThrows(
        IllegalArgumentException.class, () -> new TextTable(COLUMNS, CONCESSIONS).add("a"));
  }

  private static String print(int width) throws IOException {
    TextTable table = new TextTable(COLUMNS, CONCESSIONS);
    table.add("example.test:80", "1", null, "GET / 200");
    table.add("a:1", "23", null, null);
    StringBuilder out = new StringBuilder();
    table.print(out, width);
    return out.toString();
  }
}
