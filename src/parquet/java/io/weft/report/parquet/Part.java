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

  /** Tells the columns of the absences that were kept back. */
  abstract void settle();

  /** Adds the columns, from left to right. */
  abstract void columns(List<LeafColumn> all);

  /** The part that takes whole rows: arrays of values. */
  static StructPart of(
      Table table, MessageType schema, ParquetProperties properties, Zstandard zstandard) {
    return new Making(schema, properties, zstandard).struct(table.columns(), 0, 0, List.of());
  }

  /** Makes the parts of a schema. */
  private record Making(MessageType schema, ParquetProperties properties, Zstandard zstandard) {
    /**
     * Makes a structure.
     *
     * @param repetition how many lists are around its columns
     * @param definition how many optional things are there where the structure is
     * @param path names that lead to it
     */
    StructPart struct(List<Column> columns, int repetition, int definition, List<String> path) {
      List<Part> members = new ArrayList<>();
      for (Column column : columns) {
        members.add(part(column.type(), repetition, definition + 1, behind(path, column.name())));
      }
      return new StructPart(members, definition);
    }

    private Part part(ColumnType type, int repetition, int definition, List<String> path) {
      return switch (type.kind()) {
        case STRUCT -> struct(type.columns(), repetition, definition, path);
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
