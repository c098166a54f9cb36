package io.weft.protocol.transport.tcp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of the options of multipath TCP (RFC 8684, section 3, and RFC 6824 before it). */
final class MultipathFields {
  private static final int CAPABLE = 0;
  private static final int JOIN = 1;
  private static final int DATA_SEQUENCE = 2;
  private static final int ADD_ADDRESS = 3;
  private static final int REMOVE_ADDRESS = 4;
  private static final int PRIORITY = 5;
  private static final int FAIL = 6;
  private static final int FAST_CLOSE = 7;
  private static final int RESET = 8;

  private static final int JOIN_SYN_LENGTH = 12;
  private static final int JOIN_SYN_ACK_LENGTH = 16;

  private static final int ACK_PRESENT = 0x01;
  private static final int ACK_LONG = 0x02;
  private static final int SEQUENCE_PRESENT = 0x04;
  private static final int SEQUENCE_LONG = 0x08;

  private static final FixedFields SUBTYPE =
      FixedFields.of(
          at(
              2,
              Field.u8("tcp.options.mptcp.subtype", "Multipath TCP subtype")
                  .masked(0xF0)
                  .named(
                      ValueNames.from0(
                          "Multipath capable",
                          "Join connection",
                          "Data sequence signal",
                          "Add address",
                          "Remove address",
                          "Change subflow priority",
                          "Fallback",
                          "Fast close",
                          "Subflow reset"))
                  .repeating()));

  private static final Field VERSION =
      Field.u8("tcp.options.mptcp.version", "Multipath TCP version").masked(0x0F).repeating();
  private static final Field FLAGS =
      Field.u8("tcp.options.mptcp.flags", "Multipath TCP flags").hexadecimal().repeating();
  private static final Field SENDER_KEY =
      Field.u64("tcp.options.mptcp.sendkey", "Sender's Key").repeating();
  private static final Field RECEIVER_KEY =
      Field.u64("tcp.options.mptcp.recvkey", "Receiver's Key").repeating();
  private static final Field ADDRESS_ID =
      Field.u8("tcp.options.mptcp.addrid", "Address ID").repeating();
  private static final Field RANDOM =
      Field.u32("tcp.options.mptcp.sendrand", "Sender's Random Number").repeating();
  private static final Field BACKUP =
      Field.u8("tcp.options.mptcp.backup.flag", "Backup flag").masked(1).repeating();
  private static final Field RESERVED =
      Field.u16("tcp.options.mptcp.reserved", "Reserved").masked(0x0FFF).hexadecimal().repeating();
  private static final Field DATA_LENGTH =
      Field.u16("tcp.options.mptcp.datalvllen", "Data-level Length").repeating();
  private static final Field CHECKSUM =
      Field.u16("tcp.options.mptcp.checksum", "Checksum").hexadecimal().repeating();

  private static final FixedFields CAPABLES =
      FixedFields.of(
          at(2, VERSION),
          at(3, FLAGS),
          at(3, bit("checksumreq.flags", "Checksum required", 0x80)),
          at(3, bit("extensibility.flag", "Extensibility", 0x40)),
          at(3, bit("nomoresubflows.flag", "No further subflows to this address", 0x20)));
  private static final FixedFields SHA_1 =
      FixedFields.of(at(3, bit("sha1.flag", "Use HMAC-SHA1", 0x01)));
  private static final FixedFields SHA_256 =
      FixedFields.of(at(3, bit("sha256.flag", "Use HMAC-SHA256", 0x01)));
  private static final FixedFields KEYS =
      FixedFields.of(
          at(3, bit("reserved.flag", "Reserved", 0x3E).hexadecimal()),
          at(4, SENDER_KEY),
          at(12, RECEIVER_KEY),
          at(20, DATA_LENGTH),
          at(22, CHECKSUM));

