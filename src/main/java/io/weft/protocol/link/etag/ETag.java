package io.weft.protocol.link.etag;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.EtherType;

/** The tag of IEEE 802.1BR, clause 7.5: it names a port of a port extender. */
public final class ETag {
  public static final Protocol PROTOCOL = Protocol.of("etag", "802.1BR E-Tag");

  /** Length in bytes of the tag control information and the type of what follows. */
  static final int HEADER_LENGTH = 8;

  private static final int TYPE = 6;

  private static final LayerFields FIELDS =
      FixedFields.of(
          at(0, Field.u16("etag.pcp", "E-PCP").masked(0xE000)),
          at(0, Field.u16("etag.dei", "E-DEI").masked(0x1000)),
          at(0, Field.u16("etag.iecid_base", "Ingress_E-CID_base").masked(0x0FFF)),
          at(2, Field.u16("etag.resv", "Reserved").masked(0xC000)),
          at(2, Field.u16("etag.group", "GRP").masked(0x3000)),
          at(2, Field.u16("etag.ecid_base", "E-CID_base").masked(0x0FFF)),
          at(4, Field.u8("etag.iecid_ext", "Ingress_E-CID_ext")),
          at(5, Field.u8("etag.ecid_ext", "E-CID_ext")),
          at(TYPE, Field.u16("etag.etype", "Type").hexadecimal().named(EtherType.NAMES)));

  private ETag() {}

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS).put(EtherType.TABLE, EtherType.E_TAG, new ETagDissector(chain));
  }
}
