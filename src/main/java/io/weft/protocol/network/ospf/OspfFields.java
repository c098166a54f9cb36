package io.weft.protocol.network.ospf;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of OSPF's header and messages; link state advertisements are records. */
final class OspfFields {
  private static final int HELLO = 1;
  private static final int DESCRIPTION = 2;
  private static final int REQUEST = 3;
  private static final int UPDATE = 4;
  private static final int ACKNOWLEDGMENT = 5;

  private static final int HEADER_2 = 24;
  private static final int HEADER_3 = 16;
  private static final int PASSWORD = 1;
  private static final int CRYPTOGRAPHIC = 2;
  private static final int REQUEST_LENGTH = 12;

  // Where the byte of the options stands that has the bit of a block behind the message, in both
  // versions.
  private static final int HELLO_OPTIONS = 6;
  private static final int DESCRIPTION_OPTIONS = 2;

  private static final Field HEAD = Field.presence("ospf.header", "OSPF Header");
  private static final FixedFields TYPE =
      FixedFields.of(
          at(0, Field.u8("ospf.version", "Version")),
          at(
              1,
              Field.u8("ospf.msg", "Message Type")
                  .named(
                      ValueNames.of(
                          "1 Hello packet",
                          "2 DB description",
                          "3 LS request",
                          "4 LS update",
                          "5 LS acknowledge"))));
  private static final Field[] KINDS = {
    Field.flag("ospf.msg.hello", "Hello").generated(),
    Field.flag("ospf.msg.dbdesc", "DB Description").generated(),
    Field.flag("ospf.msg.lsreq", "Link State Adv Request").generated(),
    Field.flag("ospf.msg.lsupdate", "Link State Adv Update").generated(),
    Field.flag("ospf.msg.lsack", "Link State Adv Acknowledgement").generated(),
  };
  private static final FixedFields HEADER =
      FixedFields.of(
          at(2, Field.u16("ospf.packet_length", "Packet Length")),
          at(4, Field.ipv4("ospf.srcrouter", "Source OSPF Router")),
          at(8, Field.ipv4("ospf.area_id", "Area ID")),
          at(12, Field.u16("ospf.checksum", "Checksum").hexadecimal()));
  static final Field RESERVED = Field.bytes("ospf.reserved", "Reserved").repeating();
  private static final FixedFields AUTHENTICATION =
      FixedFields.of(
          at(
              14,
              Field.u16("ospf.auth.type", "Auth Type")
                  .named(ValueNames.from0("Null", "Simple password", "Cryptographic"))));
  private static final FixedFields NO_SECRET =
      FixedFields.of(at(16, 8, Field.bytes("ospf.auth.none", "Auth Data (none)")));
  private static final FixedFields SECRET =
      FixedFields.of(at(16, 8, Field.text("ospf.auth.simple", "Auth Data (Simple)")));
  private static final FixedFields KEY =
      FixedFields.of(
          at(18, Field.u8("ospf.auth.crypt.key_id", "Auth Crypt Key id")),
          at(19, Field.u8("ospf.auth.crypt.data_length", "Auth Crypt Data Length")),
          at(20, Field.u32("ospf.auth.crypt.seq_nbr", "Auth Crypt Sequence Number")));
  private static final Field DIGEST = Field.bytes("ospf.auth.crypt.data", "Auth Crypt Data");
  private static final FixedFields INSTANCE =
      FixedFields.of(at(14, Field.u8("ospf.instance_id", "Instance ID")), at(15, 1, RESERVED));

