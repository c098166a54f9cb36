package io.weft.protocol.app.bgp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the attribute for a prefix's segment identifier (RFC 8669 section 3). */
final class PrefixSidFields {
  private static final int LABEL_INDEX = 1;
  private static final int ORIGINATOR = 3;
  private static final int HEADER = 3;
  private static final int BLOCKS = 5;
  private static final int BLOCK_LENGTH = 6;

  private static final String NAME = "bgp.prefix_sid.";
  private static final FixedFields.Place TYPE =
      at(
          0,
          Field.u8(NAME + "type", "Type")
              .named(ValueNames.of("1 Label-Index", "3 Originator SRGB"))
              .repeating());
  private static final FixedFields.Place LENGTH =
      at(1, Field.u16(NAME + "length", "Length").repeating());
  private static final FixedFields INDEX =
      FixedFields.of(
          whole(Field.presence(NAME + "label_index", "Label-Index").repeating()),
          TYPE,
          LENGTH,
          at(3, 1, Field.bytes(NAME + "reserved", "Reserved").repeating()),
          at(
              4,
              Field.u16(NAME + "label_index.flags", "Label-Index Flags").hexadecimal().repeating()),
          at(6, Field.u32(NAME + "label_index.value", "Label-Index Value").repeating()));
  private static final FixedFields SOURCE =
      FixedFields.of(
          whole(Field.presence(NAME + "originator_srgb", "Originator SRGB").repeating()),
          TYPE,
          LENGTH,
          at(
              3,
              Field.u16(NAME + "originator_srgb.flags", "Originator SRGB Flags")
                  .hexadecimal()
                  .repeating()));
  private static final FixedFields ALL =
      FixedFields.of(
          whole(Field.presence(NAME + "originator_srgb_blocks", "SRGB Blocks").repeating()));
  private static final FixedFields BLOCK =
      FixedFields.of(
          whole(Field.presence(NAME + "originator_srgb_block", "SRGB Block").repeating()),
          at(0, Field.u24(NAME + "originator_srgb_base", "SRGB Base").repeating()),
          at(3, Field.u24(NAME + "originator_srgb_range", "SRGB Range").repeating()));
  private static final FixedFields UNKNOWN =
      FixedFields.of(
          whole(Field.presence(NAME + "unknown", "Unknown TLV").repeating()),
          TYPE,
          LENGTH,
          rest(3, Field.bytes(NAME + "value", "Value").repeating()));

  static final LayerFields DECLARED =
      LayerFields.declaring(List.of(INDEX, SOURCE, ALL, BLOCK, UNKNOWN));

  private PrefixSidFields() {}

  static void read(byte[] bytes, int from, int end, FieldSink sink) {
    int at = from;
    while (end - at >= HEADER) {
      int next = Math.min(end, at + HEADER + BigEndian.u16(bytes, at + 1));
      switch (BigEndian.u8(bytes, at)) {
        case LABEL_INDEX -> INDEX.read(bytes, at, next, sink);
        case ORIGINATOR -> {
          SOURCE.read(bytes, at, next, sink);
          ALL.read(bytes, at + BLOCKS, next, sink);
          for (int block = at + BLOCKS; next - block >= BLOCK_LENGTH; block += BLOCK_LENGTH) {
            BLOCK.read(bytes, block, block + BLOCK_LENGTH, sink);
          }
        }
        default -> UNKNOWN.read(bytes, at, next, sink);
      }
      at = next;
    }
  }
}
