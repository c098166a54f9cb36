package io.weft.protocol.link.lldp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.FixedFields.Place;
import io.weft.dissect.field.LayerFields;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The elements by which bridges of data centers tell their priorities (IEEE 802.1Q, annex D). */
final class BridgingFields {
  private static final int PRIORITIES = 8;

  /** Length of the header, the organization and its subtype, in bytes. */
  private static final int VALUE = 6;

  /** Length of what is told of one application, in bytes. */
  private static final int APPLICATION_LENGTH = 3;

  private static final FixedFields CONGESTION =
      of(
          List.of(
              each(i -> bit(VALUE, "lldp.ieee.802_1qau.cnpv.prio" + i, "CNPV Capability", i)),
              each(
                  i -> bit(VALUE + 1, "lldp.ieee.802_1qau.ready.prio" + i, "Ready Indicator", i))));

  private static final Place WILLING = at(VALUE, flag("lldp.dcbx.ieee.willing", "Willing", 0x80));
  private static final FixedFields SELECTION =
      FixedFields.of(
          WILLING,
          at(VALUE, flag("lldp.dcbx.ieee.ets.cbs", "Credit-Based Shaper", 0x40)),
          at(
              VALUE,
              u8("lldp.dcbx.ieee.ets.maxtcs", "Maximum Number of Traffic Classes").masked(0x07)));
  private static final FixedFields RESERVED =
      FixedFields.of(
          at(VALUE, u8("lldp.dcbx.feature.pg.reserved", "Reserved").hexadecimal().masked(0xFE)));
  private static final FixedFields CLASSES =
      of(
          List.of(
              each(BridgingFields::group),
              each(
                  i ->
                      at(
                          VALUE + 5 + i,
                          u8("lldp.dcbx.feature.pg.per" + i, "Bandwidth for PGID " + i))),
              each(
                  i ->
                      at(
                          VALUE + 13 + i,
                          u8("lldp.dcbx.ieee.ets.tsa" + i, "TSA for Traffic Class " + i)))));

  private static final FixedFields FLOW_CONTROL =
      of(
          List.of(
              Stream.of(
                  WILLING,
                  at(VALUE, flag("lldp.dcbx.ieee.pfc.mbc", "MACsec Bypass Capability", 0x40)),
                  at(
                      VALUE,
                      u8("lldp.dcbx.ieee.pfc.numtcs", "Max PFC Enabled Traffic Classes")
                          .masked(0x0F))),
              each(i -> bit(VALUE + 1, "lldp.dcbx.feature.pfc.prio" + i, "PFC", i))));

  private static final FixedFields APPLICATIONS =
      FixedFields.of(at(VALUE, u8("lldp.dcbx.ieee.app.reserved", "Reserved").hexadecimal()));
  private static final FixedFields APPLICATION =
      FixedFields.of(
          at(0, u8("lldp.dcbx.ieee.app.prio", "Application Priority").masked(0xE0).repeating()),
          at(0, u8("lldp.dcbx.iee.app.sf", "Application Selector").masked(0x07).repeating()),
          at(
              1,
              Field.u16("lldp.dcbx.feature.app.proto", "Application Protocol Id")
                  .hexadecimal()
                  .within(LldpFields.ELEMENT)
                  .repeating()));

  /** What {@link #read} may push. */
  static final LayerFields DECLARED =
      LayerFields.declaring(
          List.of(
              CONGESTION, SELECTION, RESERVED, CLASSES, FLOW_CONTROL, APPLICATIONS, APPLICATION));

  private BridgingFields() {}

  private static Field u8(String name, String label) {
    return Field.u8(name, label).within(LldpFields.ELEMENT);
  }

  private static Field flag(String name, String label, int mask) {
    return Field.flag(name, label, 8, mask).within(LldpFields.ELEMENT);
  }

  private static Stream<Place> each(IntFunction<Place> place) {
    return IntStream.range(0, PRIORITIES).mapToObj(place);
  }

  private static FixedFields of(List<Stream<Place>> places) {
    return FixedFields.of(places.stream().flatMap(each -> each).toArray(Place[]::new));
  }

  /** The lowest bit of a byte is that of the first priority. */
  private static Place bit(int offset, String name, String label, int priority) {
    return at(offset, flag(name, label + " for Priority " + priority, 1 << priority));
  }

  /** Each priority has four bits, the first the highest of two bytes. */
  private static Place group(int priority) {
    return at(
        VALUE + 1 + (priority / 4 * 2),
        Field.u16("lldp.dcbx.feature.pg.pgid_prio" + priority, "PGID for Prio " + priority)
            .masked(0xF000 >> (priority % 4 * 4))
            .within(LldpFields.ELEMENT));
  }

  /**
   * Reads an element of IEEE 802.1.
   *
   * @param at its first byte
   */
  static void read(int subtype, byte[] bytes, int at, int end, FieldSink sink) {
    switch (subtype) {
      case 8 -> CONGESTION.read(bytes, at, end, sink);
      case 9 -> {
        SELECTION.read(bytes, at, end, sink);
        CLASSES.read(bytes, at, end, sink);
      }
      case 10 -> {
        RESERVED.read(bytes, at, end, sink);
        CLASSES.read(bytes, at, end, sink);
      }
      case 11 -> FLOW_CONTROL.read(bytes, at, end, sink);
      case 12 -> applications(bytes, at, end, sink);
      default -> {} // Nothing is known of other elements.
    }
  }

  private static void applications(byte[] bytes, int start, int end, FieldSink sink) {
    APPLICATIONS.read(bytes, start, end, sink);
    for (int at = start + VALUE + 1; at + APPLICATION_LENGTH <= end; at += APPLICATION_LENGTH) {
      APPLICATION.read(bytes, at, end, sink);
    }
  }
}
