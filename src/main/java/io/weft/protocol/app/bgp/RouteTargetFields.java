package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of route targets that a peer wants routes of (RFC 4684 section 4). */
final class RouteTargetFields {
  /** Bits of an AS and a whole route target. */
  private static final int ALL_BITS = 96;

  private static final int AS_BITS = 32;

  private static final FixedFields AS =
      FixedFields.of(at(0, Field.u32("bgp.originating_as", "Originating AS").repeating()));
  private static final Field TARGET =
      Field.text("bgp.community_prefix", "Community Prefix").repeating();
  private static final Field WILDCARD =
      Field.text("bgp.wildcard_route_target", "Wildcard route target").repeating();

  static final LayerFields DECLARED = LayerFields.declaring(List.of(AS), TARGET, WILDCARD);

  private RouteTargetFields() {}

  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (at < end) {
      int bits = BigEndian.u8(bytes, at);
      int next = at + 1 + (bits + Byte.SIZE - 1) / Byte.SIZE;
      if (bits == 0) {
        if (sink.wants(WILDCARD)) {
          sink.text(WILDCARD, "0/0", at, 1);
        }
      } else if (next > end) {
        return;
      } else {
        PrefixFields.length(bits, at, sink);
        AS.read(bytes, at + 1, next, sink);
        if (bits == ALL_BITS) {
          int target = at + 1 + AS_BITS / Byte.SIZE;
          PrefixFields.distinguisher(TARGET, bytes[target], bytes, target, sink);
        }
      }
      at = next;
    }
  }
}
