package io.weft.protocol.link.ppp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.PppProtocol;
import java.util.List;
import java.util.Locale;

/** PPP's link control: it opens, tests and closes a link (RFC 1661, section 5). */
public final class Lcp {
  public static final Protocol PROTOCOL = Protocol.of("lcp", "PPP Link Control Protocol");

  private static final Field MAGIC = Field.u32("lcp.magic_number", "Magic Number").hexadecimal();
  private static final Field DATA = Field.bytes("lcp.data", "Data");
  private static final Field MESSAGE = Field.text("lcp.message", "Message");

  private static final FixedFields REJECTION =
      FixedFields.of(
          at(
              4,
              Field.u16("lcp.rej_proto", "Rejected Protocol")
                  .hexadecimal()
                  .named(PppProtocol.NAMES)));
  private static final FixedFields ECHO = FixedFields.of(at(4, MAGIC), rest(8, DATA));
  private static final FixedFields IDENTITY = FixedFields.of(at(4, MAGIC), rest(8, MESSAGE));
  private static final FixedFields REMAINING =
      FixedFields.of(
          at(4, MAGIC),
          at(8, Field.u32("lcp.secs_remaining", "Seconds Remaining")),
          rest(12, MESSAGE));

  private static final FixedFields OPTION =
      FixedFields.of(
          at(
              0,
              Field.u8("lcp.opt.type", "Type")
                  .named(
                      ValueNames.of(
                          "0 Vendor specific",
                          "1 Maximum receive unit",
                          "2 Async control character map",
                          "3 Authentication protocol",
                          "4 Quality protocol",
                          "5 Magic number",
                          "7 Protocol field compression",
                          "8 Address and control field compression",
                          "9 FCS alternatives",
                          "13 Callback",
                          "17 Multilink MRRU",
                          "18 Multilink short sequence number header",
                          "19 Multilink endpoint discriminator",
                          "23 Link discriminator"))
                  .repeating()),
          at(1, Field.u8("lcp.opt.length", "Length").repeating()));
  private static final FixedFields UNIT =
      FixedFields.of(at(2, Field.u16("lcp.opt.mru", "MRU").repeating()));

  /** Control characters by their numbers, as Wireshark names the bits of the map. */
  private static final String[] CHARACTER_NAMES = {
    "nul", "soh", "stx", "etx", "eot", "enq", "ack", "bel", "bs", "ht", "lf", "vt", "ff", "cr",
    "so", "si", "dle", "dc1", "dc2", "dc3", "dc4", "nak", "syn", "etb", "can", "em", "sub", "esc",
    "fs", "gs", "rs", "us"
  };

