package io.weft.spark;

import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The data source {@code weft} of Spark; {@link ReadOptions} tells its options. */
public final class WeftSource implements TableProvider, DataSourceRegister {
  @Override
  public String shortName() {
    return "weft";
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return SparkTypes.schema(CaptureTable.of(ReadOptions.of(options)));
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    return new WeftTable(ReadOptions.of(new CaseInsensitiveStringMap(properties)));
  }
}
