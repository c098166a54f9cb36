package io.weft.report.field;

import io.weft.analysis.PacketListener;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.ColumnType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Makes a row of each packet with the values of some fields: a column each, which is a list, as
 * each field may have several values.
 */
public final class FieldRows implements PacketListener {
  private final ColumnValues values;
  private final List<Column> columns;
  private final Consumer<Object[]> consumer;

  /**
   * @param columns whose names are those of fields, aliases or protocols of the catalogue, as
   *     {@link #columns} gives them
   */
  public FieldRows(FieldCatalogue catalogue, List<Column> columns, Consumer<Object[]> consumer) {
    this.columns = List.copyOf(columns);
    this.consumer = consumer;
    values = new ColumnValues(catalogue, columns.stream().map(Column::name).toList());
  }

  /**
   * The columns of fields.
   *
   * @throws IllegalArgumentException for a name that is none of a field or a protocol
   */
  public static List<Column> columns(FieldCatalogue catalogue, List<String> names) {
    List<Column> columns = new ArrayList<>();
    for (String name : names) {
      FieldCatalogue.Entry entry = catalogue.field(name);
      if (entry == null && catalogue.protocols(name).isEmpty()) {
        throw new IllegalArgumentException(name + " is neither a field nor a protocol");
      }
      Kind kind = entry == null ? Kind.TEXT : kind(entry.fields().get(0));
      ColumnType element = new ColumnType(kind, null, List.of());
      columns.add(new Column(name, new ColumnType(Kind.LIST, element, List.of())));
    }
    return columns;
  }

  private static Kind kind(Field field) {
    if (field.type() == Field.Type.RELATIVE_TIME || field.type() == Field.Type.REAL) {
      return Kind.NUMBER;
    }
    // Texts where values would not fit a long, or are written in base 16.
    return field.type() == Field.Type.NUMBER
            && field.display() == Field.Display.DECIMAL
            && field.bits() < Long.SIZE
        ? Kind.INTEGER
        : Kind.TEXT;
  }

  @Override
  public void onPacket(Packet packet) {
    values.read(packet);
    Object[] row = new Object[columns.size()];
    for (int i = 0; i < row.length; i++) {
      List<String> all = values.of(i);
      if (!all.isEmpty()) {
        Kind kind = columns.get(i).type().element().kind();
        List<Object> list = new ArrayList<>(all.size());
        for (String value : all) {
          list.add(
              switch (kind) {
                case INTEGER -> Long.valueOf(value);
                case NUMBER -> Double.valueOf(value);
                default -> value;
              });
        }
        row[i] = list;
      }
    }
    consumer.accept(row);
  }
}