  private static final Field HELLOS = Field.presence("ospf.hello", "OSPF Hello Packet");
  private static final Field INTERVAL =
      Field.u32("ospf.hello.hello_interval", "Hello Interval [sec]");
  private static final Field PRIORITY = Field.u8("ospf.hello.router_priority", "Router Priority");
  private static final Field DEAD =
      Field.u32("ospf.hello.router_dead_interval", "Router Dead Interval [sec]");
  private static final Field DESIGNATED =
      Field.ipv4("ospf.hello.designated_router", "Designated Router");
  private static final Field BACKUP =
      Field.ipv4("ospf.hello.backup_designated_router", "Backup Designated Router");
  private static final FixedFields MASK =
      FixedFields.of(at(0, Field.ipv4("ospf.hello.network_mask", "Network Mask")));
  private static final FixedFields HELLO_2 =
      FixedFields.of(at(7, PRIORITY), at(8, DEAD), at(12, DESIGNATED), at(16, BACKUP));
  private static final FixedFields HELLO_3 =
      FixedFields.of(at(0, Field.u32("ospf.hello.interface_id", "Interface ID")), at(4, PRIORITY));
  private static final FixedFields HELLO_3_REST =
      FixedFields.of(at(12, DESIGNATED), at(16, BACKUP));
  private static final FixedFields NEIGHBOR =
      FixedFields.of(
          at(0, Field.ipv4("ospf.hello.active_neighbor", "Active Neighbor").repeating()));

  private static final Field MTU = Field.u16("ospf.db.interface_mtu", "Interface MTU");
  private static final Field FLAGS = Field.u8("ospf.dbd", "DB Description").hexadecimal();
  private static final FixedFields MTU_0 = FixedFields.of(at(0, MTU));
  private static final FixedFields RESERVED_0 = FixedFields.of(at(0, 1, RESERVED));
  private static final FixedFields BITS =
      FixedFields.of(
          at(0, FLAGS),
          at(0, Field.flag("ospf.dbd.r", "(R) OOBResync", 8, 0x08).within(FLAGS)),
          at(0, Field.flag("ospf.dbd.i", "(I) Init", 8, 0x04).within(FLAGS)),
          at(0, Field.flag("ospf.dbd.m", "(M) More", 8, 0x02).within(FLAGS)),
          at(0, Field.flag("ospf.dbd.ms", "(MS) Master", 8, 0x01).within(FLAGS)),
          at(1, Field.u32("ospf.db.dd_sequence", "DD Sequence")));

  private static final FixedFields COUNT =
      FixedFields.of(at(0, Field.u32("ospf.ls.number_of_lsas", "Number of LSAs")));

  static final LayerFields FIELDS =
      LayerFields.of(
          OspfFields::read,
          List.of(
              TYPE,
              HEADER,
              AUTHENTICATION,
              NO_SECRET,
              SECRET,
              KEY,
              INSTANCE,
              MASK,
              OspfOptions.DECLARED,
              HELLO_2,
              HELLO_3,
              NEIGHBOR,
              MTU_0,
              BITS,
              COUNT,
              AdvertisementFields.DECLARED,
              LinkLocalFields.DECLARED),
          HEAD,
          KINDS[0],
          KINDS[1],
          KINDS[2],
          KINDS[3],
          KINDS[4],
          DIGEST,
          HELLOS,
          INTERVAL);

