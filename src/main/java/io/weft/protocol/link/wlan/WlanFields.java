package io.weft.protocol.link.wlan;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.littleEndian;

import io.weft.bytes.LittleEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/**
 * The fields of an 802.11 frame: frame control, addresses by the meaning that the frame gives them,
 * quality of service, and what stands before encrypted data. Numbers have their least significant
 * byte first.
 */
final class WlanFields {
  private static final int MANAGEMENT = 0;
  private static final int CONTROL = 1;
  private static final int DATA = 2;

  private static final int QOS = 8;
  private static final int NO_DATA = 4;
  private static final int TO_DS = 0x01;
  private static final int FROM_DS = 0x02;
  private static final int PROTECTED = 0x40;

  /** A management frame with this flag has four bytes more of control behind its header. */
  private static final int ORDER = 0x80;

  private static final int EXTENDED_IV = 0x20;

  private static final int ADDRESS_1 = 4;
  private static final int ADDRESS_2 = 10;
  private static final int ADDRESS_3 = 16;
  private static final int SEQUENCE = 22;
  private static final int ADDRESS_4 = 24;
  private static final int MAC_LENGTH = 6;

  private static final Field TYPE_SUBTYPE =
      Field.u16("wlan.fc.type_subtype", "Type/Subtype")
          .hexadecimal()
          .named(
              ValueNames.of(
                  "0x00 Association request",
                  "0x01 Association response",
                  "0x02 Reassociation request",
                  "0x03 Reassociation response",
                  "0x04 Probe request",
                  "0x05 Probe response",
                  "0x08 Beacon",
                  "0x0A Disassociate",
                  "0x0B Authentication",
                  "0x0C Deauthentication",
                  "0x0D Action",
                  "0x18 Block ack request",
                  "0x19 Block ack",
                  "0x1A Power-save poll",
                  "0x1B Request to send",
                  "0x1C Clear to send",
                  "0x1D Acknowledgement",
                  "0x1E CF-end",
                  "0x20 Data",
                  "0x24 Null function",
                  "0x28 QoS data",
                  "0x2C QoS null function"));
  private static final Field FRAME_CONTROL =
      Field.u16("wlan.fc", "Frame Control Field").hexadecimal();
  private static final FixedFields WHOLE_CONTROL = FixedFields.of(at(0, FRAME_CONTROL));
  private static final FixedFields KIND =
      FixedFields.of(
          at(0, Field.u8("wlan.fc.version", "Version").masked(0x03).within(FRAME_CONTROL)),
          at(
              0,
              Field.u8("wlan.fc.type", "Type")
                  .masked(0x0C)
                  .named(ValueNames.from0("Management", "Control", "Data", "Extension"))
                  .within(FRAME_CONTROL)),
          at(0, Field.u8("wlan.fc.subtype", "Subtype").masked(0xF0).within(FRAME_CONTROL)));
  private static final Field FLAGS =
      Field.u8("wlan.flags", "Flags").hexadecimal().within(FRAME_CONTROL);
  private static final FixedFields FLAG_BITS =
      FixedFields.of(
          at(0, FLAGS),
          at(
              0,
              Field.u8("wlan.fc.ds", "DS status")
                  .masked(0x03)
                  .hexadecimal()
                  .named(
                      ValueNames.from0(
                          "Not leaving DS", "To DS", "From DS", "Wireless distribution"))
                  .within(FLAGS)),
          at(0, flag("wlan.fc.tods", "To DS", TO_DS)),
          at(0, flag("wlan.fc.fromds", "From DS", FROM_DS)),
          at(0, flag("wlan.fc.frag", "More Fragments", 0x04)),
          at(0, flag("wlan.fc.retry", "Retry", 0x08)),
          at(0, flag("wlan.fc.pwrmgt", "PWR MGT", 0x10)),
          at(0, flag("wlan.fc.moredata", "More Data", 0x20)),
          at(0, flag("wlan.fc.protected", "Protected flag", PROTECTED)),
          at(0, flag("wlan.fc.order", "+HTC/Order flag", 0x80)));
  private static final FixedFields DURATION =
      FixedFields.of(littleEndian(2, Field.u16("wlan.duration", "Duration").masked(0x7FFF)));
  private static final FixedFields ASSOCIATION =
      FixedFields.of(littleEndian(2, Field.u16("wlan.aid", "Association ID").masked(0x3FFF)));

