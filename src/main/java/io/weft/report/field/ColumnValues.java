package io.weft.report.field;

import io.weft.bytes.Addresses;
import io.weft.bytes.Hex;
import io.weft.bytes.Reals;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.FieldCatalogue;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.Frame;
import io.weft.report.json.JsonText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the values of some fields of a packet, as texts. */
final class ColumnValues implements FieldSink {
  /** More values of one column of a packet than this are left out. */
  private static final int MAX_VALUES = 10_000;

  private final FieldCatalogue catalogue;
  private final List<List<String>> values = new ArrayList<>();
  private final Map<Field, int[]> columns = new HashMap<>();
  private final Map<Protocol, int[]> layers = new HashMap<>();
  private final Map<Protocol, Boolean> walked = new HashMap<>();
  private final JsonText text = new JsonText();

  /**
   * @param names of fields, aliases or protocols of the catalogue
   */
  ColumnValues(FieldCatalogue catalogue, List<String> names) {
    this.catalogue = catalogue;
    for (int i = 0; i < names.size(); i++) {
      values.add(new ArrayList<>());
      int column = i;
      FieldCatalogue.Entry entry = catalogue.field(names.get(i));
      if (entry == null) {
        catalogue
            .protocols(names.get(i))
            .forEach(protocol -> layers.merge(protocol, new int[] {column}, ColumnValues::join));
        continue;
      }
      for (Field field : entry.fields()) {
        columns.merge(field, new int[] {column}, ColumnValues::join);
        for (Field group = field.parent(); group != null; group = group.parent()) {
          columns.putIfAbsent(group, new int[0]);
        }
      }
      entry.protocols().forEach(protocol -> walked.put(protocol, true));
    }
  }

  private static int[] join(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Reads the values of the packet, which take the place of those of the one before. */
  void read(Packet packet) {
    values.forEach(List::clear);
    layer(packet, Frame.PROTOCOL, Frame.LAYER);
    for (int i = 0; i < packet.layerCount(); i++) {
      layer(packet, packet.protocol(i), i);
    }
  }

  private void layer(Packet packet, Protocol protocol, int layer) {
    for (int column : layers.getOrDefault(protocol, new int[0])) {
      values.get(column).add(protocol.name());
    }
    if (walked.containsKey(protocol)) {
      catalogue.walk(protocol).read(packet, layer, this);
    }
  }

  /** The values of a column, in their order; valid until the next packet. */
  List<String> of(int column) {
    return values.get(column);
  }

  private void add(Field field, String value) {
    for (int column : columns.getOrDefault(field, new int[0])) {
      if (values.get(column).size() < MAX_VALUES) {
        values.get(column).add(value);
      }
    }
  }

  @Override
  public boolean wants(Field field) {
    return columns.containsKey(field);
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    if (field.display() == Field.Display.HEXADECIMAL) {
      String digits = Long.toHexString(value);
      int width = Math.max(digits.length(), field.bits() / 4);
      add(field, "0x" + "0".repeat(width - digits.length()) + digits);
    } else {
      add(
          field,
          field.bits() == Long.SIZE && !field.isSigned()
              ? Long.toUnsignedString(value)
              : Long.toString(value));
    }
  }

  @Override
  public void real(Field field, double value, int from, int length) {
    add(field, Reals.text(value, field.bits()));
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    add(field, value ? "1" : "0");
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    add(field, text.fixedSeconds(nanos, 9));
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    add(field, field.isUnknown(epochNanos) ? Field.UNKNOWN : text.time(epochNanos));
  }

  @Override
  public void ipv4(Field field, int address, int from, int length) {
    add(field, Addresses.ipv4(address));
  }

  @Override
  public void ipv6(Field field, long high, long low, int from, int length) {
    add(field, Addresses.ipv6(high, low));
  }

  @Override
  public void mac(Field field, byte[] bytes, int from) {
    add(field, Addresses.mac(bytes, from));
  }

  @Override
  public void bytes(Field field, byte[] bytes, int from, int length) {
    add(field, Hex.of(bytes, from, from + length));
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    add(field, value.toString());
  }

  @Override
  public void begin(Field group, int from, int length) {
    add(group, "1");
  }

  @Override
  public void end(Field group) {
    // A record has no value of its own.
  }
}
