package io.weft.report.table;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.SerializableString;
import io.weft.report.json.TypedGenerator;
import io.weft.report.table.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes a row of what is written of a record. */
final class RowGenerator extends TypedGenerator {
  /** More nested objects and lists than any record has. */
  private static final int MAX_DEPTH = 32;

  /** Names of members without a column that are kept. */
  private static final int MAX_STRANGERS = 100;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_WHOLE_SECOND = 1_000_000_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1000;

  /** Between these, a second has nanoseconds of 64 bits. */
  private static final long FIRST_SECOND = Long.MIN_VALUE / NANOS_PER_WHOLE_SECOND;

  private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_WHOLE_SECOND;

  /** Up to here each long is a double, and a division by a power of ten is rounded once. */
  private static final long EXACT = 1L << 53;

  private final Shape root;
  private final Shape[] shapes = new Shape[MAX_DEPTH];
  private final Object[][] structs = new Object[MAX_DEPTH][];

  /** Null where a structure is open at that depth. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private final List<Object>[] lists = new List[MAX_DEPTH];

  /** Where the next value goes at each depth. */
  private final Shape.Target[] targets = new Shape.Target[MAX_DEPTH];

  private final Set<String> strangers = new TreeSet<>();
  private int depth = -1;

  /** Objects and lists that are open and not wanted. */
  private int skipped;

  private Object[] row;

  RowGenerator(Shape root) {
    this.root = root;
  }

  /** The row that was written; the next one begins anew. */
  Object[] take() {
    if (depth >= 0 || row == null) {
      throw new IllegalStateException("no whole row was written");
    }
    Object[] taken = row;
    row = null;
    return taken;
  }

  /** Forgets what was written: it could not be finished. */
  void discard() {
    depth = -1;
    skipped = 0;
    row = null;
  }

  /** Members that were left out, as no column has their names. */
  Set<String> strangers() {
    return strangers;
  }

  private Shape.Target target(Kind kind) {
    if (skipped > 0) {
      return null;
    }
    Shape.Target target = targets[depth];
    if (!target.isWanted()) {
      return null;
    }
    if (target.kind() != kind) {
      throw new IllegalStateException("a value is " + kind + " where " + target + " is expected");
    }
    return target;
  }

  private void put(Kind kind, Object value) {
    Shape.Target target = target(kind);
    if (target != null) {
      put(target, value);
    }
  }

  private void put(Shape.Target target, Object value) {
    if (lists[depth] != null) {
      lists[depth].add(value);
    } else if (target.slot() >= 0) {
      structs[depth][target.slot()] = value;
    }
  }

  private void number(long value) {
    if (skipped == 0 && targets[depth].kind() == Kind.NUMBER) {
      put(Kind.NUMBER, (double) value);
    } else {
      put(Kind.INTEGER, value);
    }
  }

  @Override
  protected void time(long epochNanos) {
    Shape.Target target = target(Kind.TIME);
    if (target != null) {
      put(target, Math.floorDiv(epochNanos, NANOS_PER_MICRO));
      if (target.nanosSlot() >= 0) {
        structs[depth][target.nanosSlot()] = epochNanos;
      }
    }
  }

  @Override
  protected void span(long nanos) {
    put(
        Kind.NUMBER,
        Math.abs(nanos) < EXACT
            ? nanos / NANOS_PER_SECOND
            : BigDecimal.valueOf(nanos, 9).doubleValue());
  }

  @Override
  public void writeStartObject() {
    if (depth < 0) {
      row = new Object[root.width()];
      open(row, null, root);
      return;
    }
    Shape.Target target = target(Kind.STRUCT);
    if (target == null) {
      skipped++;
      return;
    }
    Object[] struct = new Object[target.shape().width()];
    put(target, struct);
    open(struct, null, target.shape());
  }

  @Override
  public void writeStartArray() {
    if (skipped > 0 || !targets[depth].isWanted()) {
      skipped++;
      return;
    }
    Shape.Target target = targets[depth];
    List<Object> list = new ArrayList<>();
    put(target, list);
    open(null, list, null);
    targets[depth] = target;
  }

  private void open(Object[] struct, List<Object> list, Shape shape) {
    depth++;
    structs[depth] = struct;
    lists[depth] = list;
    shapes[depth] = shape;
  }

  @Override
  public void writeEndObject() {
    end();
  }

  @Override
  public void writeEndArray() {
    end();
  }

  private void end() {
    if (skipped > 0) {
      skipped--;
    } else {
      depth--;
    }
  }

  @Override
  public void writeFieldName(String name) {
    if (skipped > 0) {
      return;
    }
    Shape.Target target = shapes[depth].target(name);
    if (target == null) {
      target = Shape.UNWANTED;
      if (strangers.size() < MAX_STRANGERS) {
        strangers.add(name);
      }
    }
    targets[depth] = target;
  }

  @Override
  public void writeFieldName(SerializableString name) {
    writeFieldName(name.getValue());
  }

  @Override
  public void writeString(String text) {
    if (skipped == 0 && targets[depth].kind() == Kind.TIME) {
      time(Instant.parse(text));
    } else {
      put(Kind.TEXT, text);
    }
  }

  /** Certificates may hold until the year 9999, which nanoseconds of 64 bits do not reach. */
  private void time(Instant time) {
    if (time.getEpochSecond() > FIRST_SECOND && time.getEpochSecond() < LAST_SECOND) {
      time(time.getEpochSecond() * NANOS_PER_WHOLE_SECOND + time.getNano());
    } else {
      put(Kind.TIME, time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO);
    }
  }

  @Override
  public void writeString(SerializableString text) {
    put(Kind.TEXT, text.getValue());
  }

  @Override
  public void writeString(char[] text, int from, int length) {
    put(Kind.TEXT, new String(text, from, length));
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int from, int length) {
    put(Kind.TEXT, variant.encode(Arrays.copyOfRange(data, from, from + length)));
  }

  @Override
  public void writeNumber(int value) {
    number(value);
  }

  @Override
  public void writeNumber(long value) {
    number(value);
  }

  @Override
  public void writeNumber(BigInteger value) {
    number(value.longValueExact());
  }

  @Override
  public void writeNumber(double value) {
    put(Kind.NUMBER, value);
  }

  @Override
  public void writeNumber(float value) {
    put(Kind.NUMBER, (double) value);
  }

  @Override
  public void writeNumber(BigDecimal value) {
    put(Kind.NUMBER, value.doubleValue());
  }

  @Override
  public void writeNumber(String value) {
    put(Kind.NUMBER, Double.valueOf(value));
  }

  @Override
  public void writeBoolean(boolean value) {
    put(Kind.BOOLEAN, value);
  }

  @Override
  public void writeNull() {
    // A value that is absent is null from the start.
  }

  @Override
  public void writeRawUTF8String(byte[] text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeUTF8String(byte[] text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeRaw(String text) {
    throw raw();
  }

  @Override
  public void writeRaw(String text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeRaw(char[] text, int from, int length) {
    throw raw();
  }

  @Override
  public void writeRaw(char c) {
    throw raw();
  }

  private static UnsupportedOperationException raw() {
    return new UnsupportedOperationException("a row takes values, not the text of JSON");
  }

  @Override
  public void flush() {
    // Nothing is kept back.
  }

  @Override
  protected void _releaseBuffers() {
    // There are none.
  }

  @Override
  protected void _verifyValueWrite(String what) {
    // Each value is checked against its column.
  }
}
