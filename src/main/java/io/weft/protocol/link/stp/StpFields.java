package io.weft.protocol.link.stp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import io.weft.dissect.number.CiscoSnap;
import java.util.List;

/** The fields of bridge protocol data units of STP, RSTP, MSTP and PVST+. */
final class StpFields {
  private static final int VERSION = 2;
  private static final int TYPE = 3;
  private static final int CONFIGURATION = 0x00;
  private static final int RAPID = 0x02;
  private static final int VERSION_MULTIPLE = 3;

  private static final int CONFIGURATION_LENGTH = 35;
  private static final int RAPID_LENGTH = 36;
  private static final int REGION = 38;
  private static final int REGION_LENGTH = 64;
  private static final int INSTANCE_LENGTH = 16;

  /** Times count units of 1/256 second (IEEE 802.1D, clause 9.2.8). */
  private static final double UNITS_PER_SECOND = 256;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u16("stp.protocol", "Protocol Identifier").hexadecimal()),
          at(
              VERSION,
              Field.u8("stp.version", "Protocol Version Identifier")
                  .named(
                      ValueNames.of(
                          "0 Spanning tree",
                          "2 Rapid spanning tree",
                          "3 Multiple spanning tree",
                          "4 Shortest path tree"))),
          at(
              TYPE,
              Field.u8("stp.type", "BPDU Type")
                  .hexadecimal()
                  .named(
                      ValueNames.of(
                          "0x00 Configuration",
                          "0x02 Rapid or multiple spanning tree",
                          "0x80 Topology change notification"))));

  /** Versions above this one, and version 1, are of no standard. */
  private static final int LAST_VERSION = 4;

  private static final Field UNKNOWN_VERSION =
      Field.presence("bpdu.version_support", "Version of no standard").generated();

  private static final Field FLAGS = Field.u8("stp.flags", "BPDU flags").hexadecimal();
  private static final Field ACKNOWLEDGED =
      flag("stp.flags.tcack", "Topology Change Acknowledgment", 0x80);
  private static final Field CHANGE = flag("stp.flags.tc", "Topology Change", 0x01);
  private static final Field ROLE =
      Field.u8("stp.flags.port_role", "Port Role")
          .masked(0x0C)
          .named(ValueNames.from0("Unknown", "Alternate or backup", "Root", "Designated"))
          .within(FLAGS);
  private static final Field AGREEMENT = flag("stp.flags.agreement", "Agreement", 0x40);
  private static final Field FORWARDING = flag("stp.flags.forwarding", "Forwarding", 0x20);
  private static final Field LEARNING = flag("stp.flags.learning", "Learning", 0x10);
  private static final Field PROPOSAL = flag("stp.flags.proposal", "Proposal", 0x02);
  private static final FixedFields PLAIN_FLAGS =
      FixedFields.of(at(4, FLAGS), at(4, ACKNOWLEDGED), at(4, CHANGE));
  private static final FixedFields RAPID_FLAGS =
      FixedFields.of(
          at(4, FLAGS),
          at(4, ACKNOWLEDGED),
          at(4, AGREEMENT),
          at(4, FORWARDING),
          at(4, LEARNING),
          at(4, ROLE),
          at(4, PROPOSAL),
          at(4, CHANGE));

  private static final Field ROOT_PRIORITY = Field.u16("stp.root.prio", "Root Bridge Priority");
  private static final Field BRIDGE_PRIORITY = Field.u16("stp.bridge.prio", "Bridge Priority");
  private static final FixedFields ROOT =
      FixedFields.of(
          at(5, Field.u16("stp.root.ext", "Root Bridge System ID Extension").masked(0x0FFF)),
          at(7, Field.mac("stp.root.hw", "Root Bridge System ID")),
          at(13, Field.u32("stp.root.cost", "Root Path Cost")));
  private static final FixedFields BRIDGE =
      FixedFields.of(
          at(17, Field.u16("stp.bridge.ext", "Bridge System ID Extension").masked(0x0FFF)),
          at(19, Field.mac("stp.bridge.hw", "Bridge System ID")),
          at(25, Field.u16("stp.port", "Port identifier").hexadecimal()));

  private static final Field AGE = Field.f64("stp.msg_age", "Message Age");
  private static final Field MAX_AGE = Field.f64("stp.max_age", "Max Age");
  private static final Field HELLO = Field.f64("stp.hello", "Hello Time");
  private static final Field DELAY = Field.f64("stp.forward", "Forward Delay");

  private static final FixedFields LENGTH_1 =
      FixedFields.of(
          at(CONFIGURATION_LENGTH, Field.u8("stp.version_1_length", "Version 1 Length")));

  private static final FixedFields LENGTH_3 =
      FixedFields.of(at(RAPID_LENGTH, Field.u16("mstp.version_3_length", "Version 3 Length")));
  private static final FixedFields REGION_HEAD =
      FixedFields.of(
          at(REGION, Field.u8("mstp.config_format_selector", "MST Config ID format selector")),
          at(REGION + 1, 32, Field.text("mstp.config_name", "MST Config name")),
          at(REGION + 33, Field.u16("mstp.config_revision_level", "MST Config revision")),
          at(REGION + 35, 16, Field.bytes("mstp.config_digest", "MST Config digest")),
          at(
              REGION + 51,
              Field.u32("mstp.cist_internal_root_path_cost", "CIST Internal Root Path Cost")));
  private static final Field REGION_PRIORITY =
      Field.u16("mstp.cist_bridge.prio", "CIST Bridge Priority");
  private static final FixedFields REGION_BRIDGE =
      FixedFields.of(
          at(
              REGION + 55,
              Field.u16("mstp.cist_bridge.ext", "CIST Bridge Identifier System ID Extension")
                  .masked(0x0FFF)),
          at(REGION + 57, Field.mac("mstp.cist_bridge.hw", "CIST Bridge Identifier System ID")),
          at(REGION + 63, Field.u8("mstp.cist_remaining_hops", "CIST Remaining hops")));

  private static final Field INSTANCE = Field.group("mstp.instances", "MSTID");
  private static final Field INSTANCE_FLAGS =
      Field.u8("mstp.msti.flags", "MSTI flags").hexadecimal().within(INSTANCE);

  /** The flags of a tree of its own have the names of those of the common tree. */
  private static final FixedFields INSTANCES =
      FixedFields.of(
          at(0, INSTANCE_FLAGS),
          at(0, ACKNOWLEDGED),
          at(0, AGREEMENT),
          at(0, FORWARDING),
          at(0, LEARNING),
          at(0, ROLE),
          at(0, PROPOSAL),
          at(0, CHANGE),
          at(
              1,
              Field.u8("mstp.msti.priority", "Priority")
                  .masked(0xF0)
                  .hexadecimal()
                  .within(INSTANCE)),
          at(1, Field.u16("mstp.msti.msti_id", "MSTID").masked(0x0FFF).within(INSTANCE)),
          at(3, Field.mac("mstp.msti.root.hw", "Regional Root").within(INSTANCE)),
          at(9, Field.u32("mstp.msti.root_cost", "Internal root path cost").within(INSTANCE)),
          at(
              13,
              Field.u8("mstp.msti.bridge_priority", "Bridge Priority")
                  .masked(0xF0)
                  .within(INSTANCE)),
          at(
              14,
              Field.u8("mstp.msti.port_priority", "Port identifier").masked(0xF0).within(INSTANCE)),
          at(15, Field.u8("mstp.msti.remaining_hops", "Remaining hops").within(INSTANCE)));

  private static final FixedFields VLAN =
      FixedFields.of(
          at(0, Field.u16("stp.pvst.tlvtype", "Type").hexadecimal()),
          at(2, Field.u16("stp.pvst.tlvlen", "Length")),
          at(4, Field.u16("stp.pvst.origvlan", "Originating VLAN")));

  static final LayerFields FIELDS =
      LayerFields.of(
          StpFields::read,
          List.of(
              HEADER,
              RAPID_FLAGS,
              ROOT,
              BRIDGE,
              LENGTH_1,
              LENGTH_3,
              REGION_HEAD,
              REGION_BRIDGE,
              INSTANCES,
              VLAN),
          UNKNOWN_VERSION,
          ROOT_PRIORITY,
          BRIDGE_PRIORITY,
          AGE,
          MAX_AGE,
          HELLO,
          DELAY,
          REGION_PRIORITY,
          INSTANCE);

  private StpFields() {}

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 8, mask).within(FLAGS);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, at, end, sink);
    int version = BigEndian.u8(bytes, at + VERSION);
    if ((version == 1 || version > LAST_VERSION) && sink.wants(UNKNOWN_VERSION)) {
      sink.flag(UNKNOWN_VERSION, true, 0, 0);
    }
    int type = bytes[at + TYPE];
    if (type != CONFIGURATION && type != RAPID) {
      return;
    }
    (type == RAPID ? RAPID_FLAGS : PLAIN_FLAGS).read(bytes, at, end, sink);
    priority(ROOT_PRIORITY, bytes, at + 5, end, sink);
    ROOT.read(bytes, at, end, sink);
    priority(BRIDGE_PRIORITY, bytes, at + 17, end, sink);
    BRIDGE.read(bytes, at, end, sink);
    time(AGE, bytes, at + 27, end, sink);
    time(MAX_AGE, bytes, at + 29, end, sink);
    time(HELLO, bytes, at + 31, end, sink);
    time(DELAY, bytes, at + 33, end, sink);
    int next = at + CONFIGURATION_LENGTH;
    if (type == RAPID) {
      LENGTH_1.read(bytes, at, end, sink);
      next++;
      if (version >= VERSION_MULTIPLE) {
        regions(bytes, at, end, sink);
        return;
      }
    }
    vlan(packet, layer, next, sink);
  }

  /** Reads the four bits of a priority, which count units of 4,096. */
  private static void priority(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 2 <= end && sink.wants(field)) {
      sink.number(field, BigEndian.u16(bytes, at) & 0xF000, at, 2);
    }
  }

  private static void time(Field field, byte[] bytes, int at, int end, FieldSink sink) {
    if (at + 2 <= end && sink.wants(field)) {
      sink.real(field, BigEndian.u16(bytes, at) / UNITS_PER_SECOND, at, 2);
    }
  }

  /**
   * Reads the regions' part. A length that does not even hold its own first part is not believed.
   */
  private static void regions(byte[] bytes, int start, int end, FieldSink sink) {
    LENGTH_3.read(bytes, start, end, sink);
    if (start + REGION > end) {
      return;
    }
    int length = BigEndian.u16(bytes, start + RAPID_LENGTH);
    if (length == 0) {
      return;
    }
    REGION_HEAD.read(bytes, start, end, sink);
    priority(REGION_PRIORITY, bytes, start + REGION + 55, end, sink);
    REGION_BRIDGE.read(bytes, start, end, sink);
    int to = length < REGION_LENGTH ? end : Math.min(end, start + REGION + length);
    if (!sink.wants(INSTANCE)) {
      return;
    }
    for (int at = start + REGION + REGION_LENGTH;
        at + INSTANCE_LENGTH <= to;
        at += INSTANCE_LENGTH) {
      sink.begin(INSTANCE, at, INSTANCE_LENGTH);
      INSTANCES.read(bytes, at, to, sink);
      sink.end(INSTANCE);
    }
  }

  /** Reads the VLAN of Cisco's spanning tree for each VLAN, which LLC carries by SNAP. */
  private static void vlan(Packet packet, int layer, int from, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int header = packet.start(layer) - 2;
    boolean isPvst = header >= 0 && layer > 0 && BigEndian.u16(bytes, header) == CiscoSnap.PVST;
    if (!isPvst) {
      return;
    }
    for (int at = from; at + 6 <= packet.limit(layer); at++) {
      if (BigEndian.u16(bytes, at) == 0 && BigEndian.u16(bytes, at + 2) == 2) {
        VLAN.read(bytes, at, packet.limit(layer), sink);
        return;
      }
    }
  }
}
