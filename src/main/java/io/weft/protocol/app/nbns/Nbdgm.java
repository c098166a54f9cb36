package io.weft.protocol.app.nbns;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A message of the NetBIOS datagram service (RFC 1002 section 4.4). */
public final class Nbdgm extends View {
  public static final Protocol PROTOCOL = Protocol.of("nbdgm", "NetBIOS Datagram Service");

  private static final int PORT = 138;

  /** Length of the header of a query, the shortest one, in bytes. */
  private static final int MIN_LENGTH = 10;

  private static final int DATAGRAM_HEADER = 14;

  private static final int DIRECT_UNIQUE = 0x10;
  private static final int BROADCAST = 0x12;
  private static final int ERROR = 0x13;
  private static final int NEGATIVE_RESPONSE = 0x16;

  private static final int FLAGS_AT = 1;
  private static final int RESERVED_FLAGS = 0xF0;
  private static final int LENGTH = 10;

  /** The mark that messages of SMB begin with. */
  private static final int SMB = 0xFF534D42;

  private static final ValueNames TYPES =
      ValueNames.of(
          "16 Direct_unique datagram",
          "17 Direct_group datagram",
          "18 Broadcast datagram",
          "19 Datagram error",
          "20 Datagram query request",
          "21 Datagram positive query response",
          "22 Datagram negative query response");

  private static final Field FLAGS = Field.u8("nbdgm.flags", "Flags").hexadecimal();
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("nbdgm.type", "Message Type").named(TYPES)),
          at(FLAGS_AT, FLAGS),
          at(FLAGS_AT, Field.flag("nbdgm.next", "More fragments follow", 8, 0x01).within(FLAGS)),
          at(FLAGS_AT, Field.flag("nbdgm.first", "This is first fragment", 8, 0x02).within(FLAGS)),
          at(
              FLAGS_AT,
              Field.u8("nbdgm.node_type", "Node Type")
                  .masked(0x0C)
                  .named(ValueNames.from0("B node", "P node", "M node", "NBDD"))
                  .within(FLAGS)),
          at(2, Field.u16("nbdgm.dgram_id", "Datagram ID").hexadecimal()),
          at(4, Field.ipv4("nbdgm.src.ip", "Source IP")),
          at(8, Field.u16("nbdgm.src.port", "Source Port")));
  private static final FixedFields OF_DATAGRAM =
      FixedFields.of(
          at(LENGTH, Field.u16("nbdgm.dgram_len", "Datagram length")),
          at(12, Field.u16("nbdgm.pkt_offset", "Packet offset")));
  private static final FixedFields OF_ERROR =
      FixedFields.of(at(MIN_LENGTH, Field.u8("nbdgm.error_code", "Error code").hexadecimal()));
  private static final Field SOURCE = Field.text("nbdgm.source_name", "Source name");
  private static final Field DESTINATION = Field.text("nbdgm.destination_name", "Destination name");

  /** The header of a message of SMB 1, which most datagrams hold (MS-CIFS section 2.2.3.1). */
  private static final FixedFields OF_SMB =
      FixedFields.of(
          littleEndian(0, Field.u32("smb.server_component", "Server Component").hexadecimal()),
          at(4, Field.u8("smb.cmd", "SMB Command").hexadecimal()),
          at(5, Field.u8("smb.error_class", "Error Class").hexadecimal()),
          littleEndian(7, Field.u16("smb.error_code", "Error Code").hexadecimal()),
          at(9, Field.u8("smb.flags", "Flags").hexadecimal()),
          littleEndian(10, Field.u16("smb.flags2", "Flags2").hexadecimal()),
          littleEndian(12, Field.u16("smb.pid.high", "Process ID High")),
          at(14, 8, Field.bytes("smb.signature", "Signature")),
          littleEndian(24, Field.u16("smb.tid", "Tree ID")),
          littleEndian(26, Field.u16("smb.pid", "Process ID")),
          littleEndian(28, Field.u16("smb.uid", "User ID")),
          littleEndian(30, Field.u16("smb.mid", "Multiplex ID")));

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            Nbdgm::read, List.of(HEAD, OF_DATAGRAM, OF_ERROR, OF_SMB), SOURCE, DESTINATION));
    chain.info(PROTOCOL, Nbdgm::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, Nbdgm::fit)
            .ports(PORT));
  }

  /** A type that there is, and no reserved flag. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int type = bytes[from];
    boolean fits =
        type >= DIRECT_UNIQUE
            && type <= NEGATIVE_RESPONSE
            && (bytes[from + FLAGS_AT] & RESERVED_FLAGS) == 0;
    return Fit.maybeIf(fits);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(TYPES.nameOr(packet.bytes(layer)[packet.start(layer)], "type"));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    HEAD.read(bytes, start, limit, sink);
    int type = bytes[start];
    if (type == ERROR) {
      OF_ERROR.read(bytes, start, limit, sink);
    } else if (type > BROADCAST) {
      name(DESTINATION, packet, layer, start + MIN_LENGTH, sink);
    } else {
      OF_DATAGRAM.read(bytes, start, limit, sink);
      int next = name(SOURCE, packet, layer, start + DATAGRAM_HEADER, sink);
      next = next < 0 ? next : name(DESTINATION, packet, layer, next, sink);
      if (next >= 0 && limit - next >= 4 && BigEndian.i32(bytes, next) == SMB) {
        OF_SMB.read(bytes, next, limit, sink);
      }
    }
  }

  /** A name; returns the index behind it, or -1 where it does not end. */
  private static int name(Field field, Packet packet, int layer, int at, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int limit = packet.limit(layer);
    int end = NetbiosName.end(bytes, at, limit);
    if (end > at && sink.wants(field)) {
      StringBuilder text = packet.text();
      NetbiosName.append(text, bytes, packet.start(layer), at, limit);
      sink.text(field, text, at, end - at);
    }
    return end;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 16 to 22: 16 to 18 for a datagram. */
  public int type() {
    return bytes[at];
  }
}
