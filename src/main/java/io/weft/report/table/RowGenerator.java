package io.weft.report.table;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.SerializableString;
import io.weft.report.json.TypedGenerator;
import io.weft.report.table.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/** Gives a row what is written of a record, each value as its column has it. */
final class RowGenerator extends TypedGenerator {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long NANOS_PER_WHOLE_SECOND = 1_000_000_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1000;

  /** Between these, a second has nanoseconds of 64 bits. */
  private static final long FIRST_SECOND = Long.MIN_VALUE / NANOS_PER_WHOLE_SECOND;

  private static final long LAST_SECOND = Long.MAX_VALUE / NANOS_PER_WHOLE_SECOND;

  /** Up to here each long is a double, and a division by a power of ten is rounded once. */
  private static final long EXACT = 1L << 53;

  private final RowBuilder row;

  RowGenerator(RowBuilder row) {
    this.row = row;
  }

  private void number(long value) {
    if (row.wants(Kind.NUMBER)) {
      row.put(Kind.NUMBER, (double) value);
    } else {
      row.put(Kind.INTEGER, value);
    }
  }

  @Override
  protected void time(long epochNanos) {
    row.putTime(Math.floorDiv(epochNanos, NANOS_PER_MICRO), epochNanos);
  }

  @Override
  protected void span(long nanos) {
    row.put(
        Kind.NUMBER,
        Math.abs(nanos) < EXACT
            ? nanos / NANOS_PER_SECOND
            : BigDecimal.valueOf(nanos, 9).doubleValue());
  }

  @Override
  public void writeStartObject() {
    row.openStruct();
  }

  @Override
  public void writeStartArray() {
    row.openList();
  }

  @Override
  public void writeEndObject() {
    row.close();
  }

  @Override
  public void writeEndArray() {
    row.close();
  }

  @Override
  public void writeFieldName(String name) {
    row.name(name);
  }

  @Override
  public void writeFieldName(SerializableString name) {
    row.name(name.getValue());
  }

  @Override
  public void writeString(String text) {
    if (row.wants(Kind.TIME)) {
      time(Instant.parse(text));
    } else {
      row.put(Kind.TEXT, text);
    }
  }

  /** Certificates may hold until the year 9999, which nanoseconds of 64 bits do not reach. */
  private void time(Instant time) {
    if (time.getEpochSecond() > FIRST_SECOND && time.getEpochSecond() < LAST_SECOND) {
      time(time.getEpochSecond() * NANOS_PER_WHOLE_SECOND + time.getNano());
    } else {
      row.putTime(
          time.getEpochSecond() * MICROS_PER_SECOND + time.getNano() / NANOS_PER_MICRO, null);
    }
  }

  @Override
  public void writeString(SerializableString text) {
    row.put(Kind.TEXT, text.getValue());
  }

  @Override
  public void writeString(char[] text, int from, int length) {
    row.put(Kind.TEXT, new String(text, from, length));
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] data, int from, int length) {
    row.put(Kind.TEXT, variant.encode(Arrays.copyOfRange(data, from, from + length)));
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
    row.put(Kind.NUMBER, value);
  }

  @Override
  public void writeNumber(float value) {
    row.put(Kind.NUMBER, (double) value);
  }

  @Override
  public void writeNumber(BigDecimal value) {
    row.put(Kind.NUMBER, value.doubleValue());
  }

  @Override
  public void writeNumber(String value) {
    row.put(Kind.NUMBER, Double.valueOf(value));
  }

  @Override
  public void writeBoolean(boolean value) {
    row.put(Kind.BOOLEAN, value);
  }

  @Override
  public void writeNull() {
    // A value that is absent is null from the start.
  }
}
