package io.weft.protocol.app.natpmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.dissect.DatagramProbe.Fit;
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

/** A message of the port control protocol (RFC 6887 sections 7 and 11). */
public final class PortControl {
  public static final Protocol PROTOCOL = Protocol.of("portcontrol", "Port Control Protocol");

  private static final int[] PORTS = {5350, 5351};

  private static final int HEADER_LENGTH = 24;
  private static final int MAX_LENGTH = 1100;
  private static final int MAX_VERSION = 2;

  private static final int MAP = 1;
  private static final int MAX_OPERATION = 3;

  private static final ValueNames OPERATIONS =
      ValueNames.from0("ANNOUNCE", "MAP", "PEER", "AUTHENTICATION");
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("portcontrol.version", "Version")),
          at(1, Field.flag("portcontrol.r", "R", Byte.SIZE, 0x80)),
          at(1, Field.u8("portcontrol.opcode", "Opcode").masked(0x7F).named(OPERATIONS)));
  private static final FixedFields REQUEST =
      FixedFields.of(
          at(4, Field.u32("portcontrol.lifetime_req", "Requested Lifetime")),
          at(8, Field.ipv6("portcontrol.client_ip", "Client IP Address")));
  private static final FixedFields RESPONSE =
      FixedFields.of(
          at(4, Field.u32("portcontrol.lifetime_rsp", "Lifetime")),
          at(8, Field.u32("portcontrol.epoch_time", "Epoch Time")));
  private static final FixedFields MAPPING =
      FixedFields.of(
          at(24, 12, Field.bytes("portcontrol.map.nonce", "Mapping Nonce")),
          at(36, Field.u8("portcontrol.map.protocol", "Protocol")),
          at(37, Field.u24("portcontrol.map.reserved", "Reserved")),
          at(40, Field.u16("portcontrol.map.internal_port", "Internal Port")));
  private static final FixedFields SUGGESTED =
      FixedFields.of(
          at(42, Field.u16("portcontrol.map.req_sug_external_port", "Suggested External Port")),
          at(
              44,
              Field.ipv6("portcontrol.map.req_sug_external_ip", "Suggested External IP Address")));
  private static final FixedFields ASSIGNED =
      FixedFields.of(
          at(42, Field.u16("portcontrol.map.rsp_assigned_external_port", "Assigned External Port")),
          at(
              44,
              Field.ipv6("portcontrol.map.rsp_assigned_ext_ip", "Assigned External IP Address")));

  private PortControl() {}

  /** Adds the protocol and its predecessor to a chain. */
  public static void register(Chain.Builder chain) {
    NatPmp.register(chain, PORTS);
    chain.fields(
        PROTOCOL,
        LayerFields.of(
            PortControl::read, List.of(HEAD, REQUEST, RESPONSE, MAPPING, SUGGESTED, ASSIGNED)));
    chain.info(PROTOCOL, PortControl::describe);
    chain.udp(
        UdpPayload.of(
                new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, PortControl::fit)
            .ports(PORTS));
  }

  /** A version and an operation that there are, and a length as RFC 6887 section 7 has it. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int length = wireTo - from;
    boolean fits =
        bytes[from] >= 1
            && bytes[from] <= MAX_VERSION
            && (bytes[from + 1] & 0x7F) <= MAX_OPERATION
            && length % 4 == 0
            && length <= MAX_LENGTH;
    return Fit.maybeIf(fits);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int second = packet.bytes(layer)[packet.start(layer) + 1];
    text.append(OPERATIONS.nameOr(second & 0x7F, "operation"))
        .append(second < 0 ? " response" : " request");
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEAD.read(bytes, at, end, sink);
    boolean isResponse = bytes[at + 1] < 0;
    (isResponse ? RESPONSE : REQUEST).read(bytes, at, end, sink);
    if ((bytes[at + 1] & 0x7F) == MAP) {
      MAPPING.read(bytes, at, end, sink);
      (isResponse ? ASSIGNED : SUGGESTED).read(bytes, at, end, sink);
    }
  }
}
