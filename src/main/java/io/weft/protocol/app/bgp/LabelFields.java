package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of an MPLS label, or of the number of a VXLAN in its place (RFC 8365). */
final class LabelFields {
  private static final String PATH = "bgp.update.path_attribute.";
  private static final Field NUMBER =
      Field.u24(PATH + "mpls_label_value", "MPLS Label").repeating();
  private static final Field LABEL =
      Field.u24(PATH + "mpls_label_value_20bits", "MPLS Label").masked(0xFFFFF0).repeating();
  private static final FixedFields STACK =
      FixedFields.of(
          whole(Field.presence(PATH + "mpls_label", "MPLS Label Stack").repeating()),
          at(0, NUMBER));
  private static final FixedFields ONE = FixedFields.of(at(0, LABEL));
  private static final FixedFields PARTS =
      FixedFields.of(
          at(0, NUMBER),
          at(0, LABEL),
          at(
              0,
              Field.u24(PATH + "mpls_traffic_class", "Traffic Class")
                  .masked(0xE)
                  .hexadecimal()
                  .repeating()),
          at(0, Field.flag(PATH + "mpls_bottom_stack", "Bottom-of-Stack", 24, 1).repeating()));

  static final LayerFields DECLARED = LayerFields.declaring(List.of(STACK, ONE, PARTS));

  private LabelFields() {}

  /** Reads the label of a route as a whole number. */
  static void stack(byte[] bytes, int at, int end, FieldSink sink) {
    STACK.read(bytes, at, end, sink);
  }

  /** Reads the label of a tunnel. */
  static void one(byte[] bytes, int at, int end, FieldSink sink) {
    ONE.read(bytes, at, end, sink);
  }

  /** Reads a label and what stands beside it. */
  static void parts(byte[] bytes, int at, int end, FieldSink sink) {
    PARTS.read(bytes, at, end, sink);
  }
}
