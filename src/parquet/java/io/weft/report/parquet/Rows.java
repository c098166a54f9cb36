package io.weft.report.parquet;

import io.weft.report.table.Column;
import io.weft.report.table.ColumnType;
import io.weft.report.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;

/** Tells the library the values of rows. */
final class Rows extends WriteSupport<Object[]> {
  private final Table table;
  private RecordConsumer consumer;

  Rows(Table table) {
    this.table = table;
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(Groups.of(table), new HashMap<>(Map.of("writer.model.name", "weft")));
  }

  @Override
  @SuppressWarnings("deprecation") // abstract all the same
  public WriteContext init(Configuration configuration) {
    return init((ParquetConfiguration) null);
  }

  @Override
  public void prepareForWrite(RecordConsumer rows) {
    consumer = rows;
  }

  @Override
  public void write(Object[] row) {
    consumer.startMessage();
    members(table.columns(), row);
    consumer.endMessage();
  }

  private void members(List<Column> columns, Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        String name = columns.get(i).name();
        consumer.startField(name, i);
        value(columns.get(i).type(), values[i]);
        consumer.endField(name, i);
      }
    }
  }

  private void value(ColumnType type, Object value) {
    switch (type.kind()) {
      case TEXT -> consumer.addBinary(Binary.fromString((String) value));
      case INTEGER, NANOS, TIME -> consumer.addLong((Long) value);
      case NUMBER -> consumer.addDouble((Double) value);
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      case STRUCT -> {
        consumer.startGroup();
        members(type.columns(), (Object[]) value);
        consumer.endGroup();
      }
      case LIST -> {
        consumer.startGroup();
        List<?> elements = (List<?>) value;
        if (!elements.isEmpty()) {
          consumer.startField("list", 0);
          for (Object element : elements) {
            consumer.startGroup();
            consumer.startField("element", 0);
            value(type.element(), element);
            consumer.endField("element", 0);
            consumer.endGroup();
          }
          consumer.endField("list", 0);
        }
        consumer.endGroup();
      }
    }
  }
}
