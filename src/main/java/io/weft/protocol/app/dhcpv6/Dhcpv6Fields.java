package io.weft.protocol.app.dhcpv6;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of a message, by Wireshark's names. The headers of relayed messages are read first,
 * from the outermost to the innermost, then the options of all.
 */
final class Dhcpv6Fields {
  /** Relays add a message around the one they pass on, and there may be some on the way. */
  private static final int MAX_DEPTH = 16;

  private static final int RELAY_MESSAGE = 9;

  private static final Field TYPE =
      Field.u8("dhcpv6.msgtype", "Message type").named(Dhcpv6.TYPES).repeating();
  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, TYPE), at(1, Field.u24("dhcpv6.xid", "Transaction ID").hexadecimal().repeating()));
  private static final FixedFields RELAY_HEADER =
      FixedFields.of(
          at(0, TYPE),
          at(1, Field.u8("dhcpv6.hopcount", "Hopcount").repeating()),
          at(2, Field.ipv6("dhcpv6.linkaddr", "Link address").repeating()),
          at(18, Field.ipv6("dhcpv6.peeraddr", "Peer address").repeating()));

  private final OptionFields options = new OptionFields();

  private Dhcpv6Fields() {}

  static LayerFields all() {
    Dhcpv6Fields fields = new Dhcpv6Fields();
    List<Field> declared = new ArrayList<>(HEADER.declared());
    declared.addAll(RELAY_HEADER.declared());
    declared.addAll(fields.options.declared());
    return LayerFields.of(fields::read, declared.stream().distinct().toList());
  }

  private void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    headers(bytes, packet.start(layer), packet.limit(layer), sink);
    options.begin(packet, layer, sink);
  }

  private static void headers(byte[] bytes, int start, int limit, FieldSink sink) {
    int at = start;
    int end = limit;
    for (int depth = 0; depth < MAX_DEPTH && at < end; depth++) {
      int length = Dhcpv6.headerLength(bytes, at);
      (length == Dhcpv6.HEADER_LENGTH ? HEADER : RELAY_HEADER).read(bytes, at, end, sink);
      int relayed = find(RELAY_MESSAGE, bytes, at + length, end);
      if (length == Dhcpv6.HEADER_LENGTH || relayed < 0) {
        return;
      }
      end = relayed + Dhcpv6.OPTION_HEADER + BigEndian.u16(bytes, relayed + 2);
      at = relayed + Dhcpv6.OPTION_HEADER;
    }
  }

  /** Index of the first option of a code, or -1. */
  private static int find(int code, byte[] bytes, int from, int end) {
    int at = from;
    while (end - at >= Dhcpv6.OPTION_HEADER) {
      int next = at + Dhcpv6.OPTION_HEADER + BigEndian.u16(bytes, at + 2);
      if (next > end) {
        return -1;
      }
      if (BigEndian.u16(bytes, at) == code) {
        return at;
      }
      at = next;
    }
    return -1;
  }
}
