package io.weft.protocol.link.cdp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The element that carries greetings of other protocols: what is known is a cluster's. */
final class HelloFields {
  private static final int CISCO = 0x00000C;
  private static final int CLUSTER = 0x0112;

  /** Index behind the organization and the protocol, from the element's header on. */
  private static final int VALUE = 9;

  private static final FixedFields PROTOCOL =
      FixedFields.of(
          at(4, Field.u24("cdp.oui", "OUI").hexadecimal().within(Cdp.ELEMENT)),
          at(
              7,
              Field.u16("cdp.protocol_id", "Protocol ID")
                  .hexadecimal()
                  .named(ValueNames.of("0x0112 Cluster Management"))
                  .within(Cdp.ELEMENT)));

  private static final Field UNKNOWN =
      Field.u8("cdp.cluster.unknown", "Unknown").hexadecimal().within(Cdp.ELEMENT).repeating();
  private static final FixedFields MEMBER =
      FixedFields.of(
          at(9, Field.ipv4("cdp.cluster.master_ip", "Cluster Master IP").within(Cdp.ELEMENT)),
          at(13, Field.ipv4("cdp.cluster.ip", "IP").within(Cdp.ELEMENT)),
          at(17, u8("cdp.cluster.version", "Version")),
          at(18, u8("cdp.cluster.sub_version", "Sub Version")),
          at(19, u8("cdp.cluster.status", "Status")),
          at(20, UNKNOWN),
          at(21, Field.mac("cdp.cluster.commander_mac", "Commander MAC").within(Cdp.ELEMENT)),
          at(27, Field.mac("cdp.cluster.switch_mac", "Switch's MAC").within(Cdp.ELEMENT)));
  private static final FixedFields MORE_OF_MEMBER = FixedFields.of(at(33, UNKNOWN));
  private static final FixedFields VLAN =
      FixedFields.of(
          at(34, Field.u16("cdp.cluster.management_vlan", "Management VLAN").within(Cdp.ELEMENT)));
  private static final FixedFields OTHER =
      FixedFields.of(rest(VALUE, Field.bytes("cdp.hello.unknown", "Unknown").within(Cdp.ELEMENT)));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(PROTOCOL, MEMBER, MORE_OF_MEMBER, VLAN, OTHER));

  private HelloFields() {}

  private static Field u8(String name, String label) {
    return Field.u8(name, label).hexadecimal().within(Cdp.ELEMENT);
  }

  /** Reads the element, from its own header on. */
  static void read(byte[] bytes, int at, int end, FieldSink sink) {
    PROTOCOL.read(bytes, at, end, sink);
    if (at + VALUE > end) {
      return;
    }
    boolean isCluster =
        BigEndian.u24(bytes, at + 4) == CISCO && BigEndian.u16(bytes, at + 7) == CLUSTER;
    if (isCluster) {
      MEMBER.read(bytes, at, end, sink);
      MORE_OF_MEMBER.read(bytes, at, end, sink);
      VLAN.read(bytes, at, end, sink);
    } else {
      OTHER.read(bytes, at, end, sink);
    }
  }
}
