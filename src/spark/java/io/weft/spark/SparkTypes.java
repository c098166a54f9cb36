package io.weft.spark;

import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Columns, types and rows in the forms that Spark has for them. */
final class SparkTypes {
  private SparkTypes() {}

  static StructType schema(Table table) {
    return struct(table.columns());
  }

  private static StructType struct(List<Column> columns) {
    return DataTypes.createStructType(
        columns.stream()
            .map(column -> DataTypes.createStructField(column.name(), type(column.type()), true))
            .toList());
  }

  private static DataType type(ColumnType type) {
    return switch (type.kind()) {
      case TEXT -> DataTypes.StringType;
      case INTEGER, NANOS -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case BOOLEAN -> DataTypes.BooleanType;
      case TIME -> DataTypes.TimestampType;
      case STRUCT -> struct(type.columns());
      case LIST -> DataTypes.createArrayType(type(type.element()), false);
    };
  }

  /** Those columns of a table, and those parts of them, that a schema names, in its order. */
  static List<Column> columns(List<Column> all, StructType wanted) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : wanted.fields()) {
      for (Column column : all) {
        if (column.name().equals(field.name())) {
          columns.add(new Column(column.name(), part(column.type(), field.dataType())));
        }
      }
    }
    return columns;
  }

  private static ColumnType part(ColumnType type, DataType wanted) {
    if (wanted instanceof StructType struct) {
      return new ColumnType(type.kind(), null, columns(type.columns(), struct));
    }
    if (wanted instanceof ArrayType array) {
      return new ColumnType(type.kind(), part(type.element(), array.elementType()), List.of());
    }
    return type;
  }

  /** The row, whose values are changed into those that Spark has. */
  static InternalRow row(List<Column> columns, Object[] row) {
    for (int i = 0; i < row.length; i++) {
      row[i] = row[i] == null ? null : value(columns.get(i).type(), row[i]);
    }
    return new GenericInternalRow(row);
  }

  private static Object value(ColumnType type, Object value) {
    return switch (type.kind()) {
      case TEXT -> UTF8String.fromString((String) value);
      case STRUCT -> row(type.columns(), (Object[]) value);
      case LIST -> {
        Object[] elements = ((List<?>) value).toArray();
        for (int i = 0; i < elements.length; i++) {
          elements[i] = value(type.element(), elements[i]);
        }
        yield new GenericArrayData(elements);
      }
      default -> value;
    };
  }
}
