package io.weft.protocol.app.rip;

import static io.weft.dissect.field.FixedFields.at;
import static io.weft.dissect.field.FixedFields.whole;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.FixedFields;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.field.ValueNames;
import java.util.List;

/** A message of the routing information protocol for IPv6 (RFC 2080). */
public final class Ripng {
  public static final Protocol PROTOCOL = Protocol.of("ripng", "RIPng");

  private static final int UDP_PORT = 521;
  private static final int HEADER_LENGTH = 4;
  private static final int ENTRY_LENGTH = 20;

  private static final FixedFields HEADER =
      FixedFields.of(
          at(0, Field.u8("ripng.cmd", "Command").named(ValueNames.of("1 Request", "2 Response"))),
          at(1, Field.u8("ripng.version", "Version")),
          at(2, 2, Field.bytes("ripng.reserved", "Reserved")));
  private static final Field ENTRY = Field.group("ripng.entries", "Route Table Entry");
  private static final FixedFields ROUTE =
      FixedFields.of(
          whole(Field.presence("ripng.rte", "Route Table Entry").within(ENTRY)),
          at(0, Field.ipv6("ripng.rte.ipv6_prefix", "IPv6 Prefix").within(ENTRY)),
          at(16, Field.u16("ripng.rte.route_tag", "Route Tag").hexadecimal().within(ENTRY)),
          at(18, Field.u8("ripng.rte.prefix_length", "Prefix Length").within(ENTRY)),
          at(19, Field.u8("ripng.rte.metric", "Metric").within(ENTRY)));

  private static final LayerFields FIELDS =
      LayerFields.of(Ripng::read, List.of(HEADER, ROUTE), ENTRY);

  private Ripng() {}

  static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, FIELDS)
        .udp(
            UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Ripng::fit)
                .ports(UDP_PORT));
  }

  static DatagramProbe.Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int command = BigEndian.u8(bytes, from);
    if (command < 1 || command > 2 || bytes[from + 1] != 1) {
      return DatagramProbe.Fit.NO;
    }
    return DatagramProbe.Fit.yesOrMaybe((wireTo - from - HEADER_LENGTH) % ENTRY_LENGTH == 0);
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int start = packet.start(layer);
    int end = packet.limit(layer);
    HEADER.read(bytes, start, end, sink);
    if (!sink.wants(ENTRY)) {
      return;
    }
    for (int at = start + HEADER_LENGTH; at + ENTRY_LENGTH <= end; at += ENTRY_LENGTH) {
      sink.begin(ENTRY, at, ENTRY_LENGTH);
      ROUTE.read(bytes, at, at + ENTRY_LENGTH, sink);
      sink.end(ENTRY);
    }
  }
}
