package io.weft.protocol.app.uftp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of one version, by Wireshark's names: the versions have the same ones. */
final class UftpFields {
  private static final int ROUND_TRIP = 13;
  private static final int GROUP_SIZE = 14;
  private static final int ANNOUNCED = 8;
  private static final int NAME_LENGTH = 8;
  private static final int FILE_TIME = 16;
  private static final int FILE_SENT = 20;
  private static final int NAME = 28;
  private static final int IPV6 = 0x04;
  private static final int FLAGS = 2;
  private static final int ADDRESSES = 16;

  private static final long NANOS = 1_000_000_000L;

  private final boolean countsMicroseconds;
  private final String prefix;
  private final FixedFields head;
  private final Field roundTrip;
  private final Field groupSize;
  private final FixedFields tail;
  private final Field destinations;
  private final FieldSequence destination;
  private final FixedFields announce;
  private final Field announced;
  private final FixedFields groups4;
  private final FixedFields groups6;
  private final FixedFields confirmRegistration;
  private final FixedFields fileInformation;
  private final Field fileTime;
  private final Field fileSent;
  private final Field fileName;
  private final FixedFields segment;
  private final FixedFields data;
  private final FixedFields done;
  private final FixedFields status;
  private final FixedFields complete;
  private final FixedFields confirmDone;

  /**
   * @param version the protocol of the version, whose name all names begin with
   */
  UftpFields(Protocol version) {
    countsMicroseconds = version == Uftp.VERSION_5;
    prefix = version.name() + '.';
    head =
        FixedFields.of(
            at(0, u8("version", "Protocol Version").hexadecimal()),
            at(Uftp.TYPE, u8("func", "Type").named(UftpMessages.NAMES)),
            at(2, u16("seq", "Sequence Number")),
            at(4, u32("src_id", "Source ID")),
            at(8, u32("group_id", "Group ID")),
            at(12, u8("group_inst", "Group Instance ID")));
    roundTrip = Field.f64(prefix + "grtt", "Group Round Trip Time");
    tail = FixedFields.of(at(15, u8("reserved", "Reserved").hexadecimal()));
    groupSize = Field.u32(prefix + "gsize", "Group Size");
    destinations = mark("destlist", "Destination List");
    destination = FieldSequence.of(u32("dest", "Destination").repeating());
    Field flags = u8("announce.flags", "Flags").hexadecimal();
    announce =
        FixedFields.of(
            whole(mark("announce", "ANNOUNCE")),
            at(0, type("announce")),
            length("announce"),
            at(FLAGS, flags),
            at(FLAGS, flag("announce.flags.sync", "Sync mode", 1).within(flags)),
            at(FLAGS, flag("announce.flags.syncpreview", "Sync preview mode", 2).within(flags)),
            at(FLAGS, flag("announce.flags.ipv6", "IPv6", IPV6).within(flags)),
            at(
                FLAGS,
                u8("announce.flags.reserved", "Reserved").hexadecimal().masked(0xF8).within(flags)),
            at(3, u8("announce.robust", "Robustness Factor")),
            at(
                4,
                u8("announce.cc_type", "Congestion Control Type")
                    .named(ValueNames.from0("NONE", "UFTP3", "TFMCC", "PGMCC"))),
            at(5, u8("announce.reserved", "Reserved")),
            at(6, u16("announce.blocksize", "Block Size")));
    announced = Field.absoluteTime(prefix + "announce.tstamp", "Timestamp");
    groups4 =
        FixedFields.of(
            at(0, Field.ipv4(prefix + "announce.publicmcast.ipv4", "Public Multicast Address")),
            at(4, Field.ipv4(prefix + "announce.privatemcast.ipv4", "Private Multicast Address")));
    groups6 =
        FixedFields.of(
            at(0, Field.ipv6(prefix + "announce.publicmcast.ipv6", "Public Multicast Address")),
            at(16, Field.ipv6(prefix + "announce.privatemcast.ipv6", "Private Multicast Address")));
    confirmRegistration =
        FixedFields.of(
            whole(mark("regconf", "REG_CONF")),
            at(0, type("regconf")),
            length("regconf"),
            at(2, u16("regconf.reserved", "Reserved").hexadecimal()));
    fileInformation =
        FixedFields.of(
            whole(mark("fileinfo", "FILEINFO")),
            at(0, type("fileinfo")),
            length("fileinfo"),
            at(2, file("fileinfo")),
            at(
                4,
                u8("fileinfo.ftype", "File Type")
                    .named(
                        ValueNames.from0(
                            "Regular file",
                            "Directory",
                            "Symbolic link",
                            "Delete request",
                            "Free space request"))),
            at(NAME_LENGTH, u8("fileinfo.namelen", "Name Length")),
            at(9, u8("fileinfo.linklen", "Link Length")),
            at(10, Field.unsigned(prefix + "fileinfo.fsize", "File Size", 48)));
    fileTime = Field.absoluteTime(prefix + "fileinfo.ftstamp", "File Timestamp");
    fileSent = Field.absoluteTime(prefix + "fileinfo.tstamp", "Timestamp");
    fileName = Field.text(prefix + "fileinfo.name", "File Name");
    segment =
        FixedFields.of(
            whole(mark("fileseg", "FILESEG")),
            at(0, type("fileseg")),
            length("fileseg"),
            at(2, file("fileseg")),
            at(4, u16("fileseg.section", "Section")),
            at(6, u16("fileseg.sec_block", "Block")));
    data = FixedFields.of(rest(0, Field.bytes(prefix + "fileseg.data", "Data")));
    done =
        FixedFields.of(
            whole(mark("done", "DONE")),
            at(0, type("done")),
            length("done"),
            at(2, file("done")),
            at(4, u16("done.section", "Section")),
            at(6, u16("done.reserved", "Reserved").hexadecimal()));
    status =
        FixedFields.of(
            whole(mark("status", "STATUS")),
            at(0, type("status")),
            length("status"),
            at(2, file("status")),
            at(4, u16("status.section", "Section")),
            at(6, u16("status.reserved", "Reserved").hexadecimal()));
    complete =
        FixedFields.of(
            whole(mark("complete", "COMPLETE")),
            at(0, type("complete")),
            length("complete"),
            at(2, file("complete")),
            at(
                4,
                u8("complete.status", "Completion Status")
                    .named(ValueNames.from0("Normal", "Skipped", "Overwrite", "Rejected"))));
    confirmDone =
        FixedFields.of(
            whole(mark("doneconf", "DONE_CONF")),
            at(0, type("doneconf")),
            length("doneconf"),
            at(2, u16("doneconf.reserved", "Reserved").hexadecimal()));
  }

