package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.PppProtocol;
import java.util.Locale;

/** PPP's control of compression and, with MPPE, of encryption (RFC 1962, RFC 3078). */
public final class Ccp {
  public static final Protocol PROTOCOL = Protocol.of("ccp", "PPP Compression Control Protocol");

  private static final FixedFields OPTION =
      FixedFields.of(
          at(
              0,
              Field.u8("ccp.opt.type", "Type")
                  .named(
                      ValueNames.of(
                          "0 OUI",
                          "1 Predictor type 1",
                          "2 Predictor type 2",
                          "3 Puddle Jumper",
                          "16 Hewlett-Packard PPC",
                          "17 Stac Electronics LZS",
                          "18 Microsoft PPE/PPC",
                          "19 Gandalf FZA",
                          "20 V.42bis compression",
                          "21 BSD LZW Compress",
                          "23 LZS-DCP",
                          "24 MVRCA (Magnalink)",
                          "25 DCE",
                          "26 Deflate",
                          "27 V.44/LZJH"))
                  .repeating()),
          at(1, Field.u8("ccp.opt.length", "Length").repeating()));
  private static final FixedFields VENDOR =
      FixedFields.of(
          at(2, Field.u24("ccp.opt.oui", "OUI").hexadecimal().repeating()),
          at(5, Field.u8("ccp.opt.subtype", "Subtype").repeating()),
          rest(6, Field.bytes("ccp.opt.data", "Data").repeating()));
  private static final Field HISTORIES =
      Field.u16("ccp.opt.history_count", "History Count").repeating();
  private static final Field CHECKING = Field.u8("ccp.opt.cm", "Check Mode Field").repeating();
  private static final FixedFields STAC =
      FixedFields.of(
          at(2, HISTORIES),
          at(4, CHECKING),
          at(
              4,
              Field.u8("ccp.opt.cm.reserved", "Reserved")
                  .masked(0xF8)
                  .within(CHECKING)
                  .repeating()),
          at(
              4,
              Field.u8("ccp.opt.cm.check_mode", "Check Mode")
                  .masked(0x07)
                  .named(ValueNames.from0("None", "LCB", "CRC", "Sequence Number", "Extended Mode"))
                  .within(CHECKING)
                  .repeating()));
  private static final Field BITS =
      Field.u32("ccp.opt.supported_bits", "Supported Bits").hexadecimal().repeating();
  private static final FixedFields MICROSOFT =
      FixedFields.of(
          at(2, BITS),
          at(2, bit("h", 0x0100_0000)),
          at(2, bit("m", 0x80)),
          at(2, bit("s", 0x40)),
          at(2, bit("l", 0x20)),
          at(2, bit("d", 0x10)),
          at(2, bit("c", 0x01)));
  private static final FixedFields GANDALF =
      FixedFields.of(
          at(2, Field.u8("ccp.opt.history", "History").repeating()),
          rest(3, Field.bytes("ccp.opt.version", "Version").repeating()));
  private static final Field DICTIONARY =
      Field.u8("ccp.opt.vd", "Vers/Dict").hexadecimal().repeating();
  private static final FixedFields BSD =
      FixedFields.of(
          at(2, DICTIONARY),
          at(2, Field.u8("ccp.opt.vd.vers", "Vers").masked(0xE0).within(DICTIONARY).repeating()),
          at(2, Field.u8("ccp.opt.vd.dict", "Dict").masked(0x1F).within(DICTIONARY).repeating()));
  private static final FixedFields LZS_DCP =
      FixedFields.of(
          at(2, HISTORIES),
          at(4, Field.u8("ccp.opt.check_mode", "Check Mode").repeating()),
          at(5, Field.u8("ccp.opt.process_mode", "Process Mode").repeating()));
  private static final FixedFields MAGNALINK =
      FixedFields.of(
          at(2, Field.u8("ccp.opt.fe", "Features").masked(0xC0).repeating()),
          at(2, Field.flag("ccp.opt.p", "Packet by Packet flag", 8, 0x20).repeating()),
          at(2, Field.u8("ccp.opt.History", "History").masked(0x1F).repeating()),
          at(3, Field.u8("ccp.opt.contexts", "# Contexts").repeating()));
  private static final FixedFields EQUIPMENT =
      FixedFields.of(at(2, Field.u8("ccp.opt.mode", "Mode").repeating()));
  private static final FixedFields DEFLATE =
      FixedFields.of(
          at(2, Field.u8("ccp.opt.window", "Window").masked(0xF0).repeating()),
          at(2, Field.u8("ccp.opt.method", "Method").masked(0x0F).repeating()),
          at(3, Field.u8("ccp.opt.mbz", "MBZ").masked(0xFC).repeating()),
          at(3, Field.u8("ccp.opt.chk", "Chk").masked(0x03).repeating()));
  private static final FixedFields V44 =
      FixedFields.of(
          at(2, Field.u16("ccp.opt.mode_dictcount", "Mode/Dictionary Count").repeating()),
          at(4, Field.u16("ccp.opt.dict_size", "Dictionary Size").repeating()),
          at(6, Field.u16("ccp.opt.history_length", "History Length").repeating()));

  static final LayerFields FIELDS =
      PppControl.fields(
          OPTION,
          Ccp::option,
          VENDOR,
          STAC,
          MICROSOFT,
          GANDALF,
          BSD,
          LZS_DCP,
          MAGNALINK,
          EQUIPMENT,
          DEFLATE,
          V44);

  private Ccp() {}

  private static Field bit(String name, int mask) {
    return Field.flag("ccp.opt.supported_bits." + name, name.toUpperCase(Locale.ROOT), 32, mask)
        .within(BITS)
        .repeating();
  }

  static void register(Chain.Builder chain) {
    PppControl.register(chain, PROTOCOL, FIELDS, PppProtocol.CCP);
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case 0 -> VENDOR.read(bytes, at, end, sink);
      case 17 -> STAC.read(bytes, at, end, sink);
      case 18 -> MICROSOFT.read(bytes, at, end, sink);
      case 19 -> GANDALF.read(bytes, at, end, sink);
      case 21 -> BSD.read(bytes, at, end, sink);
      case 23 -> LZS_DCP.read(bytes, at, end, sink);
      case 24 -> MAGNALINK.read(bytes, at, end, sink);
      case 25 -> EQUIPMENT.read(bytes, at, end, sink);
      case 26 -> DEFLATE.read(bytes, at, end, sink);
      case 27 -> V44.read(bytes, at, end, sink);
      default -> {} // The others have no value, or nothing is known of them.
    }
  }
}
