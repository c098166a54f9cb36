package io.weft.protocol.app.rtp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.ArrayList;
import java.util.List;

/** The fields of reports, by Wireshark's names: a record each, with one for each source. */
final class RtcpFields {
  private static final ValueNames ITEMS =
      ValueNames.of(
          "0 END",
          "1 CNAME (user and domain)",
          "2 NAME (common name)",
          "3 EMAIL (e-mail address)",
          "4 PHONE (phone number)",
          "5 LOC (geographic location)",
          "6 TOOL (name/version of source app)",
          "7 NOTE (note about source)",
          "8 PRIV (private extensions)");

  private static final int COUNT = 0x1F;

  private static final Field REPORT = Field.group("rtcp.report", "Report");
  private static final Field SOURCE = Field.group("rtcp.source", "Source").within(REPORT);
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("rtcp.version", "Version").masked(0xC0).within(REPORT)),
          at(0, Field.flag("rtcp.padding", "Padding", 8, 0x20).within(REPORT)));
  private static final FixedFields TYPE =
      FixedFields.of(
          at(1, Field.u8("rtcp.pt", "Packet type").named(Rtcp.TYPES).within(REPORT)),
          at(Rtcp.LENGTH, Field.u16("rtcp.length", "Length").within(REPORT)));
  private static final FixedFields BLOCKS = count("rtcp.rc", "Reception report count");
  private static final FixedFields CHUNKS = count("rtcp.sc", "Source count");
  private static final FixedFields TRANSPORT = count("rtcp.rtpfb.fmt", "Feedback message type");
  private static final FixedFields PAYLOAD = count("rtcp.psfb.fmt", "Feedback message type");

  private static final FixedFields SUBTYPE = count("rtcp.app.subtype", "Subtype");

  private static final FieldSequence SENDER =
      FieldSequence.of(Field.u32("rtcp.senderssrc", "Sender SSRC").hexadecimal().within(REPORT));
  private static final FieldSequence MEDIA =
      FieldSequence.of(
          Field.u32("rtcp.mediassrc", "Media source SSRC").hexadecimal().within(REPORT));
  private static final FixedFields NAME =
      FixedFields.of(at(0, 4, Field.text("rtcp.app.name", "Name (ASCII)").within(REPORT)));
  private static final FieldSequence SENT =
      FieldSequence.of(
          Field.u32("rtcp.timestamp.ntp.msw", "Timestamp, MSW").within(REPORT),
          Field.u32("rtcp.timestamp.ntp.lsw", "Timestamp, LSW").within(REPORT),
          Field.u32("rtcp.timestamp.rtp", "RTP timestamp").within(REPORT),
          Field.u32("rtcp.sender.packetcount", "Sender's packet count").within(REPORT),
          Field.u32("rtcp.sender.octetcount", "Sender's octet count").within(REPORT));

  private static final FieldSequence IDENTIFIER =
      FieldSequence.of(
          Field.u32("rtcp.ssrc.identifier", "Identifier").hexadecimal().within(SOURCE));
  private static final Field HIGHEST =
      Field.u32("rtcp.ssrc.ext_high", "Extended highest sequence number received").within(SOURCE);
  private static final FieldSequence BLOCK =
      FieldSequence.of(
          Field.u8("rtcp.ssrc.fraction", "Fraction lost").within(SOURCE),
          Field.u24("rtcp.ssrc.cum_nr", "Cumulative number of packets lost")
              .signed()
              .within(SOURCE),
          HIGHEST,
          Field.u32("rtcp.ssrc.high_cycles", "Sequence number cycles count")
              .masked(0xFFFF_0000L)
              .within(HIGHEST),
          Field.u32("rtcp.ssrc.high_seq", "Highest sequence number received")
              .masked(0x0000_FFFFL)
              .within(HIGHEST),
          Field.u32("rtcp.ssrc.jitter", "Interarrival jitter").within(SOURCE),
          Field.u32("rtcp.ssrc.lsr", "Last SR timestamp").within(SOURCE),
          Field.u32("rtcp.ssrc.dlsr", "Delay since last SR timestamp").within(SOURCE));
  private static final Field ITEM =
      Field.u8("rtcp.sdes.type", "Type").named(ITEMS).within(SOURCE).repeating();
  private static final Field ITEM_LENGTH =
      Field.u8("rtcp.sdes.length", "Length").within(SOURCE).repeating();
  private static final Field ITEM_TEXT =
      Field.text("rtcp.sdes.text", "Text").within(SOURCE).repeating();
  private static final Field IS_WHOLE =
      Field.flag("rtcp.length_check", "RTCP frame length check").generated();

  private RtcpFields() {}

  private static FixedFields count(String name, String label) {
    return FixedFields.of(at(0, Field.u8(name, label).masked(COUNT).within(REPORT)));
  }

  static LayerFields all() {
    List<Field> more = new ArrayList<>(List.of(REPORT, SOURCE));
    for (FieldSequence part : List.of(SENDER, MEDIA, SENT, IDENTIFIER, BLOCK)) {
      more.addAll(part.declared());
    }
    more.addAll(List.of(ITEM, ITEM_LENGTH, ITEM_TEXT, IS_WHOLE));
    return LayerFields.of(
        RtcpFields::read,
        List.of(HEAD, BLOCKS, CHUNKS, TRANSPORT, PAYLOAD, SUBTYPE, NAME, TYPE),
        more.toArray(new Field[0]));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int at = packet.start(layer);
    while (limit - at >= Rtcp.HEADER_LENGTH && Rtcp.isReport(bytes, at)) {
      int next = at + Rtcp.length(bytes, at);
      if (sink.wants(REPORT)) {
        report(packet, layer, at, Math.min(limit, next), sink);
      }
      at = next;
    }
    boolean isEncrypted = at < limit; // from there on
    if (!isEncrypted && sink.wants(IS_WHOLE)) {
      sink.flag(IS_WHOLE, at == packet.wireLimit(layer), 0, 0);
    }
  }

  private static void report(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int type = Rtcp.type(bytes, at);
    sink.begin(REPORT, at, end - at);
    HEAD.read(bytes, at, end, sink);
    counts(type).read(bytes, at, end, sink);
    TYPE.read(bytes, at, end, sink);
    int body = at + Rtcp.HEADER_LENGTH;
    int count = Rtcp.count(bytes, at);
    switch (type) {
      case Rtcp.SENDER, Rtcp.RECEIVER -> received(packet, layer, type, body, end, count, sink);
      case Rtcp.DESCRIPTION -> chunks(packet, layer, body, end, count, sink);
      case Rtcp.APPLICATION -> {
        int name = SENDER.read(packet, layer, body, end, sink);
        if (name != FieldSequence.CUT) {
          NAME.read(bytes, name, end, sink);
        }
      }
      case Rtcp.BYE -> left(packet, layer, body, end, count, sink);
      case Rtcp.TRANSPORT_FEEDBACK, Rtcp.PAYLOAD_FEEDBACK -> {
        int media = SENDER.read(packet, layer, body, end, sink);
        if (media != FieldSequence.CUT) {
          MEDIA.read(packet, layer, media, end, sink);
        }
      }
      default -> SENDER.read(packet, layer, body, end, sink);
    }
    sink.end(REPORT);
  }

  /** What the first byte counts. */
  private static FixedFields counts(int type) {
    return switch (type) {
      case Rtcp.DESCRIPTION, Rtcp.BYE -> CHUNKS;
      case Rtcp.APPLICATION -> SUBTYPE;
      case Rtcp.TRANSPORT_FEEDBACK -> TRANSPORT;
      case Rtcp.PAYLOAD_FEEDBACK -> PAYLOAD;
      default -> BLOCKS;
    };
  }

  private static void received(
      Packet packet, int layer, int type, int from, int end, int count, FieldSink sink) {
    int at = SENDER.read(packet, layer, from, end, sink);
    if (type == Rtcp.SENDER && at != FieldSequence.CUT) {
      at = SENT.read(packet, layer, at, end, sink);
    }
    for (int i = 0; i < count && at != FieldSequence.CUT && at < end; i++) {
      sink.begin(SOURCE, at, Math.min(Rtcp.BLOCK_LENGTH, end - at));
      at = IDENTIFIER.read(packet, layer, at, end, sink);
      if (at != FieldSequence.CUT) {
        at = BLOCK.read(packet, layer, at, end, sink);
      }
      sink.end(SOURCE);
    }
  }

  private static void chunks(
      Packet packet, int layer, int from, int end, int count, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = from;
    for (int i = 0; i < count && end - at >= Integer.BYTES; i++) {
      sink.begin(SOURCE, at, end - at);
      int item = IDENTIFIER.read(packet, layer, at, end, sink);
      while (item < end && bytes[item] != 0) {
        item = item(packet, layer, item, end, sink);
      }
      if (item < end && sink.wants(ITEM)) {
        sink.number(ITEM, 0, item, 1);
      }
      sink.end(SOURCE);
      at += (item + 1 - at + Integer.BYTES - 1) / Integer.BYTES * Integer.BYTES;
    }
  }

  /** Reads an item of a description, and returns the index behind it. */
  private static int item(Packet packet, int layer, int at, int end, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    if (end - at < 2) {
      return end;
    }
    int length = BigEndian.u8(bytes, at + 1);
    int next = Math.min(end, at + 2 + length);
    if (sink.wants(ITEM)) {
      sink.number(ITEM, BigEndian.u8(bytes, at), at, 1);
    }
    if (sink.wants(ITEM_LENGTH)) {
      sink.number(ITEM_LENGTH, length, at + 1, 1);
    }
    if (next > at + 2 && sink.wants(ITEM_TEXT)) {
      FieldSequence.text(packet, layer, ITEM_TEXT, at + 2, next - at - 2, sink);
    }
    return next;
  }

  /** Reads which sources have left. */
  private static void left(Packet packet, int layer, int from, int end, int count, FieldSink sink) {
    int at = from;
    for (int i = 0; i < count && end - at >= Integer.BYTES; i++) {
      sink.begin(SOURCE, at, Integer.BYTES);
      at = IDENTIFIER.read(packet, layer, at, end, sink);
      sink.end(SOURCE);
    }
  }
}