  private static final FixedFields CHARACTERS = characters();
  private static final FixedFields AUTHENTICATION =
      FixedFields.of(
          at(
              2,
              Field.u16("lcp.opt.auth_protocol", "Authentication Protocol")
                  .hexadecimal()
                  .named(PppProtocol.NAMES)
                  .repeating()),
          at(
              4,
              Field.u8("lcp.opt.algorithm", "Algorithm")
                  .named(ValueNames.of("5 CHAP with MD5", "128 MS-CHAP", "129 MS-CHAP-2"))
                  .repeating()));
  private static final FixedFields QUALITY =
      FixedFields.of(
          at(
              2,
              Field.u16("lcp.opt.quality_protocol", "Quality Protocol").hexadecimal().repeating()),
          at(4, Field.u32("lcp.opt.reporting_period", "Reporting Period").repeating()));
  private static final Field OPTION_MAGIC =
      Field.u32("lcp.opt.magic_number", "Magic Number").hexadecimal().repeating();
  private static final FixedFields MAGIC_NUMBER = FixedFields.of(at(2, OPTION_MAGIC));
  private static final FixedFields CALLBACK =
      FixedFields.of(
          at(2, Field.u8("lcp.opt.operation", "Operation").repeating()),
          rest(3, Field.bytes("lcp.opt.message", "Message").repeating()));
  private static final FixedFields RECONSTRUCTED =
      FixedFields.of(at(2, Field.u16("lcp.opt.mrru", "MRRU").repeating()));
  private static final Field OPTION_DATA = Field.bytes("lcp.opt.data", "Data").repeating();
  private static final FixedFields VENDOR =
      FixedFields.of(
          at(2, Field.u24("lcp.opt.oui", "OUI").hexadecimal().repeating()),
          at(5, Field.u8("lcp.opt.kind", "Kind").repeating()),
          rest(6, OPTION_DATA));
  private static final Field CHECKS =
      Field.u8("lcp.opt.fcs_alternatives", "FCS Alternatives").hexadecimal().repeating();
  private static final FixedFields ALTERNATIVES =
      FixedFields.of(
          at(2, CHECKS),
          at(2, check("null", "NULL FCS", 1)),
          at(2, check("ccitt16", "CCITT 16-bit", 2)),
          at(2, check("ccitt32", "CCITT 32-bit", 4)));
  private static final FixedFields PAD =
      FixedFields.of(at(2, Field.u8("lcp.opt.maximum", "Maximum").repeating()));
  private static final FixedFields NUMBERED =
      FixedFields.of(
          at(2, Field.u8("lcp.opt.window", "Window").repeating()),
          rest(3, Field.bytes("lcp.opt.hdlc_address", "Address").repeating()));
  private static final FixedFields ENDPOINT =
      FixedFields.of(
          at(
              2,
              Field.u8("lcp.opt.ep_disc_class", "Class")
                  .named(
                      ValueNames.of(
                          "0 Null",
                          "1 Locally assigned address",
                          "2 IP address",
                          "3 IEEE 802.1 globally assigned MAC address",
                          "4 PPP magic-number block",
                          "5 Public switched network directory number"))
                  .repeating()));
  private static final FixedFields ENDPOINT_DATA = FixedFields.of(rest(3, OPTION_DATA));
  private static final FixedFields ENDPOINT_IP =
      FixedFields.of(at(3, Field.ipv4("lcp.opt.ip_address", "IP Address").repeating()));
  private static final FixedFields ENDPOINT_MAC =
      FixedFields.of(at(3, Field.mac("lcp.opt.802_1_address", "IEEE 802.1 Address").repeating()));
  private static final FixedFields ENDPOINT_MAGIC =
      FixedFields.of(
          rest(3, Field.bytes("lcp.opt.magic_block", "PPP Magic-Number Block").repeating()),
          at(3, OPTION_MAGIC));
  private static final FixedFields ENDPOINT_NUMBER =
      FixedFields.of(
          rest(
              3,
              Field.bytes("lcp.opt.psndn", "Public Switched Network Directory Number")
                  .repeating()));
  private static final FixedFields EQUIPMENT =
      FixedFields.of(at(2, Field.u8("lcp.opt.mode", "Mode").repeating()));
  private static final FixedFields ELISION =
      FixedFields.of(
          at(2, Field.u8("lcp.opt.code", "Code").repeating()),
          at(3, Field.u8("lcp.opt.max_susp_classes", "Max suspendable classes").repeating()));
  private static final FixedFields LANGUAGE =
      FixedFields.of(
          at(2, Field.u32("lcp.opt.MIBenum", "MIBenum").repeating()),
          rest(6, Field.text("lcp.opt.language_tag", "Language-Tag").repeating()));
  private static final FixedFields DISCRIMINATOR =
      FixedFields.of(at(2, Field.u16("lcp.opt.link_discrim", "Link Discriminator").repeating()));

  static final LayerFields FIELDS =
      LayerFields.of(
          Lcp::read,
          List.of(
              PppControl.COMMON,
              OPTION,
              UNIT,
              CHARACTERS,
              AUTHENTICATION,
              QUALITY,
              MAGIC_NUMBER,
              CALLBACK,
              RECONSTRUCTED,
              VENDOR,
              ALTERNATIVES,
              PAD,
              NUMBERED,
              ENDPOINT,
              ENDPOINT_DATA,
              ENDPOINT_IP,
              ENDPOINT_MAC,
              ENDPOINT_MAGIC,
              ENDPOINT_NUMBER,
              EQUIPMENT,
              ELISION,
              LANGUAGE,
              DISCRIMINATOR,
              REJECTION,
              REMAINING,
              ECHO));

