package io.weft.protocol.app.srvloc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of a message, by Wireshark's names. */
final class SrvLocFields {
  private static final Field VERSION = Field.u8("srvloc.version", "Version");
  private static final Field FUNCTION =
      Field.u8("srvloc.function", "Function").named(SrvLoc.FUNCTIONS);
  private static final Field PACKET_LENGTH = Field.u24("srvloc.pktlen", "Packet Length");

  private static final Field FLAGS_1 = Field.u8("srvloc.flags_v1", "Flags").hexadecimal();
  private static final FieldSequence BEGIN = FieldSequence.of(VERSION, FUNCTION);
  private static final FieldSequence REST_1 =
      FieldSequence.of(
          FLAGS_1,
          Field.flag("srvloc.flags_v1.overflow", "Overflow", 8, 0x80).within(FLAGS_1),
          Field.flag("srvloc.flags_v1.monolingual", "Monolingual", 8, 0x40).within(FLAGS_1),
          Field.flag("srvloc.flags_v1.url_auth", "URL Authentication", 8, 0x20).within(FLAGS_1),
          Field.flag("srvloc.flags_v1.attribute_auth", "Attribute Authentication", 8, 0x10)
              .within(FLAGS_1),
          Field.flag("srvloc.flags_v1.fresh", "Fresh Registration", 8, 0x08).within(FLAGS_1),
          Field.u8("srvloc.dialect", "Dialect"));
  private static final Field LANGUAGE = Field.text("srvloc.language", "Language");
  private static final FieldSequence END_1 =
      FieldSequence.of(
          Field.u16("srvloc.encoding", "Encoding"),
          Field.u16("srvloc.transaction_id", "Transaction ID"));

  private static final Field FLAGS_2 = Field.unsigned("srvloc.flags_v2", "Flags", 16).hexadecimal();
  private static final Field IDENTIFIER = Field.u24("srvloc.xid", "XID");
  private static final FieldSequence MIDDLE_2 =
      FieldSequence.of(
          PACKET_LENGTH,
          FLAGS_2,
          Field.flag("srvloc.flags_v2.overflow", "Overflow", 16, 0x8000).within(FLAGS_2),
          Field.flag("srvloc.flags_v2.fresh", "Fresh Registration", 16, 0x4000).within(FLAGS_2),
          Field.flag("srvloc.flags_v2.reqmulti", "Multicast requested", 16, 0x2000).within(FLAGS_2),
          Field.u24("srvloc.nextextoff", "Next Extension Offset"));
  private static final CountedTexts LANGUAGE_TAG =
      texts("langtaglen", "Lang Tag Len", "langtag", "Lang Tag");

  private static final Field ERROR =
      Field.u16("srvloc.errv2", "Error Code")
          .named(
              ValueNames.of(
                  "0 No Error",
                  "1 Language not supported",
                  "2 Error parsing attributes",
                  "3 Invalid registration",
                  "4 Scope not supported",
                  "5 Authentication unknown",
                  "6 Authentication absent",
                  "7 Authentication failed",
                  "9 Version not supported",
                  "10 Internal error",
                  "11 DA is busy",
                  "12 Option not understood",
                  "13 Invalid update",
                  "14 Request not supported"));
  private static final FieldSequence STATUS = FieldSequence.of(ERROR);
  private static final Field COUNT = Field.u16("srvloc.srvreq.urlcount", "Number of URLs");
  private static final FieldSequence STATUS_AND_COUNT = FieldSequence.of(ERROR, COUNT);
  private static final FieldSequence STATUS_AND_TIME =
      FieldSequence.of(
          ERROR, Field.absoluteTime("srvloc.daadvert.timestamp", "DAADVERT Timestamp"));

  private static final FieldSequence URL_HEAD =
      FieldSequence.of(
          Field.u8("srvloc.url.reserved", "Reserved").hexadecimal().repeating(),
          Field.u16("srvloc.url.lifetime", "URL lifetime").repeating());
  private static final CountedTexts URL =
      CountedTexts.of(
          Field.u16("srvloc.url.urllen", "URL Length").repeating(),
          Field.text("srvloc.url.url", "URL").repeating());
  private static final FieldSequence URL_END =
      FieldSequence.of(Field.u8("srvloc.url.numauths", "Num Auths").repeating());