  private static final Field RECEIVER = address("wlan.ra", "Receiver address");
  private static final Field TRANSMITTER = address("wlan.ta", "Transmitter address");
  private static final Field DESTINATION = address("wlan.da", "Destination address");
  private static final Field SOURCE = address("wlan.sa", "Source address");
  private static final Field NETWORK = address("wlan.bssid", "BSS Id");
  private static final Field ANY = address("wlan.addr", "Hardware address").hidden().repeating();
  private static final Field STATION = address("wlan.staa", "STA address");

  private static final FixedFields NUMBERS =
      FixedFields.of(
          littleEndian(SEQUENCE, Field.u16("wlan.frag", "Fragment number").masked(0x000F)),
          littleEndian(SEQUENCE, Field.u16("wlan.seq", "Sequence number").masked(0xFFF0)));

  private static final Field SERVICE = Field.u16("wlan.qos", "Qos Control").hexadecimal();
  private static final FixedFields SERVICES =
      FixedFields.of(
          littleEndian(0, SERVICE),
          littleEndian(0, Field.u16("wlan.qos.tid", "TID").masked(0x000F).within(SERVICE)),
          littleEndian(
              0, Field.u16("wlan.qos.priority", "Priority").masked(0x0007).within(SERVICE)));
  private static final FixedFields PERIOD_END =
      FixedFields.of(
          littleEndian(0, Field.flag("wlan.qos.eosp", "EOSP", 16, 0x0010).within(SERVICE)));
  private static final FixedFields BIT_4 =
      FixedFields.of(
          littleEndian(0, Field.flag("wlan.qos.bit4", "QoS bit 4", 16, 0x0010).within(SERVICE)));
  private static final FixedFields POLICY =
      FixedFields.of(
          littleEndian(
              0,
              Field.u16("wlan.qos.ack", "Ack Policy")
                  .masked(0x0060)
                  .hexadecimal()
                  .named(ValueNames.from0("Normal ack", "No ack", "No explicit ack", "Block ack"))
                  .within(SERVICE)));
  private static final FixedFields AGGREGATE =
      FixedFields.of(
          littleEndian(
              0, Field.flag("wlan.qos.amsdupresent", "Payload Type", 16, 0x0080).within(SERVICE)));
  private static final FixedFields QUEUE =
      FixedFields.of(
          littleEndian(
              0, Field.u16("wlan.qos.queue_size", "Queue size").masked(0xFF00).within(SERVICE)));
  private static final FixedFields REQUESTED =
      FixedFields.of(
          littleEndian(
              0,
              Field.u16("wlan.qos.txop_dur_req", "TXOP Duration Requested")
                  .masked(0xFF00)
                  .within(SERVICE)));
  private static final Field BUFFER =
      Field.u16("wlan.qos.ps_buf_state", "QAP PS Buffer State")
          .masked(0xFF00)
          .hexadecimal()
          .within(SERVICE);
  private static final FixedFields BUFFERS =
      FixedFields.of(
          littleEndian(0, BUFFER),
          littleEndian(
              0,
              Field.flag("wlan.qos.buf_state_indicated", "Buffer State Indicated", 16, 0x0200)
                  .within(BUFFER)));

  private static final int CHECK_LENGTH = 4;

  private static final Field CCMP =
      Field.text("wlan.ccmp.extiv", "CCMP Ext. Initialization Vector");
  private static final Field TKIP =
      Field.text("wlan.tkip.extiv", "TKIP Ext. Initialization Vector");
  private static final FixedFields WEP =
      FixedFields.of(at(0, Field.u24("wlan.wep.iv", "Initialization Vector").hexadecimal()));
  private static final FixedFields KEY =
      FixedFields.of(at(3, Field.u8("wlan.wep.key", "Key Index").masked(0xC0)));

  private static final Field CHECK = Field.u32("wlan.fcs", "Frame check sequence").hexadecimal();
  private static final Field CHECK_STATUS =
      Field.u8("wlan.fcs.status", "FCS Status")
          .named(ValueNames.from0("Bad", "Good", "Unverified", "Not present"))
          .generated();
  private static final int UNVERIFIED = 2;

  static final LayerFields FIELDS =
      LayerFields.of(
          WlanFields::read,
          List.of(
              WHOLE_CONTROL,
              KIND,
              FLAG_BITS,
              DURATION,
              ASSOCIATION,
              NUMBERS,
              SERVICES,
              PERIOD_END,
              BIT_4,
              POLICY,
              AGGREGATE,
              QUEUE,
              REQUESTED,
              BUFFERS,
              WEP,
              KEY,
              ManagementFields.DECLARED),
          TYPE_SUBTYPE,
          RECEIVER,
          TRANSMITTER,
          DESTINATION,
          SOURCE,
          NETWORK,
          STATION,
          ANY,
          CCMP,
          TKIP,
          CHECK,
          CHECK_STATUS);

