package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of sites of a virtual private LAN (RFC 4761 section 3.2.2, RFC 6074 section 4.1). */
final class VplsFields {
  private static final int LENGTH = 2;

  /** Length of a route with a block of labels; a shorter one tells a site's address. */
  private static final int WITH_LABELS = 17;

  private static final FixedFields HEAD =
      FixedFields.of(at(0, Field.u16("bgp.vplsad.length", "Length").repeating()));
  private static final Field RD = Field.text("bgp.vplsad.rd", "RD").repeating();
  private static final FixedFields BLOCK =
      FixedFields.of(
          at(8, Field.u16("bgp.vplsbgp.ce_id", "CE-ID").repeating()),
          at(10, Field.u16("bgp.vplsbgp.labelblock.offset", "Label Block Offset").repeating()),
          at(12, Field.u16("bgp.vplsbgp.labelblock.size", "Label Block Size").repeating()));
  private static final int BASE_AT = 14;
  private static final Field BASE =
      Field.text("bgp.vplsbgp.labelblock.base", "Label Block Base").repeating();
  private static final FixedFields ADDRESS =
      FixedFields.of(at(8, Field.ipv4("bgp.ad.pe_addr", "PE Addr").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(HEAD, BLOCK, ADDRESS), RD, BASE);

  private VplsFields() {}

  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= LENGTH + PrefixFields.DISTINGUISHER) {
      int length = BigEndian.u16(bytes, at);
      int route = at + LENGTH;
      int next = Math.min(end, route + length);
      HEAD.read(bytes, at, end, sink);
      if (length >= PrefixFields.DISTINGUISHER) {
        PrefixFields.distinguisher(RD, bytes, route, sink);
      }
      if (length >= WITH_LABELS) {
        BLOCK.read(bytes, route, next, sink);
        if (route + WITH_LABELS <= next) {
          PrefixFields.labels(BASE, bytes, route + BASE_AT, route + WITH_LABELS, sink);
        }
      } else {
        ADDRESS.read(bytes, route, next, sink);
      }
      at = next;
    }
  }
}
