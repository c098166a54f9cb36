package io.weft.protocol.app.ntp;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.rest;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** The fields of control messages (mode 6, RFC 9327) behind the flags that all messages have. */
final class ControlFields {
  private static final int RESPONSE = 0x80;
  private static final int ERROR = 0x40;
  private static final int OPERATION = 0x1F;
  private static final int STATUS = 4;
  private static final int ASSOCIATION = 6;
  private static final int COUNT = 10;
  private static final int HEADER = 12;

  private static final int READ_STATUS = 1;
  private static final int READ_VARIABLES = 2;
  private static final int WRITE_VARIABLES = 3;
  private static final int READ_CLOCK = 4;
  private static final int WRITE_CLOCK = 5;
  private static final int TRAP = 7;
  private static final int CONFIGURE = 8;
  private static final int READ_USERS = 10;
  private static final int READ_LIST = 11;
  private static final int REQUEST_NONCE = 12;

  /** Bytes of an association in a list: its number and its status. */
  private static final int ITEM = 4;

  private static final Field FLAGS = Field.u8("ntp.ctrl.flags2", "Flags 2").hexadecimal();
  private static final Field STATUS_WORD =
      Field.u16("ntp.ctrl.status", "Status").hexadecimal().repeating();
  private static final Field NUMBER = Field.u16("ntp.ctrl.associd", "AssociationID").repeating();
  private static final FixedFields BEGINNING =
      FixedFields.of(
          at(1, FLAGS),
          at(1, Field.u8("ntp.ctrl.flags2.r", "Response bit").masked(RESPONSE).within(FLAGS)),
          at(1, Field.u8("ntp.ctrl.flags2.error", "Error bit").masked(ERROR).within(FLAGS)),
          at(1, Field.u8("ntp.ctrl.flags2.more", "More bit").masked(0x20).within(FLAGS)),
          at(
              1,
              Field.u8("ntp.ctrl.flags2.opcode", "Opcode")
                  .masked(OPERATION)
                  .named(
                      ValueNames.of(
                          "0 reserved",
                          "1 read status command/response",
                          "2 read variables command/response",
                          "3 write variables command/response",
                          "4 read clock variables command/response",
                          "5 write clock variables command/response",
                          "6 set trap address/port command/response",
                          "7 trap response",
                          "8 runtime configuration command/response",
                          "9 export configuration to file command/response",
                          "10 retrieve MRU statistics command/response",
                          "11 retrieve ordered list command/response",
                          "12 request client-specific nonce"))
                  .within(FLAGS)),
          at(2, Field.u16("ntp.ctrl.sequence", "Sequence")),
          at(STATUS, STATUS_WORD));
  private static final FixedFields SYSTEM =
      FixedFields.of(
          at(0, part("sys_status.li", "Leap Indicator", 0xC000)),
          at(0, part("sys_status.clksrc", "Clock Source", 0x3F00)),
          at(0, part("sys_status.count", "System Event Counter", 0x00F0)),
          at(0, part("sys_status.code", "System Event Code", 0x000F)));
  private static final FixedFields PEER =
      FixedFields.of(
          at(0, flag("config", "configured", 0x8000)),
          at(0, flag("authenable", "authentication enabled", 0x4000)),
          at(0, flag("authentic", "authentication okay", 0x2000)),
          at(0, flag("reach", "reachable", 0x1000)),
          at(0, flag("bcast", "broadcast association", 0x0800)),
          at(0, part("peer_status.selection", "Peer Selection", 0x0700).repeating()),
          at(0, part("peer_status.count", "Peer Event Counter", 0x00F0).repeating()),
          at(0, part("peer_status.code", "Peer Event Code", 0x000F).repeating()));
  private static final FixedFields CLOCK =
      FixedFields.of(
          at(0, part("clock_status.status", "Clock Status", 0xFF00)),
          at(0, part("clock_status.code", "Clock Event Code", 0x00FF)));
  private static final FixedFields FAILURE =
      FixedFields.of(at(0, part("err_status", "Error Status Word", 0xFF00)));
  private static final FixedFields END =
      FixedFields.of(
          at(ASSOCIATION, NUMBER),
          at(8, Field.u16("ntp.ctrl.offset", "Offset")),
          at(COUNT, Field.u16("ntp.ctrl.count", "Count")));
  private static final FixedFields DATA =
      FixedFields.of(whole(Field.presence("ntp.ctrl.data", "Data")));
  private static final FixedFields LIST_ITEM =
      FixedFields.of(
          whole(Field.presence("ntp.ctrl.item", "Item").repeating()),
          at(0, NUMBER),
          at(2, STATUS_WORD));
  private static final FixedFields TRAPPED = text("trapmsg", "Trap message");
  private static final FixedFields CONFIGURATION = text("configuration", "Configuration");
  private static final FixedFields USERS = text("mru", "MRU");
  private static final FixedFields ORDERED = text("ordlist", "Ordered List");
  private static final FixedFields NONCE = text("nonce", "Nonce");

  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              BEGINNING,
              SYSTEM,
              PEER,
              CLOCK,
              FAILURE,
              END,
              DATA,
              LIST_ITEM,
              TRAPPED,
              CONFIGURATION,
              USERS,
              ORDERED,
              NONCE));

  private ControlFields() {}

  private static Field part(String name, String label, int mask) {
    return Field.u16("ntp.ctrl." + name, label).masked(mask).within(STATUS_WORD);
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag("ntp.ctrl.peer_status." + name, "Peer Status " + label, 16, mask)
        .within(STATUS_WORD)
        .repeating();
  }

  private static FixedFields text(String name, String label) {
    return FixedFields.of(rest(0, Field.text("ntp.ctrl." + name, label)));
  }

  static void read(byte[] bytes, int start, int limit, FieldSink sink) {
    BEGINNING.read(bytes, start, limit, sink);
    if (limit - start < HEADER) {
      return;
    }
    int flags = BigEndian.u8(bytes, start + 1);
    int operation = flags & OPERATION;
    int association = BigEndian.u16(bytes, start + ASSOCIATION);
    if ((flags & ERROR) != 0) {
      FAILURE.read(bytes, start + STATUS, limit, sink);
    } else if ((flags & RESPONSE) != 0) {
      status(operation, association, bytes, start + STATUS, limit, sink);
    }
    END.read(bytes, start, limit, sink);
    int data = start + HEADER;
    int end = Math.min(limit, data + BigEndian.u16(bytes, start + COUNT));
    DATA.read(bytes, data, end, sink);
    if (operation == READ_STATUS && association == 0) {
      for (int at = data; at + ITEM <= end; at += ITEM) {
        LIST_ITEM.read(bytes, at, at + ITEM, sink);
        PEER.read(bytes, at + 2, at + ITEM, sink);
      }
    }
    switch (operation) {
      case TRAP -> TRAPPED.read(bytes, data, end, sink);
      case CONFIGURE -> CONFIGURATION.read(bytes, data, end, sink);
      case READ_USERS -> USERS.read(bytes, data, end, sink);
      case READ_LIST -> ORDERED.read(bytes, data, end, sink);
      case REQUEST_NONCE -> NONCE.read(bytes, data, end, sink);
      default -> {} // Others have variables, whose names the server chooses.
    }
  }

  /** Reads the status of the server, of one of its peers or of a clock, as the answer tells it. */
  private static void status(
      int operation, int association, byte[] bytes, int at, int end, FieldSink sink) {
    switch (operation) {
      case READ_STATUS, READ_VARIABLES, WRITE_VARIABLES, TRAP ->
          (association == 0 ? SYSTEM : PEER).read(bytes, at, end, sink);
      case READ_CLOCK, WRITE_CLOCK -> CLOCK.read(bytes, at, end, sink);
      default -> {} // Others have none.
    }
  }
}