  private WlanFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 8, mask).within(FLAGS);
  }

  private static Field address(String name, String label) {
    return Field.mac(name, label);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    boolean isSwapped = packet.attached(layer) == WlanDissector.SWAPPED;
    int control = Wlan.control(bytes, at, isSwapped);
    int flags = Wlan.flags(bytes, at, isSwapped);
    int type = control >> 2 & 3;
    int subtype = control >> 4;
    if (sink.wants(TYPE_SUBTYPE)) {
      sink.number(TYPE_SUBTYPE, type << 4 | subtype, at, 1);
    }
    WHOLE_CONTROL.read(bytes, at, end, sink);
    KIND.read(bytes, isSwapped ? at + 1 : at, end, sink);
    FLAG_BITS.read(bytes, isSwapped ? at : at + 1, end, sink);
    boolean isPoll = type == CONTROL && subtype == 0xA;
    (isPoll ? ASSOCIATION : DURATION).read(bytes, at, end, sink);
    each(addresses(type, subtype, flags), bytes, at + ADDRESS_1, end, sink);
    switch (type) {
      case MANAGEMENT -> {
        addresses(bytes, at, end, sink);
        NUMBERS.read(bytes, at, end, sink);
        if ((flags & PROTECTED) == 0) {
          int body = at + ADDRESS_4 + ((flags & ORDER) != 0 ? 4 : 0);
          ManagementFields.read(subtype, bytes, body, end, sink);
        }
      }
      case CONTROL -> control(subtype, bytes, at, end, sink);
      case DATA -> data(subtype, flags, bytes, at, end, sink);
      default -> {} // Frames of the extension type have a layout of their own.
    }
    if (packet.bytes(layer) == packet.frame() && endsInCheck(packet, layer)) {
      if (sink.wants(CHECK)) {
        sink.number(CHECK, LittleEndian.u32(bytes, end), end, CHECK_LENGTH);
      }
      if (sink.wants(CHECK_STATUS)) {
        sink.number(CHECK_STATUS, UNVERIFIED, 0, 0);
      }
    }
  }

  /** Does the header before the frame say that a check sequence follows it, and is it there? */
  private static boolean endsInCheck(Packet packet, int layer) {
    int before = layer - 1;
    if (before < 0
        || packet.protocol(before) != Radiotap.PROTOCOL
        || packet.limit(layer) < packet.wireLimit(layer)) {
      return false;
    }
    int start = packet.start(before);
    return Radiotap.hasFrameCheck(packet.bytes(before), start, packet.payload(before) - start)
        && packet.limit(layer) + CHECK_LENGTH <= packet.frameStart() + packet.capturedLength();
  }

  private static void mac(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + MAC_LENGTH <= end && sink.wants(field)) {
      sink.mac(field, bytes, at);
    }
  }

  /** How many addresses the header of a frame has. */
  private static int addresses(int type, int subtype, int flags) {
    return switch (type) {
      case MANAGEMENT -> 3;
      case CONTROL -> subtype == 0xC || subtype == 0xD ? 1 : 2;
      case DATA -> (flags & (TO_DS | FROM_DS)) == (TO_DS | FROM_DS) ? 4 : 3;
      default -> 0;
    };
  }

  private static void each(int howMany, byte[] bytes, int from, int end, FieldSink sink) {
    for (int i = 0; i < howMany; i++) {
      int sequenceControl = i == 3 ? 2 : 0;
      mac(ANY, bytes, from + i * MAC_LENGTH + sequenceControl, end, sink);
    }
  }

  private static void addresses(byte[] bytes, int at, int end, FieldSink sink) {
    mac(RECEIVER, bytes, at + ADDRESS_1, end, sink);
    mac(DESTINATION, bytes, at + ADDRESS_1, end, sink);
    mac(TRANSMITTER, bytes, at + ADDRESS_2, end, sink);
    mac(SOURCE, bytes, at + ADDRESS_2, end, sink);
    mac(NETWORK, bytes, at + ADDRESS_3, end, sink);
  }

  private static void control(int subtype, byte[] bytes, int at, int end, FieldSink sink) {
    switch (subtype) {
      case 0xA -> { // power-save poll
        mac(RECEIVER, bytes, at + ADDRESS_1, end, sink);
        mac(NETWORK, bytes, at + ADDRESS_1, end, sink);
        mac(TRANSMITTER, bytes, at + ADDRESS_2, end, sink);
      }
      case 0xE, 0xF -> { // end of a contention-free period
        mac(RECEIVER, bytes, at + ADDRESS_1, end, sink);
        mac(TRANSMITTER, bytes, at + ADDRESS_2, end, sink);
        mac(NETWORK, bytes, at + ADDRESS_2, end, sink);
      }
      case 0xC, 0xD -> mac(RECEIVER, bytes, at + ADDRESS_1, end, sink);
      default -> {
        mac(RECEIVER, bytes, at + ADDRESS_1, end, sink);
        mac(TRANSMITTER, bytes, at + ADDRESS_2, end, sink);
      }
    }
  }

  private static void data(
      int subtype, int flags, byte[] bytes, int start, int end, FieldSink sink) {
    int direction = flags & (TO_DS | FROM_DS);
    int first = start + ADDRESS_1;
    int second = start + ADDRESS_2;
    int third = start + ADDRESS_3;
    mac(RECEIVER, bytes, first, end, sink);
    mac(TRANSMITTER, bytes, second, end, sink);
    switch (direction) {
      case 0 -> {
        mac(DESTINATION, bytes, first, end, sink);
        mac(SOURCE, bytes, second, end, sink);
        mac(NETWORK, bytes, third, end, sink);
        mac(STATION, bytes, second, end, sink);
      }
      case TO_DS -> {
        mac(DESTINATION, bytes, third, end, sink);
        mac(SOURCE, bytes, second, end, sink);
        mac(NETWORK, bytes, first, end, sink);
        mac(STATION, bytes, second, end, sink);
      }
      case FROM_DS -> {
        mac(DESTINATION, bytes, first, end, sink);
        mac(SOURCE, bytes, third, end, sink);
        mac(NETWORK, bytes, second, end, sink);
        mac(STATION, bytes, first, end, sink);
      }
      default -> {
        mac(DESTINATION, bytes, third, end, sink);
        mac(SOURCE, bytes, start + ADDRESS_4, end, sink);
      }
    }
    NUMBERS.read(bytes, start, end, sink);
    int at = start + ADDRESS_4 + (direction == (TO_DS | FROM_DS) ? MAC_LENGTH : 0);
    if ((subtype & QOS) != 0) {
      service((subtype & NO_DATA) == 0, direction, bytes, at, end, sink);
      at += 2 + ((flags & 0x80) != 0 ? 4 : 0);
    }
    if ((flags & PROTECTED) != 0) {
      protection(bytes, at, end, sink);
    }
  }

  private static void service(
      boolean hasData, int direction, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 2 > end) {
      return;
    }
    SERVICES.read(bytes, at, end, sink);
    boolean fromAccessPoint = (direction & FROM_DS) != 0;
    (fromAccessPoint ? PERIOD_END : BIT_4).read(bytes, at, end, sink);
    POLICY.read(bytes, at, end, sink);
    if (hasData) {
      AGGREGATE.read(bytes, at, end, sink);
    }
    if (fromAccessPoint) {
      BUFFERS.read(bytes, at, end, sink);
    } else {
      ((bytes[at] & 0x10) != 0 ? QUEUE : REQUESTED).read(bytes, at, end, sink);
    }
  }

  /** Reads the vector before encrypted data; the key's byte tells whether it is a long one. */
  private static void protection(byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 4 > end) {
      return;
    }
    if ((bytes[at + 3] & EXTENDED_IV) == 0) {
      WEP.read(bytes, at, end, sink);
      KEY.read(bytes, at, end, sink);
      return;
    }
    if (at + 8 > end) {
      return;
    }
    // TKIP's second byte is made from the first one (IEEE 802.11, clause 12.5.2.2); CCMP's is not.
    boolean isTkip = (bytes[at + 1] & 0xFF) == ((bytes[at] | 0x20) & 0x7F);
    Field field = isTkip ? TKIP : CCMP;
    if (sink.wants(field)) {
      StringBuilder text = sink.scratch().append("0x");
      for (int i = 7; i >= 4; i--) {
        hex(bytes[at + i], text);
      }
      if (isTkip) {
        hex(bytes[at], text);
        hex(bytes[at + 2], text);
      } else {
        hex(bytes[at + 1], text);
        hex(bytes[at], text);
      }
      sink.text(field, text, at, 8);
    }
    KEY.read(bytes, at, end, sink);
  }

  private static void hex(byte value, StringBuilder text) {
    text.append(Character.forDigit(value >> 4 & 0xF, 16))
        .append(Character.forDigit(value & 0xF, 16));
  }
}
