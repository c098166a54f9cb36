package io.weft.protocol.tunnel.gtp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of GTP-U's header and of its extension headers. */
final class GtpFields {
  private static final int UDP_PORT_EXTENSION = 0x40;
  private static final int PDU_SESSION = 0x85;
  private static final int PDCP_NUMBER = 0xC0;

  private static final int SEQUENCE = 0x02;
  private static final int NUMBER = 0x01;

  private static final Field FLAGS = Field.u8("gtp.flags", "Flags").hexadecimal();

  private static final ValueNames MESSAGES =
      ValueNames.of(
          "1 Echo request",
          "2 Echo response",
          "3 Version not supported",
          "16 Create PDP context request",
          "17 Create PDP context response",
          "18 Update PDP context request",
          "19 Update PDP context response",
          "20 Delete PDP context request",
          "21 Delete PDP context response",
          "22 Initiate PDP context activation request",
          "23 Initiate PDP context activation response",
          "26 Error indication",
          "27 PDU notification request",
          "28 PDU notification response",
          "31 Supported extension headers notification",
          "32 Send routing information for GPRS request",
          "33 Send routing information for GPRS response",
          "48 Identification request",
          "49 Identification response",
          "50 SGSN context request",
          "51 SGSN context response",
          "52 SGSN context acknowledge",
          "53 Forward relocation request",
          "54 Forward relocation response",
          "55 Forward relocation complete",
          "253 Tunnel status",
          "254 End marker",
          "255 T-PDU");

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, FLAGS),
          at(0, Field.u8("gtp.flags.version", "Version").masked(0xE0).within(FLAGS)),
          at(
              0,
              Field.u8("gtp.flags.payload", "Protocol type")
                  .masked(0x10)
                  .named(ValueNames.from0("GTP'", "GTP"))
                  .within(FLAGS)),
          at(0, Field.u8("gtp.flags.reserved", "Reserved").masked(0x08).within(FLAGS)),
          at(
              0,
              Field.flag("gtp.flags.e", "Is Next Extension Header present?", 8, 0x04)
                  .within(FLAGS)),
          at(
              0,
              Field.flag("gtp.flags.s", "Is Sequence Number present?", 8, SEQUENCE).within(FLAGS)),
          at(0, Field.flag("gtp.flags.pn", "Is N-PDU number present?", 8, NUMBER).within(FLAGS)),
          at(1, Field.u8("gtp.message", "Message Type").hexadecimal().named(MESSAGES)),
          at(2, Field.u16("gtp.length", "Length")),
          at(4, Field.u32("gtp.teid", "TEID").hexadecimal()));

  private static final FixedFields SEQUENCE_NUMBER =
      FixedFields.of(at(8, Field.u16("gtp.seq_number", "Sequence number").hexadecimal()));
  private static final FixedFields NPDU_NUMBER =
      FixedFields.of(at(10, Field.u8("gtp.npdu_number", "N-PDU Number").hexadecimal()));
  private static final Field NEXT =
      Field.u8("gtp.ext_hdr.next", "Next extension header type")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x00 No more extension headers",
                  "0x20 Service class indicator",
                  "0x40 UDP port",
                  "0x81 RAN container",
                  "0x82 Long PDCP PDU number",
                  "0x85 PDU session container",
                  "0xC0 PDCP PDU number"))
          .repeating();
  private static final FixedFields NEXT_TYPE = FixedFields.of(at(0, NEXT));

  private static final Field IS_EXTENSION =
      Field.presence("gtp.ext_hdr", "Extension header").repeating();
  private static final FixedFields EXTENSION =
      FixedFields.of(at(0, Field.u8("gtp.ext_hdr.length", "Extension Header Length").repeating()));
  private static final FixedFields SESSION =
      FixedFields.of(
          at(
              1,
              Field.u8("gtp.ext_hdr.pdu_ses_con.pdu_type", "PDU Type")
                  .masked(0xF0)
                  .named(
                      ValueNames.from0(
                          "Downlink PDU session information", "Uplink PDU session information"))
                  .repeating()));
  private static final FixedFields DOWNLINK =
      FixedFields.of(
          at(2, Field.flag("gtp.ext_hdr.pdu_ses_cont.ppp", "Paging Policy", 8, 0x80).repeating()),
          at(
              2,
              Field.flag("gtp.ext_hdr.pdu_ses_cont.rqi", "Reflective QoS Indicator", 8, 0x40)
                  .repeating()));
  private static final FixedFields QOS_FLOW =
      FixedFields.of(
          at(
              2,
              Field.u8("gtp.ext_hdr.pdu_ses_con.qos_flow_id", "QoS Flow Identifier (QFI)")
                  .masked(0x3F)
                  .repeating()));
  private static final FixedFields PORT =
      FixedFields.of(at(1, Field.u16("gtp.ext_hdr.udp_port", "UDP Port").repeating()));
  private static final FixedFields PDCP =
      FixedFields.of(at(1, Field.u16("gtp.ext_hdr.pdcp_sn", "PDCP Sequence Number").repeating()));

  static final LayerFields FIELDS =
      LayerFields.of(
          GtpFields::read,
          List.of(
              HEADER,
              SEQUENCE_NUMBER,
              NPDU_NUMBER,
              EXTENSION,
              SESSION,
              DOWNLINK,
              QOS_FLOW,
              PORT,
              PDCP,
              NEXT_TYPE,
              ControlFields.DECLARED),
          IS_EXTENSION);

  private GtpFields() {}

  static void describe(Packet packet, int layer, StringBuilder text) {
    int type = Gtp.type(packet.bytes(layer), packet.start(layer));
    String name = MESSAGES.name(type);
    text.append(name == null ? "Message " + type : name);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.payload(layer);
    int elements = header(bytes, start, end, sink);
    if (elements >= 0 && Gtp.type(bytes, start) != Gtp.T_PDU) {
      ControlFields.read(bytes, elements, end, sink);
    }
  }

  /**
   * Reads the header and its extensions; returns where they end, or -1 where they make no sense.
   */
  private static int header(byte[] bytes, int start, int end, FieldSink sink) {
    HEADER.read(bytes, start, end, sink);
    int at = start + Gtp.MIN_HEADER_LENGTH + Gtp.OPTIONAL_LENGTH;
    if (!Gtp.hasOptional(bytes, start)) {
      return at - Gtp.OPTIONAL_LENGTH;
    }
    if (at > end) {
      return -1;
    }
    if ((bytes[start] & SEQUENCE) != 0) {
      SEQUENCE_NUMBER.read(bytes, start, end, sink);
    }
    if ((bytes[start] & NUMBER) != 0) {
      NPDU_NUMBER.read(bytes, start, end, sink);
    }
    if (!Gtp.hasExtension(bytes, start)) {
      return at;
    }
    int type = BigEndian.u8(bytes, at - 1);
    NEXT_TYPE.read(bytes, at - 1, end, sink);
    while (type != 0 && at < end) {
      int next = at + (BigEndian.u8(bytes, at) << 2);
      if (next == at || next > end) {
        return -1;
      }
      if (sink.wants(IS_EXTENSION)) {
        sink.flag(IS_EXTENSION, true, at, next - at);
      }
      EXTENSION.read(bytes, at, next, sink);
      extension(type, bytes, at, next, sink);
      NEXT_TYPE.read(bytes, next - 1, next, sink);
      type = BigEndian.u8(bytes, next - 1);
      at = next;
    }
    return at;
  }

  private static void extension(int type, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case UDP_PORT_EXTENSION -> PORT.read(bytes, at, end, sink);
      case PDCP_NUMBER -> PDCP.read(bytes, at, end, sink);
      case PDU_SESSION -> {
        SESSION.read(bytes, at, end, sink);
        if (bytes[at + 1] >> 4 == 0) {
          DOWNLINK.read(bytes, at, end, sink);
        }
        QOS_FLOW.read(bytes, at, end, sink);
      }
      default -> {} // Nothing is known of the header's content.
    }
  }
}
