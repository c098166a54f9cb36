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

  private static final FixedFields TERMINATION = FixedFields.of(rest(4, DATA));
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
  private static final FixedFields MAGIC_NUMBER =
      FixedFields.of(
          at(2, Field.u32("lcp.opt.magic_number", "Magic Number").hexadecimal().repeating()));
  private static final FixedFields CALLBACK =
      FixedFields.of(
          at(2, Field.u8("lcp.opt.operation", "Operation").repeating()),
          rest(3, Field.bytes("lcp.opt.message", "Message").repeating()));
  private static final FixedFields RECONSTRUCTED =
      FixedFields.of(at(2, Field.u16("lcp.opt.mrru", "MRRU").repeating()));
  private static final FixedFields ENDPOINT =
      FixedFields.of(at(2, Field.u8("lcp.opt.ep_disc_class", "Class").repeating()));
  private static final FixedFields DISCRIMINATOR =
      FixedFields.of(at(2, Field.u16("lcp.opt.link_discrim", "Link Discriminator").repeating()));

  static final LayerFields FIELDS =
      LayerFields.of(
          Lcp::read,
          List.of(
              PppControl.HEADER,
              OPTION,
              UNIT,
              CHARACTERS,
              AUTHENTICATION,
              QUALITY,
              MAGIC_NUMBER,
              CALLBACK,
              RECONSTRUCTED,
              ENDPOINT,
              DISCRIMINATOR,
              REJECTION,
              REMAINING,
              ECHO));

  private Lcp() {}

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
    PppControl.register(chain, PROTOCOL, FIELDS, PppProtocol.LCP);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = PppControl.end(packet, layer);
    PppControl.HEADER.read(bytes, at, end, sink);
    int code = BigEndian.u8(bytes, at);
    if (PppControl.hasOptions(code)) {
      PppControl.readOptions(bytes, at + PppControl.HEADER_LENGTH, end, OPTION, Lcp::layout, sink);
      return;
    }
    switch (code) {
      case PppControl.PROTOCOL_REJECT -> REJECTION.read(bytes, at, end, sink);
      case PppControl.ECHO_REQUEST, PppControl.ECHO_REQUEST + 1, PppControl.DISCARD_REQUEST ->
          ECHO.read(bytes, at, end, sink);
      case PppControl.IDENTIFICATION -> IDENTITY.read(bytes, at, end, sink);
      case PppControl.TIME_REMAINING -> REMAINING.read(bytes, at, end, sink);
      case PppControl.CODE_REJECT -> {} // The rejected message is not read.
      default -> TERMINATION.read(bytes, at, end, sink);
    }
  }

  private static FixedFields layout(int type) {
    return switch (type) {
      case 1 -> UNIT;
      case 2 -> CHARACTERS;
      case 3 -> AUTHENTICATION;
      case 4 -> QUALITY;
      case 5 -> MAGIC_NUMBER;
      case 13 -> CALLBACK;
      case 17 -> RECONSTRUCTED;
      case 19 -> ENDPOINT;
      case 23 -> DISCRIMINATOR;
      default -> PppControl.NOTHING;
    };
  }
}
