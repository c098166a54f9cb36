package io.weft.protocol.app.dhcpv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.MessageDissector;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.field.ValueNames;

/** A message of the Dynamic Host Configuration Protocol for IPv6 (RFC 8415 section 8). */
public final class Dhcpv6 extends View {
  public static final Protocol PROTOCOL = Protocol.of("dhcpv6", "DHCPv6");

  /** Type and transaction of a message between client and server, in bytes. */
  static final int HEADER_LENGTH = 4;

  /** Type, hop count and two addresses of a message between relay and server, in bytes. */
  static final int RELAY_HEADER_LENGTH = 34;

  /** Code and length of an option, in bytes. */
  static final int OPTION_HEADER = 4;

  private static final int RELAY_FORWARD = 12;
  private static final int RELAY_REPLY = 13;
  private static final int[] PORTS = {546, 547};

  static final ValueNames TYPES =
      ValueNames.of(
          "1 Solicit",
          "2 Advertise",
          "3 Request",
          "4 Confirm",
          "5 Renew",
          "6 Rebind",
          "7 Reply",
          "8 Release",
          "9 Decline",
          "10 Reconfigure",
          "11 Information-request",
          "12 Relay-forw",
          "13 Relay-reply",
          "14 Leasequery",
          "15 Leasequery-reply",
          "16 Leasequery-done",
          "17 Leasequery-data",
          "18 Reconfigure-request",
          "19 Reconfigure-reply");

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, Dhcpv6Fields::all);
    chain.info(PROTOCOL, Dhcpv6::describe);
    chain.udp(
        UdpPayload.of(new MessageDissector(PROTOCOL, HEADER_LENGTH), HEADER_LENGTH, Dhcpv6::fit)
            .ports(PORTS));
  }

  /** Length of the header of a message, in bytes. */
  static int headerLength(byte[] bytes, int at) {
    return bytes[at] == RELAY_FORWARD || bytes[at] == RELAY_REPLY
        ? RELAY_HEADER_LENGTH
        : HEADER_LENGTH;
  }

  /** Did a server send the message? */
  static boolean isFromServer(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case 2, 7, 10, RELAY_REPLY, 15, 16, 17, 19 -> true;
      default -> false;
    };
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (TYPES.name(BigEndian.u8(bytes, from)) == null) {
      return Fit.NO;
    }
    int at = from + headerLength(bytes, from);
    while (to - at >= OPTION_HEADER) {
      at += OPTION_HEADER + BigEndian.u16(bytes, at + 2);
    }
    return Fit.yesOrMaybe(at == wireTo);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    Dhcpv6 message = new Dhcpv6();
    packet.bindLayer(message, layer);
    text.append(TYPES.nameOr(message.type(), "type"));
    if (!message.isRelayed()) {
      text.append(" xid=0x").append(Integer.toHexString(message.transaction()));
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: 1 for Solicit (RFC 8415 section 7.3). */
  public int type() {
    return BigEndian.u8(bytes, at);
  }

  /** Is this a message between a relay and a server, or between relays? */
  public boolean isRelayed() {
    return headerLength(bytes, at) == RELAY_HEADER_LENGTH;
  }

  /** 0 to 2²⁴ − 1; messages of relays have none, and part of an address stands there. */
  public int transaction() {
    return BigEndian.u24(bytes, at + 1);
  }
}