  private static final CountedTexts REQUEST =
      texts(
          "srvreq.prlistlen",
          "Previous Response List Length",
          "srvreq.prlist",
          "Previous Response List",
          "srvreq.srvtypelen",
          "Service Type Length",
          "srvreq.srvtypelist",
          "Service Type List",
          "srvreq.scopelistlen",
          "Scope List Length",
          "srvreq.scopelist",
          "Scope List",
          "srvreq.predicatelen",
          "Predicate Length",
          "srvreq.predicate",
          "Predicate",
          "srvreq.slpspilen",
          "SLP SPI Length",
          "srvreq.slpspi",
          "SLP SPI");
  private static final Field ITEM = Field.text("srvloc.item", "Item").repeating();
  private static final CountedTexts REGISTRATION =
      CountedTexts.of(
          REQUEST.declared().get(2),
          Field.text("srvloc.srvreq.srvtype", "Service Type"),
          REQUEST.declared().get(4),
          REQUEST.declared().get(5),
          Field.u16("srvloc.srvreq.attrlistlen", "Attribute List Length"),
          Field.text("srvloc.srvreq.attrlist", "Attribute List"));
  private static final FieldSequence AUTHENTICATIONS =
      FieldSequence.of(Field.u8("srvloc.srvreq.attrauthcount", "Attr Auths"));
  private static final CountedTexts DEREGISTRATION =
      texts(
          "srvdereq.scopelistlen", "Scope List Length",
          "srvdereq.scopelist", "Scope List");
  private static final CountedTexts DEREGISTERED =
      texts(
          "srvdereq.taglistlen", "Tag List Length",
          "srvdereq.taglist", "Tag List");
  private static final CountedTexts ATTRIBUTE_REQUEST =
      texts(
          "attrreq.prlistlen",
          "Previous Response List Length",
          "attrreq.prlist",
          "Previous Response List",
          "attrreq.urllen",
          "URL Length",
          "attrreq.url",
          "Service URL",
          "attrreq.scopelistlen",
          "Scope List Length",
          "attrreq.scopelist",
          "Scope List",
          "attrreq.taglistlen",
          "Tag List Length",
          "attrreq.taglist",
          "Tag List",
          "attrreq.slpspilen",
          "SLP SPI Length",
          "attrreq.slpspi",
          "SLP SPI");
  private static final CountedTexts ATTRIBUTES =
      texts(
          "attrrply.attrlistlen", "Attribute List Length",
          "attrrply.attrlist", "Attribute List");
  private static final CountedTexts DIRECTORY =
      texts(
          "daadvert.urllen",
          "URL Length",
          "daadvert.url",
          "URL",
          "daadvert.scopelistlen",
          "Scope List Length",
          "daadvert.scopelist",
          "Scope List",
          "daadvert.attrlistlen",
          "Attribute List Length",
          "daadvert.attrlist",
          "Attribute List",
          "daadvert.slpspilen",
          "SLP SPI Length",
          "daadvert.slpspi",
          "SLP SPI");
  private static final FieldSequence DIRECTORY_END =
      FieldSequence.of(Field.u8("srvloc.daadvert.authcount", "Auths"));
  private static final CountedTexts TYPE_REQUEST =
      texts(
          "srvtypereq.prlistlen",
          "Previous Response List Length",
          "srvtypereq.prlist",
          "Previous Response List",
          "srvtypereq.nameauthlistlen",
          "Naming Authority List Length",
          "srvtypereq.nameauthlist",
          "Naming Authority List",
          "srvtypereq.scopelistlen",
          "Scope List Length",
          "srvtypereq.scopelist",
          "Scope List");
  private static final CountedTexts TYPES =
      texts(
          "srvtypereq.srvtypelistlen", "Service Type List Length",
          "srvtyperply.srvtypelist", "Service Type List");
  private static final CountedTexts SERVICE =
      texts(
          "saadvert.urllen",
          "URL Length",
          "saadvert.url",
          "URL",
          "saadvert.scopelistlen",
          "Scope List Length",
          "saadvert.scopelist",
          "Scope List",
          "saadvert.attrlistlen",
          "Attribute List Length",
          "saadvert.attrlist",
          "Attribute List");

  private SrvLocFields() {}

  /** Names without {@code srvloc.} and labels, of a length and its text, by turns. */
  private static CountedTexts texts(String... namesAndLabels) {
    Field[] fields = new Field[namesAndLabels.length / 2];
    for (int i = 0; i < fields.length; i++) {
      String name = "srvloc." + namesAndLabels[2 * i];
      String label = namesAndLabels[2 * i + 1];
      fields[i] = i % 2 == 0 ? Field.u16(name, label) : Field.text(name, label);
    }
    return CountedTexts.of(fields);
  }

  static LayerFields all() {
    List<Field> declared = new ArrayList<>();
    for (FieldSequence part :
        List.of(
            BEGIN,
            REST_1,
            END_1,
            MIDDLE_2,
            STATUS_AND_COUNT,
            STATUS_AND_TIME,
            URL_HEAD,
            URL_END,
            AUTHENTICATIONS,
            DIRECTORY_END)) {
      declared.addAll(part.declared());
    }
    for (CountedTexts part :
        List.of(
            LANGUAGE_TAG,
            URL,
            REQUEST,
            REGISTRATION,
            DEREGISTRATION,
            DEREGISTERED,
            ATTRIBUTE_REQUEST,
            ATTRIBUTES,
            DIRECTORY,
            TYPE_REQUEST,
            TYPES,
            SERVICE)) {
      declared.addAll(part.declared());
    }
    declared.addAll(List.of(LANGUAGE, IDENTIFIER, ITEM));
    return LayerFields.of(SrvLocFields::read, declared.stream().distinct().toList());
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    int at = packet.start(layer);
    int to = packet.limit(layer);
    int next = BEGIN.read(packet, layer, at, to, sink);
    if (next == FieldSequence.CUT) {
      return;
    }
    if (SrvLoc.version(packet.bytes(layer), at) == 1) {
      first(packet, layer, next, to, sink);
      return;
    }
    next = MIDDLE_2.read(packet, layer, next, to, sink);
    if (next == FieldSequence.CUT || to - next < 2) {
      return;
    }
    number(IDENTIFIER, packet, layer, next, sink);
    message(packet, layer, LANGUAGE_TAG.read(packet, layer, next + 2, to, null, sink), to, sink);
  }

