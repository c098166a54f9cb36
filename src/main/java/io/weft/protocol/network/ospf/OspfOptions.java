package io.weft.protocol.network.ospf;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The options that hellos, descriptions and advertisements have (RFC 2328, A.2; RFC 5340, A.2). */
final class OspfOptions {
  private static final Field SECOND = Field.u8("ospf.v2.options", "Options").hexadecimal();
  private static final FixedFields OPTIONS_2 =
      FixedFields.of(
          at(0, SECOND),
          at(0, flag2("dn", "DN", 0x80)),
          at(0, flag2("o", "O", 0x40)),
          at(0, flag2("dc", "(DC) Demand Circuits", 0x20)),
          at(0, flag2("l", "(L) LLS Data block", 0x10)));
  private static final FixedFields NSSA = FixedFields.of(at(0, flag2("n", "(N) NSSA", 0x08)));
  private static final FixedFields PROPAGATE =
      FixedFields.of(at(0, flag2("p", "(P) Propagate", 0x08)));
  private static final FixedFields OPTIONS_2_REST =
      FixedFields.of(
          at(0, flag2("mc", "(MC) Multicast", 0x04)),
          at(0, flag2("e", "(E) External Routing", 0x02)),
          at(0, flag2("mt", "(MT) Multi-Topology Routing", 0x01)));

  private static final Field THIRD = Field.u24("ospf.v3.options", "Options").hexadecimal();
  private static final FixedFields OPTIONS_3 =
      FixedFields.of(
          at(0, THIRD),
          at(0, flag3("at", "AT", 0x400)),
          at(0, flag3("l", "L", 0x200)),
          at(0, flag3("af", "AF", 0x100)),
          at(0, flag3("dc", "DC", 0x20)),
          at(0, flag3("r", "R", 0x10)),
          at(0, flag3("n", "N", 0x08)),
          at(0, flag3("mc", "MC", 0x04)),
          at(0, flag3("e", "E", 0x02)),
          at(0, flag3("v6", "V6", 0x01)));

  /** What the methods below may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(OPTIONS_2, NSSA, PROPAGATE, OPTIONS_2_REST, OPTIONS_3));

  private OspfOptions() {}

  private static Field flag2(String name, String label, int mask) {
    return Field.flag("ospf.v2.options." + name, label, 8, mask).within(SECOND);
  }

  private static Field flag3(String name, String label, int mask) {
    return Field.flag("ospf.v3.options." + name, label, 24, mask).within(THIRD);
  }

  /** Reads the byte of version 2. */
  static void read2(byte[] bytes, int at, int end, FieldSink sink) {
    read2(bytes, at, false, end, sink);
  }

  /** Reads the byte of version 2, one bit of which has another meaning in type 7 advertisements. */
  static void read2(byte[] bytes, int at, boolean isType7, int end, FieldSink sink) {
    OPTIONS_2.read(bytes, at, end, sink);
    (isType7 ? PROPAGATE : NSSA).read(bytes, at, end, sink);
    OPTIONS_2_REST.read(bytes, at, end, sink);
  }

  /** Reads the three bytes of version 3. */
  static void read3(byte[] bytes, int at, int end, FieldSink sink) {
    OPTIONS_3.read(bytes, at, end, sink);
  }
}