  private Field u8(String name, String label) {
    return Field.u8(prefix + name, label);
  }

  private Field u16(String name, String label) {
    return Field.u16(prefix + name, label);
  }

  private Field u32(String name, String label) {
    return Field.u32(prefix + name, label).hexadecimal();
  }

  private Field flag(String name, String label, int mask) {
    return Field.flag(prefix + name, label, Byte.SIZE, mask);
  }

  private Field mark(String name, String label) {
    return Field.presence(prefix + name, label);
  }

  private Field type(String message) {
    return u8(message + ".func", "Type").named(UftpMessages.NAMES);
  }

  private FixedFields.Place length(String message) {
    return at(1, u8(message + ".hlen", "Header Length")).times(Integer.BYTES);
  }

  private Field file(String message) {
    return u16(message + ".file_id", "File ID").hexadecimal();
  }

  LayerFields all() {
    return LayerFields.of(
        this::read,
        List.of(
            head,
            tail,
            announce,
            groups4,
            groups6,
            confirmRegistration,
            fileInformation,
            segment,
            data,
            done,
            status,
            complete,
            confirmDone),
        roundTrip,
        groupSize,
        announced,
        fileTime,
        fileSent,
        destinations,
        destination.declared().get(0),
        fileName);
  }

  static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(UftpMessages.NAMES.name(packet.bytes(layer)[packet.start(layer) + Uftp.TYPE]));
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int limit = packet.limit(layer);
    head.read(bytes, start, limit, sink);
    if (sink.wants(roundTrip)) {
      int coded = BigEndian.u8(bytes, start + ROUND_TRIP);
      sink.real(roundTrip, seconds(coded), start + ROUND_TRIP, 1);
    }
    if (sink.wants(groupSize)) {
      sink.number(groupSize, size(bytes[start + GROUP_SIZE]), start + GROUP_SIZE, 1);
    }
    tail.read(bytes, start, limit, sink);
    int message = start + Uftp.HEADER_LENGTH;
    if (limit - message < Uftp.MESSAGE_HEAD) {
      return;
    }
    int behind = message + BigEndian.u8(bytes, message + 1) * Integer.BYTES;
    int end = Math.min(limit, behind);
    switch (bytes[message]) {
      case UftpMessages.ANNOUNCE -> announce(bytes, message, end, sink);
      case UftpMessages.CONFIRM_REGISTRATION -> confirmRegistration.read(bytes, message, end, sink);
      case UftpMessages.FILE_INFORMATION -> fileInformation(bytes, message, end, sink);
      case UftpMessages.FILE_SEGMENT -> {
        segment.read(bytes, message, end, sink);
        data.read(bytes, end, limit, sink);
        return; // no receivers are named
      }
      case UftpMessages.DONE -> done.read(bytes, message, end, sink);
      case UftpMessages.STATUS -> status.read(bytes, message, end, sink);
      case UftpMessages.COMPLETE -> complete.read(bytes, message, end, sink);
      case UftpMessages.CONFIRM_DONE -> confirmDone.read(bytes, message, end, sink);
      default -> {
        return;
      }
    }
    if (bytes[message] != UftpMessages.STATUS && end < limit) {
      if (sink.wants(destinations)) {
        sink.flag(destinations, true, end, limit - end);
      }
      destination.readAll(packet, layer, end, limit, sink);
    }
  }

  private void announce(byte[] bytes, int message, int end, FieldSink sink) {
    announce.read(bytes, message, end, sink);
    time(announced, bytes, message + ANNOUNCED, end, sink);
    int addresses = message + ADDRESSES;
    if (addresses < end) {
      boolean isIpv6 = (bytes[message + FLAGS] & IPV6) != 0;
      (isIpv6 ? groups6 : groups4).read(bytes, addresses, end, sink);
    }
  }

  private void fileInformation(byte[] bytes, int message, int end, FieldSink sink) {
    fileInformation.read(bytes, message, end, sink);
    if (message + FILE_SENT <= end && sink.wants(fileTime)) {
      long seconds = BigEndian.u32(bytes, message + FILE_TIME);
      sink.time(fileTime, seconds * NANOS, message + FILE_TIME, Integer.BYTES);
    }
    time(fileSent, bytes, message + FILE_SENT, end, sink);
    int name = message + NAME;
    if (name < end && sink.wants(fileName)) {
      int length = BigEndian.u8(bytes, message + NAME_LENGTH) * Integer.BYTES;
      sink.text(fileName, bytes, name, Math.min(length, end - name));
    }
  }

  /** Time since the epoch: seconds and microseconds in version 4, microseconds in version 5. */
  private void time(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + Long.BYTES > end || !sink.wants(field)) {
      return;
    }
    if (countsMicroseconds) {
      long micros = BigEndian.i64(bytes, at);
      if (micros >= 0 && micros <= Long.MAX_VALUE / 1000) {
        sink.time(field, micros * 1000, at, Long.BYTES);
      }
      return;
    }
    long seconds = BigEndian.u32(bytes, at);
    long micros = BigEndian.u32(bytes, at + Integer.BYTES);
    sink.time(field, seconds * NANOS + micros * 1000, at, Long.BYTES);
  }

  /** How many the byte says: five bits of a number of 32 parts of ten, three of a power of ten. */
  private static long size(byte coded) {
    double size = (coded >> 3 & 0x1F) * (10 / 32.0);
    for (int power = coded & 7; power > 0; power--) {
      size *= 10;
    }
    return Math.round(size);
  }

  /** What the byte says in seconds (RFC 5401 section 2.2, RFC 5740 section 4.1). */
  private static double seconds(int coded) {
    return coded < 31 ? (coded + 1) / 1e6 : 1000 / Math.exp((255 - coded) / 13.0);
  }
}