  private static void first(Packet packet, int layer, int at, int to, FieldSink sink) {
    if (to - at < SrvLoc.MIN_LENGTH - 2) {
      return;
    }
    number(PACKET_LENGTH, packet, layer, at, sink);
    int next = REST_1.read(packet, layer, at + 2, to, sink);
    FieldSequence.wantedText(LANGUAGE, packet, layer, next, next + 2, sink);
    END_1.read(packet, layer, next + 2, to, sink);
  }

  /** Two bytes of a field that Wireshark declares wider than they are. */
  private static void number(Field field, Packet packet, int layer, int at, FieldSink sink) {
    if (sink.wants(field)) {
      sink.number(field, BigEndian.u16(packet.bytes(layer), at), at, 2);
    }
  }

  /**
   * What follows the header.
   *
   * @param at index of its first byte, or {@link FieldSequence#CUT}
   */
  private static void message(Packet packet, int layer, int at, int to, FieldSink sink) {
    switch (SrvLoc.function(packet.bytes(layer), packet.start(layer))) {
      case SrvLoc.REQUEST -> REQUEST.read(packet, layer, at, to, null, sink);
      case SrvLoc.REPLY -> urls(packet, layer, at, to, sink);
      case SrvLoc.REGISTRATION -> {
        int next = url(packet, layer, at, to, sink);
        next = REGISTRATION.read(packet, layer, next, to, ITEM, sink);
        AUTHENTICATIONS.read(packet, layer, next, to, sink);
      }
      case SrvLoc.DEREGISTRATION -> {
        int next = DEREGISTRATION.read(packet, layer, at, to, null, sink);
        next = url(packet, layer, next, to, sink);
        DEREGISTERED.read(packet, layer, next, to, null, sink);
      }
      case SrvLoc.ACKNOWLEDGEMENT -> STATUS.read(packet, layer, at, to, sink);
      case SrvLoc.ATTRIBUTE_REQUEST -> ATTRIBUTE_REQUEST.read(packet, layer, at, to, null, sink);
      case SrvLoc.ATTRIBUTE_REPLY -> {
        int next = STATUS.read(packet, layer, at, to, sink);
        next = ATTRIBUTES.read(packet, layer, next, to, ITEM, sink);
        AUTHENTICATIONS.read(packet, layer, next, to, sink);
      }
      case SrvLoc.DIRECTORY_ADVERTISEMENT -> {
        int next = STATUS_AND_TIME.read(packet, layer, at, to, sink);
        next = DIRECTORY.read(packet, layer, next, to, null, sink);
        DIRECTORY_END.read(packet, layer, next, to, sink);
      }
      case SrvLoc.TYPE_REQUEST -> TYPE_REQUEST.read(packet, layer, at, to, null, sink);
      case SrvLoc.TYPE_REPLY -> {
        int next = STATUS.read(packet, layer, at, to, sink);
        TYPES.read(packet, layer, next, to, null, sink);
      }
      case SrvLoc.SERVICE_ADVERTISEMENT -> SERVICE.read(packet, layer, at, to, null, sink);
      default -> {} // No other function is defined.
    }
  }

  private static void urls(Packet packet, int layer, int at, int to, FieldSink sink) {
    int next = STATUS_AND_COUNT.read(packet, layer, at, to, sink);
    int count = next == FieldSequence.CUT ? 0 : BigEndian.u16(packet.bytes(layer), next - 2);
    for (int i = 0; i < count && next != FieldSequence.CUT; i++) {
      next = url(packet, layer, next, to, sink);
    }
  }

  /**
   * Reads an entry for a URL (RFC 2608 section 4.3).
   *
   * @param from index of its first byte, or {@link FieldSequence#CUT}
   * @return index behind it; CUT where it is cut, or has blocks of authentication
   */
  private static int url(Packet packet, int layer, int from, int to, FieldSink sink) {
    int next = URL_HEAD.read(packet, layer, from, to, sink);
    next = URL.read(packet, layer, next, to, null, sink);
    next = URL_END.read(packet, layer, next, to, sink);
    boolean hasBlocks = next != FieldSequence.CUT && packet.bytes(layer)[next - 1] != 0;
    return hasBlocks ? FieldSequence.CUT : next;
  }
}
