package io.weft.protocol.app.http.frame;

import io.weft.protocol.app.http.hpack.HpackDecoder;
import io.weft.protocol.app.http.hpack.Representation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lists the fields of a header block for the layer of the frame that ends it, and hands them on.
 * Attached to that layer.
 */
public final class HeaderListing implements HpackDecoder.Fields {
  /** Wireshark counts so many bytes of a field besides its name and value. */
  private static final int FIELD_BYTES = 8;

  private final HpackDecoder.Fields next;
  private final List<Line> lines = new ArrayList<>();
  private Representation representation;
  private long index;

  /** A header field, or an update of the table's size. */
  static final class Line {
    private final byte[] name;
    private final byte[] value;
    private final Representation as;
    private final long number;

    private Line(byte[] name, byte[] value, Representation as, long number) {
      this.name = name;
      this.value = value;
      this.as = as;
      this.number = number;
    }

    /** Null where it is not known, and for an update. */
    byte[] name() {
      return name;
    }

    /** Null where it is not known, and for an update. */
    byte[] value() {
      return value;
    }

    /** How the field is written; null for an update. */
    Representation as() {
      return as;
    }

    /** The index that the field begins with, 0 for none; or the table's new size in bytes. */
    long number() {
      return number;
    }

    boolean isKnown() {
      return name != null && value != null;
    }
  }

  /**
   * @param next who takes the fields as well
   */
  public HeaderListing(HpackDecoder.Fields next) {
    this.next = next;
  }

  @Override
  public void represented(Representation as, long from) {
    representation = as;
    index = from;
  }

  @Override
  public void field(byte[] name, byte[] value) {
    lines.add(new Line(name, value, representation, index));
    next.field(name, value);
  }

  @Override
  public void tableSize(long bytes) {
    lines.add(new Line(null, null, null, bytes));
  }

  List<Line> lines() {
    return lines;
  }

  /** The number of header fields. */
  int count() {
    int count = 0;
    for (Line line : lines) {
      count += line.as == null ? 0 : 1;
    }
    return count;
  }

  /** The length of the fields as Wireshark keeps them, in bytes. */
  int length() {
    int length = 0;
    for (Line line : lines) {
      length += line.isKnown() ? FIELD_BYTES + line.name.length + line.value.length : 0;
    }
    return length;
  }

  /** The value of the first field of that name, which is in lower case; null for none. */
  byte[] value(byte[] name) {
    for (Line line : lines) {
      if (line.isKnown() && Arrays.equals(line.name, name)) {
        return line.value;
      }
    }
    return null;
  }
}
