package io.weft.protocol;

import io.weft.bytes.Addresses;
import io.weft.bytes.Reals;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of all layers' fields as texts, by the fields' names, in the order of the packet. */
public final class FieldValues implements FieldSink {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private FieldValues() {}

  /** Reads the packet that was dissected last. */
  public static FieldValues of(Dissection dissection) {
    return of(dissection.chain(), dissection.packet());
  }

  /** Reads a packet that a chain has dissected. */
  public static FieldValues of(Chain chain, Packet packet) {
    FieldValues all = new FieldValues();
    for (int layer = 0; layer < packet.layerCount(); layer++) {
      chain.layerFields(packet.protocol(layer)).read(packet, layer, all);
    }
    return all;
  }

  /** The field's values, joined by spaces; empty where it has none. */
  public String of(String name) {
    return String.join(" ", values.getOrDefault(name, List.of()));
  }

  private void add(Field field, Object value) {
    values.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(value.toString());
  }

  @Override
  public boolean wants(Field field) {
    return true;
  }

  @Override
  public void number(Field field, long value, int from, int length) {
    add(field, field.bits() == Long.SIZE ? Long.toUnsignedString(value) : value);
  }

  @Override
  public void real(Field field, double value, int from, int length) {
    add(field, Reals.text(value, field.bits()));
  }

  @Override
  public void flag(Field field, boolean value, int from, int length) {
    add(field, value);
  }

  @Override
  public void span(Field field, long nanos, int from, int length) {
    add(field, nanos);
  }

  @Override
  public void time(Field field, long epochNanos, int from, int length) {
    add(field, epochNanos);
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
    add(field, HexFormat.of().formatHex(bytes, from, from + length));
  }

  @Override
  public void text(Field field, CharSequence value, int from, int length) {
    add(field, value);
  }

  @Override
  public void begin(Field group, int from, int length) {}

  @Override
  public void end(Field group) {}
}
