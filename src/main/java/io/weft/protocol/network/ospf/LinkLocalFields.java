package io.weft.protocol.network.ospf;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.List;

/** The fields of the block behind a message that only neighbours read (RFC 5613). */
final class LinkLocalFields {
  private static final int HEADER_LENGTH = 4;
  private static final int WORD = 4;

  private static final int EXTENDED_OPTIONS = 1;
  private static final int AUTHENTICATION = 2;

  private static final FixedFields CHECKSUM =
      FixedFields.of(at(0, Field.u16("ospf.lls.checksum", "Checksum").hexadecimal()));
  private static final FixedFields LENGTH =
      FixedFields.of(at(2, Field.u16("ospf.lls.data_length", "LLS Data Length")).times(WORD));
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u16("ospf.tlv_type", "TLV Type").repeating()),
          at(2, Field.u16("ospf.tlv_length", "TLV Length").repeating()));

  private static final Field OPTIONS = Field.u32("ospf.lls.ext.options", "Options").hexadecimal();
  private static final FixedFields OPTION_BITS =
      FixedFields.of(
          at(0, OPTIONS),
          at(
              0,
              Field.flag("ospf.lls.ext.options.rs", "(RS) Restart Signal", 32, 0x2)
                  .within(OPTIONS)),
          at(
              0,
              Field.flag("ospf.lls.ext.options.lr", "(LR) LSDB Resynchronization", 32, 0x1)
                  .within(OPTIONS)));
  private static final FixedFields SEAL =
      FixedFields.of(
          at(0, Field.u32("ospf.v2.lls.sequence_number", "Sequence number").hexadecimal()),
          rest(4, Field.bytes("ospf.v2.lls.auth_data", "Auth Data")));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(CHECKSUM, LENGTH, HEAD, OPTION_BITS, SEAL));

  private LinkLocalFields() {}

  /**
   * Reads the block.
   *
   * @param at its first byte
   * @param limit index behind the last byte that was captured of the packet
   */
  static void read(boolean isThird, byte[] bytes, int at, int limit, FieldSink sink) {
    if (limit - at < HEADER_LENGTH) {
      return;
    }
    CHECKSUM.read(bytes, at, limit, sink);
    LENGTH.read(bytes, at, limit, sink);
    int end = Math.min(limit, at + WORD * BigEndian.u16(bytes, at + 2));
    int next = at + HEADER_LENGTH;
    while (end - next >= HEADER_LENGTH) {
      int type = BigEndian.u16(bytes, next);
      int value = next + HEADER_LENGTH;
      int length = BigEndian.u16(bytes, next + 2);
      HEAD.read(bytes, next, end, sink);
      int valueEnd = Math.min(end, value + length);
      if (type == EXTENDED_OPTIONS) {
        OPTION_BITS.read(bytes, value, valueEnd, sink);
      } else if (type == AUTHENTICATION && !isThird) {
        SEAL.read(bytes, value, valueEnd, sink);
      }
      next = value + (length + 3 & ~3);
    }
  }
}