  private OspfFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    boolean isThird = bytes[start] == 3;
    int header = isThird ? HEADER_3 : HEADER_2;
    int length = limit - start < 4 ? header : BigEndian.u16(bytes, start + 2);
    int end = Math.min(limit, start + Math.max(length, header));
    flag(HEAD, start, Math.min(limit, start + header) - start, sink);
    TYPE.read(bytes, start, end, sink);
    int type = BigEndian.u8(bytes, start + 1);
    if (type >= HELLO && type <= ACKNOWLEDGMENT) {
      flag(KINDS[type - 1], 0, 0, sink);
    }
    HEADER.read(bytes, start, end, sink);
    if (isThird) {
      INSTANCE.read(bytes, start, end, sink);
    } else {
      authentication(bytes, start, end, limit, sink);
    }
    message(type, isThird, bytes, start + header, end, sink);
    if (hasLinkLocalBlock(type, isThird, bytes, start + header, end)) {
      LinkLocalFields.read(
          isThird, bytes, end + (isThird ? 0 : digestLength(bytes, start)), limit, sink);
    }
  }

  /** Do the options of a message announce a block behind it (RFC 5613, sections 2.1 and 2.2)? */
  private static boolean hasLinkLocalBlock(
      int type, boolean isThird, byte[] bytes, int message, int end) {
    int options = type == HELLO ? HELLO_OPTIONS : DESCRIPTION_OPTIONS;
    return (type == HELLO || type == DESCRIPTION)
        && message + options < end
        && (bytes[message + options] & (isThird ? 0x02 : 0x10)) != 0;
  }

  /** Bytes of the digest behind a message of version 2, which its length does not count. */
  private static int digestLength(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + 14) == CRYPTOGRAPHIC ? BigEndian.u8(bytes, at + 19) : 0;
  }

  private static void flag(Field field, int at, int length, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, at, length);
    }
  }

  private static void authentication(byte[] bytes, int at, int end, int limit, FieldSink sink) {
    AUTHENTICATION.read(bytes, at, end, sink);
    if (at + HEADER_2 > end) {
      return;
    }
    switch (BigEndian.u16(bytes, at + 14)) {
      case 0 -> NO_SECRET.read(bytes, at, end, sink);
      case PASSWORD -> SECRET.read(bytes, at, end, sink);
      case CRYPTOGRAPHIC -> {
        KEY.read(bytes, at, end, sink);
        int length = digestLength(bytes, at);
        if (length > 0 && end + length <= limit && sink.wants(DIGEST)) {
          sink.bytes(DIGEST, bytes, end, length);
        }
      }
      default -> {} // Nothing is known of other kinds.
    }
  }

  private static void message(
      int type, boolean isThird, byte[] bytes, int at, int end, FieldSink sink) {
    switch (type) {
      case HELLO -> hello(isThird, bytes, at, end, sink);
      case DESCRIPTION -> description(isThird, bytes, at, end, sink);
      case REQUEST -> {
        for (int each = at; each + REQUEST_LENGTH <= end; each += REQUEST_LENGTH) {
          AdvertisementFields.request(isThird, bytes, each, end, sink);
        }
      }
      case UPDATE -> {
        COUNT.read(bytes, at, end, sink);
        AdvertisementFields.read(isThird, true, bytes, at + 4, end, sink);
      }
      case ACKNOWLEDGMENT -> AdvertisementFields.read(isThird, false, bytes, at, end, sink);
      default -> {} // There is no other type.
    }
  }

  private static void hello(boolean isThird, byte[] bytes, int at, int end, FieldSink sink) {
    if (at < end) {
      flag(HELLOS, at, end - at, sink);
    }
    if (isThird) {
      HELLO_3.read(bytes, at, end, sink);
      OspfOptions.read3(bytes, at + 5, end, sink);
      number(INTERVAL, bytes, at + 8, end, sink);
      number(DEAD, bytes, at + 10, end, sink);
      HELLO_3_REST.read(bytes, at, end, sink);
    } else {
      MASK.read(bytes, at, end, sink);
      number(INTERVAL, bytes, at + 4, end, sink);
      OspfOptions.read2(bytes, at + 6, end, sink);
      HELLO_2.read(bytes, at, end, sink);
    }
    for (int each = at + 20; each + 4 <= end; each += 4) {
      NEIGHBOR.read(bytes, each, end, sink);
    }
  }

  private static void number(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 2 <= end && sink.wants(field)) {
      sink.number(field, BigEndian.u16(bytes, at), at, 2);
    }
  }

  private static void description(boolean isThird, byte[] bytes, int at, int end, FieldSink sink) {
    int bits;
    if (isThird) {
      RESERVED_0.read(bytes, at, end, sink);
      OspfOptions.read3(bytes, at + 1, end, sink);
      MTU_0.read(bytes, at + 4, end, sink);
      RESERVED_0.read(bytes, at + 6, end, sink);
      bits = at + 7;
    } else {
      MTU_0.read(bytes, at, end, sink);
      OspfOptions.read2(bytes, at + 2, end, sink);
      bits = at + 3;
    }
    BITS.read(bytes, bits, end, sink);
    AdvertisementFields.read(isThird, false, bytes, bits + 5, end, sink);
  }
}