  private static final FixedFields JOIN_SYN =
      FixedFields.of(
          at(2, FLAGS),
          at(2, BACKUP),
          at(3, ADDRESS_ID),
          at(4, Field.u32("tcp.options.mptcp.recvtok", "Receiver's Token").repeating()),
          at(8, RANDOM));
  private static final FixedFields JOIN_SYN_ACK =
      FixedFields.of(
          at(2, FLAGS),
          at(2, BACKUP),
          at(3, ADDRESS_ID),
          at(
              4,
              Field.u64("tcp.options.mptcp.sendtrunchmac", "Sender's Truncated HMAC").repeating()),
          at(12, RANDOM));
  private static final FixedFields JOIN_ACK =
      FixedFields.of(
          at(2, RESERVED),
          rest(4, Field.bytes("tcp.options.mptcp.sendhmac", "Sender's HMAC").repeating()));

  private static final FixedFields SIGNAL =
      FixedFields.of(
          at(3, FLAGS),
          at(3, bit("datafin.flag", "DATA_FIN", 0x10)),
          at(3, bit("dseqn8.flag", "Data sequence number is 8 octets", SEQUENCE_LONG)),
          at(3, bit("dseqnpresent.flag", "Data sequence number present", SEQUENCE_PRESENT)),
          at(3, bit("dataack8.flag", "Data ACK is 8 octets", ACK_LONG)),
          at(3, bit("dataackpresent.flag", "Data ACK is present", ACK_PRESENT)));
  private static final Field DATA_ACK =
      Field.u64("tcp.options.mptcp.rawdataack", "Original Data ACK").repeating();
  private static final Field DATA_SEQUENCE_NUMBER =
      Field.u64("tcp.options.mptcp.rawdataseqno", "Original Data Sequence Number").repeating();
  private static final FixedFields MAPPING =
      FixedFields.of(
          at(0, Field.u32("tcp.options.mptcp.subflowseqno", "Subflow Sequence Number").repeating()),
          at(4, DATA_LENGTH),
          at(6, CHECKSUM));

  private static final FixedFields ADDRESS =
      FixedFields.of(
          at(2, Field.u8("tcp.options.mptcp.ipver", "IP version").masked(0x0F).repeating()),
          at(3, ADDRESS_ID));
  private static final FixedFields ADDRESS_1 =
      FixedFields.of(
          at(2, Field.u8("tcp.options.mptcp.echo", "Echo").masked(1).repeating()),
          at(3, ADDRESS_ID));
  private static final FixedFields ADDRESS_4 =
      FixedFields.of(
          at(4, Field.ipv4("tcp.options.mptcp.ipv4", "Advertised IPv4 Address").repeating()));
  private static final FixedFields ADDRESS_6 =
      FixedFields.of(
          at(4, Field.ipv6("tcp.options.mptcp.ipv6", "Advertised IPv6 Address").repeating()));
  private static final FixedFields PORT =
      FixedFields.of(at(0, Field.u16("tcp.options.mptcp.port", "Advertised port").repeating()));
  private static final FixedFields ADDRESS_MAC =
      FixedFields.of(
          at(0, Field.u64("tcp.options.mptcp.addaddrtrunchmac", "Truncated HMAC").repeating()));

