package io.weft.protocol.network.icmp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of an ICMP message; which of them it has depends on its type. */
final class IcmpFields {
  private static final int ROUTER_ADVERTISEMENT = 9;
  private static final int ROUTER_SOLICITATION = 10;
  private static final int TIMESTAMP_REQUEST = 13;
  private static final int TIMESTAMP_REPLY = 14;
  private static final int INFORMATION_REQUEST = 15;
  private static final int INFORMATION_REPLY = 16;
  private static final int MASK_REQUEST = 17;
  private static final int MASK_REPLY = 18;
  private static final int EXTENDED_ECHO_REQUEST = 42;
  private static final int EXTENDED_ECHO_REPLY = 43;
  private static final int FRAGMENTATION_NEEDED = 4;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(
              0,
              Field.u8("icmp.type", "Type")
                  .named(
                      ValueNames.of(
                          "0 Echo reply",
                          "3 Destination unreachable",
                          "4 Source quench",
                          "5 Redirect",
                          "8 Echo request",
                          "9 Router advertisement",
                          "10 Router solicitation",
                          "11 Time to live exceeded",
                          "12 Parameter problem",
                          "13 Timestamp request",
                          "14 Timestamp reply",
                          "15 Information request",
                          "16 Information reply",
                          "17 Address mask request",
                          "18 Address mask reply",
                          "42 Extended echo request",
                          "43 Extended echo reply"))),
          at(1, Field.u8("icmp.code", "Code")),
          at(2, Field.u16("icmp.checksum", "Checksum").hexadecimal()));

  private static final LayerFields STATUS = ChecksumStatus.fields(Icmp.PROTOCOL);

  private static final Field IDENTIFIER = Field.u16("icmp.ident", "Identifier (BE)");
  private static final Field IDENTIFIER_LE = Field.u16("icmp.ident_le", "Identifier (LE)");
  private static final Field SEQUENCE_LE = Field.u16("icmp.seq_le", "Sequence Number (LE)");

  private static final FixedFields QUERY =
      FixedFields.of(
          at(4, IDENTIFIER),
          littleEndian(4, IDENTIFIER_LE),
          at(6, Field.u16("icmp.seq", "Sequence Number (BE)")),
          littleEndian(6, SEQUENCE_LE));

  private static final FixedFields TIMES =
      FixedFields.of(
          at(8, Field.u32("icmp.originate_timestamp", "Originate Timestamp")),
          at(12, Field.u32("icmp.receive_timestamp", "Receive Timestamp")),
          at(16, Field.u32("icmp.transmit_timestamp", "Transmit Timestamp")));

  private static final FixedFields MASK =
      FixedFields.of(at(8, Field.ipv4("icmp.address_mask", "Address Mask")));

  private static final FixedFields GATEWAY =
      FixedFields.of(at(4, Field.ipv4("icmp.redir_gw", "Gateway Address")));

  private static final Field UNUSED = Field.bytes("icmp.unused", "Unused").repeating();
  private static final Field LENGTH = Field.u8("icmp.length", "Length");
  private static final Field DATAGRAM_LENGTH =
      Field.u8("icmp.length.original_datagram", "Length of original datagram").generated();
  private static final Field MTU = Field.u16("icmp.mtu", "MTU of next hop");
  private static final Field POINTER = Field.u32("icmp.pointer", "Pointer");

  private static final FixedFields UNUSED_WORD = FixedFields.of(at(4, 4, UNUSED));
  private static final FixedFields UNUSED_BEFORE_MTU = FixedFields.of(at(4, 2, UNUSED), at(6, MTU));
  private static final FixedFields LENGTH_AND_UNUSED =
      FixedFields.of(at(4, 1, UNUSED), at(5, LENGTH), at(6, 2, UNUSED));
  private static final FixedFields LENGTH_AND_MTU =
      FixedFields.of(at(4, 1, UNUSED), at(5, LENGTH), at(6, MTU));
  private static final FixedFields LENGTH_ALONE = FixedFields.of(at(5, LENGTH));

  private static final FixedFields ROUTERS =
      FixedFields.of(
          at(4, Field.u8("icmp.num_addrs", "Number of addresses")),
          at(5, Field.u8("icmp.addr_entry_size", "Address entry size")),
          at(6, Field.u16("icmp.lifetime", "Lifetime")));
  private static final FixedFields ROUTER =
      FixedFields.of(
          at(0, Field.ipv4("icmp.router_address", "Router address").repeating()),
          at(4, Field.u32("icmp.pref_level", "Preference level").signed().repeating()));

  private static final ExtendedEchoFields EXTENDED_ECHO =
      new ExtendedEchoFields("icmp", IDENTIFIER);

  static final LayerFields FIELDS =
      LayerFields.of(
          IcmpFields::read,
          List.of(
              HEADER,
              STATUS,
              QUERY,
              PingTime.FIELDS,
              TIMES,
              MASK,
              GATEWAY,
              LENGTH_AND_MTU,
              ROUTERS,
              ROUTER,
              EXTENDED_ECHO.common(),
              EXTENDED_ECHO.request(),
              EXTENDED_ECHO.reply(),
              IcmpExtensionFields.DECLARED),
          DATAGRAM_LENGTH,
          POINTER);

  private IcmpFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, at, end, sink);
    STATUS.read(packet, layer, sink);
    switch (Icmp.type(bytes, at)) {
      case Icmp.ECHO_REPLY, Icmp.ECHO_REQUEST -> {
        QUERY.read(bytes, at, end, sink);
        PingTime.FIELDS.read(packet, layer, sink);
      }
      case INFORMATION_REQUEST, INFORMATION_REPLY -> QUERY.read(bytes, at, end, sink);
      case TIMESTAMP_REQUEST, TIMESTAMP_REPLY -> {
        QUERY.read(bytes, at, end, sink);
        TIMES.read(bytes, at, end, sink);
      }
      case MASK_REQUEST, MASK_REPLY -> {
        QUERY.read(bytes, at, end, sink);
        MASK.read(bytes, at, end, sink);
      }
      case Icmp.REDIRECT -> GATEWAY.read(bytes, at, end, sink);
      case Icmp.DESTINATION_UNREACHABLE, Icmp.TIME_EXCEEDED, Icmp.PARAMETER_PROBLEM -> {
        error(bytes, at, end, sink);
        IcmpExtensionFields.read(packet, layer, sink);
      }
      case ROUTER_ADVERTISEMENT -> routers(bytes, at, end, sink);
      case ROUTER_SOLICITATION -> UNUSED_WORD.read(bytes, at, end, sink);
      case EXTENDED_ECHO_REQUEST -> {
        EXTENDED_ECHO.readRequest(bytes, at, end, sink);
      }
      case EXTENDED_ECHO_REPLY -> {
        EXTENDED_ECHO.readReply(bytes, at, end, sink);
      }
      default -> {} // Nothing else is known of the message.
    }
  }

  private static void error(byte[] bytes, int at, int end, FieldSink sink) {
    int type = Icmp.type(bytes, at);
    int length = Icmp.quoteLength(bytes, at, end);
    boolean isTooBig =
        type == Icmp.DESTINATION_UNREACHABLE && bytes[at + 1] == FRAGMENTATION_NEEDED;
    if (type == Icmp.PARAMETER_PROBLEM) {
      if (sink.wants(POINTER)) {
        sink.number(POINTER, BigEndian.u8(bytes, at + 4), at + 4, 1);
      }
      if (length != 0) {
        LENGTH_ALONE.read(bytes, at, end, sink);
      }
    } else if (length == 0) {
      (isTooBig ? UNUSED_BEFORE_MTU : UNUSED_WORD).read(bytes, at, end, sink);
    } else {
      (isTooBig ? LENGTH_AND_MTU : LENGTH_AND_UNUSED).read(bytes, at, end, sink);
    }
    if (length != 0 && sink.wants(DATAGRAM_LENGTH)) {
      sink.number(DATAGRAM_LENGTH, length & 0xFF, 0, 0);
    }
  }

  private static void routers(byte[] bytes, int at, int end, FieldSink sink) {
    ROUTERS.read(bytes, at, end, sink);
    int count = BigEndian.u8(bytes, at + 4);
    int size = BigEndian.u8(bytes, at + 5) * 4;
    if (size < 8) {
      return;
    }
    int each = at + Icmp.HEADER_LENGTH;
    for (int i = 0; i < count && each + size <= end; i++) {
      ROUTER.read(bytes, each, end, sink);
      each += size;
    }
  }
}
