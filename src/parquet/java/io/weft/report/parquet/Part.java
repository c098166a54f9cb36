package io.weft.report.parquet;

import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.MessageType;

/**
 * A column or a structure of columns, whose values are taken apart as Parquet has them: each with
 * two levels. The repetition level tells which list a value goes on with (0: a new row), the
 * definition level how many of the optional things around a value are there.
 */
abstract class Part {
  /**
   * Takes a value.
   *
   * @param value not null, of the Java type that the column's kind has
   * @param repetition its level
   * @return how many bytes the value has
   */
  abstract long write(Object value, int repetition) throws IOException;

  /**
   * Takes the absence of values.
   *
   * @param definition the level up to which what is around them is there
   * @param times how many in a row, all with the same levels
   */
  abstract void absent(int repetition, int definition, int times);

  /** Tells the columns of the absences that were kept back, and ends their last pages. */
  abstract void end() throws IOException;

  /** Adds the columns, from left to right. */
  abstract void columns(List<LeafColumn> all);

  /** The columns of a table. */
  static List<TableColumn> of(
      Table table, MessageType schema, ParquetProperties properties, Zstandard zstandard) {
    List<TableColumn> columns = new ArrayList<>();
    for (Part part :
        new Making(schema, properties, zstandard).parts(table.columns(), 0, 1, List.of())) {
      columns.add(new TableColumn(columns.size(), part));
    }
    return columns;
  }

  /** Makes the parts of a schema. */
  private record Making(MessageType schema, ParquetProperties properties, Zstandard zstandard) {
    /**
     * Makes columns that stand side by side.
     *
     * @param repetition how many lists are around them
     * @param definition how many optional things are there where one of them is
     * @param path names that lead to them
     */
    List<Part> parts(List<Column> columns, int repetition, int definition, List<String> path) {
      List<Part> parts = new ArrayList<>();
      for (Column column : columns) {
        parts.add(part(column.type(), repetition, definition, behind(path, column.name())));
      }
      return parts;
    }

    private Part part(ColumnType type, int repetition, int definition, List<String> path) {
      return switch (type.kind()) {
        case STRUCT ->
            new StructPart(parts(type.columns(), repetition, definition + 1, path), definition);
        case LIST ->
            new ListPart(
                part(
                    type.element(),
                    repetition + 1,
                    definition + 1,
                    behind(path, Groups.LIST, Groups.ELEMENT)),
                repetition + 1,
                definition);
        default -> {
          ColumnDescriptor column = schema.getColumnDescription(path.toArray(new String[0]));
          yield new LeafColumn(column, type.kind(), properties, zstandard);
        }
      };
    }

    private static List<String> behind(List<String> path, String... names) {
      List<String> longer = new ArrayList<>(path);
      longer.addAll(List.of(names));
      return longer;
    }
  }
}
