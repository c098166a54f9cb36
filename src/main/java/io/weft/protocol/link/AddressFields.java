package io.weft.protocol.link;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.lookup.Vendors;

/** The fields of a MAC address in a header: its value, its two bits of kind, and its vendor. */
public final class AddressFields {
  private static final int LENGTH = 6;
  private static final int PREFIX_LENGTH = 3;
  private static final int LOCAL = 0x020000;
  private static final int GROUP = 0x010000;

  private final int offset;
  private final Field address;
  private final Field local;
  private final Field group;
  private final Field resolved;
  private final Field prefix;
  private final Field vendor;

  private AddressFields(int offset, String protocol, String side, String label) {
    this.offset = offset;
    String name = protocol + "." + side;
    String any = protocol + ".addr";
    address = Field.mac(name, label).alias(any);
    local = bit(name, "lg", "LG bit", LOCAL, protocol);
    group = bit(name, "ig", "IG bit", GROUP, protocol);
    resolved =
        Field.text(name + "_resolved", label + " (resolved)")
            .alias(any + "_resolved")
            .generated()
            .onRequest();
    prefix = Field.u24(name + ".oui", label + " OUI").alias(any + ".oui").generated().onRequest();
    vendor =
        Field.text(name + ".oui_resolved", label + " OUI (resolved)")
            .alias(any + ".oui_resolved")
            .generated()
            .onRequest();
  }

  private static Field bit(String name, String bit, String label, int mask, String protocol) {
    return Field.flag(name + "." + bit, label, 24, mask).alias(protocol + "." + bit).onRequest();
  }

  /**
   * The fields of an address.
   *
   * @param offset where in the header it stands
   * @param side how its name goes on behind the protocol's: {@code src}
   */
  public static LayerFields of(int offset, String protocol, String side, String label) {
    AddressFields fields = new AddressFields(offset, protocol, side, label);
    return LayerFields.of(
        fields::read,
        fields.address,
        fields.local,
        fields.group,
        fields.resolved,
        fields.prefix,
        fields.vendor);
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer) + offset;
    if (at + LENGTH > packet.payload(layer)) {
      return;
    }
    if (sink.wants(address)) {
      sink.mac(address, bytes, at);
    }
    bit(local, LOCAL, bytes, at, sink);
    bit(group, GROUP, bytes, at, sink);
    if (sink.wants(resolved)) {
      StringBuilder text = sink.scratch();
      Vendors.appendResolved(text, bytes, at);
      sink.text(resolved, text, 0, 0);
    }
    if (sink.wants(prefix)) {
      sink.number(prefix, BigEndian.u24(bytes, at), 0, 0);
    }
    if (sink.wants(vendor)) {
      String name = Vendors.name(BigEndian.u24(bytes, at));
      if (name != null) {
        sink.text(vendor, name, 0, 0);
      }
    }
  }

  private static void bit(Field field, int mask, byte[] bytes, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, (BigEndian.u24(bytes, at) & mask) != 0, at, PREFIX_LENGTH);
    }
  }
}
