package io.weft.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How a member of two parts of a flow becomes one of the whole. */
interface MemberRule {
  /** What the first part says goes before what the second one says, also within structures. */
  MemberRule FIRST =
      (name, type, before, after) ->
          type instanceof StructType struct
              ? ofStructs(struct, before, after, MemberRule.FIRST)
              : either(before, after);

  /** Integers are counts, which add up, also within structures; of all else the first goes. */
  MemberRule SUMS =
      (name, type, before, after) ->
          type instanceof StructType struct
              ? ofStructs(struct, before, after, MemberRule.SUMS)
              : type.equals(DataTypes.LongType) ? sum(before, after) : either(before, after);

  /**
   * The value of the whole.
   *
   * @param before value of the first part, or null
   * @param after value of the second part, or null
   */
  Object of(String name, DataType type, Object before, Object after);

  /** Joins structures member by member; where only one part has it, it is that of the whole. */
  static Row ofStructs(StructType type, Object before, Object after, MemberRule rule) {
    if (before == null || after == null) {
      return (Row) either(before, after);
    }
    StructField[] fields = type.fields();
    Object[] values = new Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      values[i] =
          rule.of(
              fields[i].name(), fields[i].dataType(), ((Row) before).get(i), ((Row) after).get(i));
    }
    return RowFactory.create(values);
  }

  static Object either(Object before, Object after) {
    return before == null ? after : before;
  }

  static Object sum(Object before, Object after) {
    return before == null || after == null
        ? either(before, after)
        : (Object) ((Long) before + (Long) after);
  }
}
