package io.weft.protocol.app.dhcp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSequence;
import io.weft.dissect.field.FieldSink;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fields of the options of a message. */
final class OptionFields {
  private static final Field OPTION = Field.group("dhcp.option", "Option");
  private static final Field CODE = Field.u8("dhcp.option.type", "Option").within(OPTION);
  private static final Field LENGTH = Field.u8("dhcp.option.length", "Length").within(OPTION);
  private static final Field VALUE = Field.bytes("dhcp.option.value", "Value").within(OPTION);
  private static final Field END = Field.u8("dhcp.option.end", "Option End").within(OPTION);
  private static final Field PADDING = Field.bytes("dhcp.option.padding", "Padding").repeating();

  private static final Field BAD_LENGTH =
      Field.presence("dhcp.bad_length", "Wrong length").within(OPTION).generated();

  private static final FieldSequence HEAD = FieldSequence.of(CODE, LENGTH, VALUE);
  private static final FieldSequence REST = FieldSequence.of(PADDING);

  private final OptionLayouts layouts = new OptionLayouts();

  /** All fields, once each. */
  List<Field> declared() {
    Set<Field> all = new LinkedHashSet<>(List.of(OPTION, CODE, LENGTH, VALUE, END, BAD_LENGTH));
    all.addAll(layouts.declared());
    all.add(PADDING);
    return new ArrayList<>(all);
  }

  /** Pushes the options, and those that the header's rooms for names hold. */
  void read(Packet packet, int layer, int from, int limit, FieldSink sink) {
    list(packet, layer, from, limit, sink);
    int message = packet.start(layer);
    int overload = OptionOverload.of(packet.bytes(layer), message, limit);
    if (OptionOverload.holdsServerName(overload)) {
      list(packet, layer, message + Dhcp.SERVER_NAME, message + Dhcp.FILE, sink);
    }
    if (OptionOverload.holdsFile(overload)) {
      list(packet, layer, message + Dhcp.FILE, message + Dhcp.COOKIE, sink);
    }
  }

  /** Pushes options up to the end, or to one that is longer than the bytes. */
  private void list(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    boolean isGroupWanted = sink.wants(OPTION);
    for (int at = from; at < limit; ) {
      int code = BigEndian.u8(bytes, at);
      if (code == DhcpOptions.PAD) {
        at = pads(packet, layer, at, limit, sink);
        continue;
      }
      int next = code == DhcpOptions.END ? at + 1 : DhcpOptions.next(bytes, at, limit);
      if (isGroupWanted) {
        sink.begin(OPTION, at, (next < 0 ? limit : next) - at);
      }
      if (code == DhcpOptions.END) {
        end(at, sink);
      } else if (next < 0) {
        HEAD.read(packet, layer, at, Math.min(limit, at + DhcpOptions.HEADER), sink);
      } else {
        HEAD.read(packet, layer, at, next, sink);
        int value = at + DhcpOptions.HEADER;
        layouts.read(code, packet, layer, value, next, sink);
        if (sink.wants(BAD_LENGTH) && !layouts.mayHave(code, next - value)) {
          sink.flag(BAD_LENGTH, true, 0, 0);
        }
      }
      if (isGroupWanted) {
        sink.end(OPTION);
      }
      if (next < 0) {
        return;
      }
      if (code == DhcpOptions.END) {
        if (from >= packet.start(layer) + Dhcp.OPTIONS) {
          REST.read(packet, layer, next, limit, sink);
        }
        return;
      }
      at = next;
    }
  }

  private static int pads(Packet packet, int layer, int from, int limit, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int to = from;
    while (to < limit && bytes[to] == 0) {
      to++;
    }
    REST.read(packet, layer, from, to, sink);
    return to;
  }

  /** The end has a field of its own in Wireshark, and there the type 0. */
  private static void end(int at, FieldSink sink) {
    if (sink.wants(CODE)) {
      sink.number(CODE, 0, at, 1);
    }
    if (sink.wants(END)) {
      sink.number(END, DhcpOptions.END, at, 1);
    }
  }
}