  private Lcp() {}

  private static Field check(String name, String label, int mask) {
    return Field.flag("lcp.opt.fcs_alternatives." + name, label, 8, mask)
        .within(CHECKS)
        .repeating();
  }

  private static FixedFields characters() {
    String name = "lcp.opt.asyncmap";
    Field map = Field.u32(name, "Async Control Character Map").hexadecimal().repeating();
    FixedFields.Place[] places = new FixedFields.Place[CHARACTER_NAMES.length + 1];
    places[0] = at(2, map);
    for (int i = 0; i < CHARACTER_NAMES.length; i++) {
      String character = CHARACTER_NAMES[i];
      places[i + 1] =
          at(
              2,
              Field.flag(name + "." + character, character.toUpperCase(Locale.ROOT), 32, 1L << i)
                  .within(map)
                  .repeating());
    }
    return FixedFields.of(places);
  }

  static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, FIELDS).put(PppProtocol.TABLE, PppProtocol.LCP, new LcpDissector(chain));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = PppControl.end(packet, layer);
    PppControl.HEADER.read(bytes, at, end, sink);
    int code = BigEndian.u8(bytes, at);
    if (PppControl.hasOptions(code)) {
      PppControl.readOptions(bytes, at + PppControl.HEADER_LENGTH, end, OPTION, Lcp::option, sink);
      return;
    }
    switch (code) {
      case PppControl.PROTOCOL_REJECT -> REJECTION.read(bytes, at, end, sink);
      case PppControl.ECHO_REQUEST, PppControl.ECHO_REQUEST + 1, PppControl.DISCARD_REQUEST ->
          ECHO.read(bytes, at, end, sink);
      case PppControl.IDENTIFICATION -> IDENTITY.read(bytes, at, end, sink);
      case PppControl.TIME_REMAINING -> REMAINING.read(bytes, at, end, sink);
      case PppControl.CODE_REJECT -> {} // The rejected message is not read.
      default -> PppControl.readData(bytes, at, end, sink);
    }
  }

  private static void option(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case 0 -> VENDOR.read(bytes, at, end, sink);
      case 1 -> UNIT.read(bytes, at, end, sink);
      case 2 -> CHARACTERS.read(bytes, at, end, sink);
      case 3 -> AUTHENTICATION.read(bytes, at, end, sink);
      case 4 -> QUALITY.read(bytes, at, end, sink);
      case 5 -> MAGIC_NUMBER.read(bytes, at, end, sink);
      case 9 -> ALTERNATIVES.read(bytes, at, end, sink);
      case 10 -> PAD.read(bytes, at, end, sink);
      case 11 -> NUMBERED.read(bytes, at, end, sink);
      case 13 -> CALLBACK.read(bytes, at, end, sink);
      case 17 -> RECONSTRUCTED.read(bytes, at, end, sink);
      case 19 -> {
        ENDPOINT.read(bytes, at, end, sink);
        endpoint(at + 2 < end ? bytes[at + 2] : 0).read(bytes, at, end, sink);
      }
      case 21 -> EQUIPMENT.read(bytes, at, end, sink);
      case 23 -> DISCRIMINATOR.read(bytes, at, end, sink);
      case 27 -> ELISION.read(bytes, at, end, sink);
      case 28 -> LANGUAGE.read(bytes, at, end, sink);
      default -> {} // The others have no value, or nothing is known of them.
    }
  }

  /** What tells an end of a multilink apart, by the class before it (RFC 1990, section 5.1.3). */
  private static FixedFields endpoint(int kind) {
    return switch (kind) {
      case 2 -> ENDPOINT_IP;
      case 3 -> ENDPOINT_MAC;
      case 4 -> ENDPOINT_MAGIC;
      case 5 -> ENDPOINT_NUMBER;
      default -> ENDPOINT_DATA;
    };
  }
}