  private static final FixedFields REMOVED = FixedFields.of(at(0, ADDRESS_ID));
  private static final FixedFields PRIORITIES =
      FixedFields.of(at(2, FLAGS), at(2, BACKUP), at(3, ADDRESS_ID));
  private static final FixedFields FAILED =
      FixedFields.of(at(2, RESERVED), at(4, DATA_SEQUENCE_NUMBER));
  private static final FixedFields CLOSED = FixedFields.of(at(2, RESERVED), at(4, RECEIVER_KEY));
  private static final FixedFields WAS_RESET =
      FixedFields.of(
          at(2, FLAGS),
          at(
              3,
              Field.u8("tcp.options.mptcp.rst_reason", "TCPRST Reason").hexadecimal().repeating()));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              SUBTYPE,
              CAPABLES,
              SHA_1,
              SHA_256,
              KEYS,
              JOIN_SYN,
              JOIN_SYN_ACK,
              JOIN_ACK,
              SIGNAL,
              MAPPING,
              ADDRESS,
              ADDRESS_1,
              ADDRESS_4,
              ADDRESS_6,
              PORT,
              ADDRESS_MAC,
              WAS_RESET),
          DATA_ACK,
          DATA_SEQUENCE_NUMBER);

  private MultipathFields() {}

  private static Field bit(String name, String label, int mask) {
    return Field.u8("tcp.options.mptcp." + name, label).masked(mask).repeating();
  }

  /** Reads one option. */
  static void read(byte[] bytes, int at, int end, FieldSink sink) {
    if (end - at < 3) {
      return;
    }
    SUBTYPE.read(bytes, at, end, sink);
    switch (bytes[at + 2] >> 4 & 0xF) {
      case CAPABLE -> {
        CAPABLES.read(bytes, at, end, sink);
        ((bytes[at + 2] & 0xF) == 0 ? SHA_1 : SHA_256).read(bytes, at, end, sink);
        KEYS.read(bytes, at, end, sink);
      }
      case JOIN -> join(end - at).read(bytes, at, end, sink);
      case DATA_SEQUENCE -> signal(bytes, at, end, sink);
      case ADD_ADDRESS -> addAddress(bytes, at, end, sink);
      case REMOVE_ADDRESS -> {
        for (int each = at + 3; each < end; each++) {
          REMOVED.read(bytes, each, end, sink);
        }
      }
      case PRIORITY -> PRIORITIES.read(bytes, at, end, sink);
      case FAIL -> FAILED.read(bytes, at, end, sink);
      case FAST_CLOSE -> CLOSED.read(bytes, at, end, sink);
      case RESET -> WAS_RESET.read(bytes, at, end, sink);
      default -> {} // Wireshark shows no more than the subtype.
    }
  }

  private static FixedFields join(int length) {
    return length == JOIN_SYN_LENGTH
        ? JOIN_SYN
        : length == JOIN_SYN_ACK_LENGTH ? JOIN_SYN_ACK : JOIN_ACK;
  }

  private static void signal(byte[] bytes, int start, int end, FieldSink sink) {
    SIGNAL.read(bytes, start, end, sink);
    int flags = start + 3 < end ? bytes[start + 3] : 0;
    int at = start + 4;
    if ((flags & ACK_PRESENT) != 0) {
      at = sequence(DATA_ACK, (flags & ACK_LONG) != 0, bytes, at, end, sink);
    }
    if ((flags & SEQUENCE_PRESENT) != 0) {
      at = sequence(DATA_SEQUENCE_NUMBER, (flags & SEQUENCE_LONG) != 0, bytes, at, end, sink);
      MAPPING.read(bytes, at, end, sink);
    }
  }

  /** Reads a number of four or eight bytes, and says where the next one begins. */
  private static int sequence(
      Field field, boolean isLong, byte[] bytes, int at, int end, FieldSink sink) {
    int length = isLong ? 8 : 4;
    if (at + length <= end && sink.wants(field)) {
      long value = isLong ? BigEndian.i64(bytes, at) : BigEndian.u32(bytes, at);
      sink.number(field, value, at, length);
    }
    return at + length;
  }

  /** Reads an address, which version 0 says the family of; version 1 tells it by the length. */
  private static void addAddress(byte[] bytes, int start, int end, FieldSink sink) {
    int low = bytes[start + 2] & 0xF;
    boolean isOld = low == 4 || low == 6;
    (isOld ? ADDRESS : ADDRESS_1).read(bytes, start, end, sink);
    int length = end - start;
    boolean isIpv4 = isOld ? low == 4 : length < 20;
    (isIpv4 ? ADDRESS_4 : ADDRESS_6).read(bytes, start, end, sink);
    int at = start + (isIpv4 ? 8 : 20);
    if ((end - at) % 8 == 2) {
      PORT.read(bytes, at, end, sink);
      at += 2;
    }
    ADDRESS_MAC.read(bytes, at, end, sink);
  }
}
