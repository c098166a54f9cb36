package io.weft.report.parquet;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.Table;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Parquet's schema of a table. */
final class Groups {
  /** Around each element of a list stands a repeated group, as the format's list type has it. */
  static final String LIST = "list";

  static final String ELEMENT = "element";

  private Groups() {}

  static MessageType of(Table table) {
    return new MessageType(table.name(), types(table.columns()));
  }

  private static List<Type> types(List<Column> columns) {
    return columns.stream().map(column -> type(column.type(), column.name())).toList();
  }

  /** All values are optional, but for those of lists: these have no nulls. */
  private static Type type(ColumnType type, String name) {
    return switch (type.kind()) {
      case TEXT -> Types.optional(BINARY).as(LogicalTypeAnnotation.stringType()).named(name);
      case INTEGER, NANOS -> Types.optional(INT64).named(name);
      case NUMBER -> Types.optional(DOUBLE).named(name);
      case BOOLEAN -> Types.optional(BOOLEAN).named(name);
      case TIME ->
          Types.optional(INT64)
              .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
              .named(name);
      case STRUCT ->
          Types.optionalGroup().addFields(types(type.columns()).toArray(new Type[0])).named(name);
      case LIST ->
          Types.optionalList().element(required(type(type.element(), ELEMENT))).named(name);
    };
  }

  private static Type required(Type type) {
    return type.isPrimitive()
        ? Types.required(type.asPrimitiveType().getPrimitiveTypeName())
            .as(type.getLogicalTypeAnnotation())
            .named(type.getName())
        : Types.requiredGroup()
            .as(type.getLogicalTypeAnnotation())
            .addFields(type.asGroupType().getFields().toArray(new Type[0]))
            .named(type.getName());
  }
}
