package io.weft.protocol.app.natpmp;

import static io.weft.dissect.field.FixedFields.at;

import io.weft.bytes.BigEndian;
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

/** A message of the NAT port mapping protocol (RFC 6886 section 3). */
final class NatPmp {
  static final Protocol PROTOCOL = Protocol.of("nat-pmp", "NAT Port Mapping Protocol");

  private static final int MIN_LENGTH = 2;

  private static final int ADDRESS_REQUEST = 0;
  private static final int MAP_UDP = 1;
  private static final int MAP_TCP = 2;
  private static final int RESPONSE = 128;

  private static final ValueNames OPERATIONS =
      ValueNames.of(
          "0 External Address Request",
          "1 Map UDP Request",
          "2 Map TCP Request",
          "128 External Address Response",
          "129 Map UDP Response",
          "130 Map TCP Response");
  private static final FixedFields HEAD =
      FixedFields.of(
          at(0, Field.u8("nat-pmp.version", "Version")),
          at(1, Field.u8("nat-pmp.opcode", "Opcode").named(OPERATIONS)));
  private static final Field INTERNAL_PORT = Field.u16("nat-pmp.internal_port", "Internal Port");
  private static final Field EXTERNAL_PORT = Field.u16("nat-pmp.external_port", "External Port");
  private static final Field LIFETIME = Field.u32("nat-pmp.pml", "Port Mapping Lifetime");
  private static final FixedFields MAP_REQUEST =
      FixedFields.of(
          at(2, Field.u16("nat-pmp.reserved", "Reserved")),
          at(4, INTERNAL_PORT),
          at(6, EXTERNAL_PORT),
          at(8, LIFETIME));
  private static final FixedFields RESULT =
      FixedFields.of(
          at(
              2,
              Field.u16("nat-pmp.result_code", "Result Code")
                  .named(
                      ValueNames.from0(
                          "Success",
                          "Unsupported Version",
                          "Not Authorized/Refused",
                          "Network Failure",
                          "Out of resources",
                          "Unsupported opcode"))),
          at(4, Field.u32("nat-pmp.sssoe", "Seconds Since Start of Epoch")));
  private static final FixedFields ADDRESS =
      FixedFields.of(at(8, Field.ipv4("nat-pmp.external_ip", "External IP Address")));
  private static final FixedFields MAPPED =
      FixedFields.of(at(8, INTERNAL_PORT), at(10, EXTERNAL_PORT), at(12, LIFETIME));

  private NatPmp() {}

  static void register(Chain.Builder chain, int... ports) {
    chain.fields(
        PROTOCOL,
        LayerFields.of(NatPmp::read, List.of(HEAD, MAP_REQUEST, RESULT, ADDRESS, MAPPED)));
    chain.info(PROTOCOL, NatPmp::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, MIN_LENGTH), MIN_LENGTH, NatPmp::fit)
            .ports(ports));
  }

  /** Version 0, and an operation with the length that it has. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int length =
        switch (BigEndian.u8(bytes, from + 1)) {
          case ADDRESS_REQUEST -> MIN_LENGTH;
          case MAP_UDP, MAP_TCP, RESPONSE -> 12;
          case RESPONSE + MAP_UDP, RESPONSE + MAP_TCP -> 16;
          default -> -1;
        };
    return Fit.maybeIf(bytes[from] == 0 && length == wireTo - from);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    text.append(
        OPERATIONS.nameOr(BigEndian.u8(packet.bytes(layer), packet.start(layer) + 1), "operation"));
  }

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    int end = packet.limit(layer);
    HEAD.read(bytes, at, end, sink);
    int operation = BigEndian.u8(bytes, at + 1);
    if (operation < RESPONSE) {
      MAP_REQUEST.read(bytes, at, end, sink);
    } else {
      RESULT.read(bytes, at, end, sink);
      (operation == RESPONSE ? ADDRESS : MAPPED).read(bytes, at, end, sink);
    }
  }
}
