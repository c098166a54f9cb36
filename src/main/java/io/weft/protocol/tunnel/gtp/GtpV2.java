package io.weft.protocol.tunnel.gtp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/**
 * A control message of version 2 (3GPP TS 29.274 section 5), by which tunnels are set up.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * | Ver |P|T|     |     Type      |            Length             |
 * |            Tunnel Endpoint Identifier, if T is set            |
 * |                Sequence Number                |     Spare     |
 * </pre>
 */
public final class GtpV2 extends View {
  public static final Protocol PROTOCOL = Protocol.of("gtpv2", "GPRS Tunneling Protocol V2");

  /** Bytes before those that the length counts. */
  static final int LENGTH_END = 4;

  /** Length of the shortest header in bytes. */
  static final int MIN_HEADER_LENGTH = 8;

  private static final int HAS_TEID = 0x08;
  private static final int VERSION = 2;

  /** Adds the protocol to a chain. */
  static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> GtpV2Fields.FIELDS);
    chain.info(PROTOCOL, GtpV2::describe);
    chain.udp(
        UdpPayload.of(new GtpV2Dissector(), MIN_HEADER_LENGTH, GtpV2::fit).ports(Gtp.CONTROL_PORT));
  }

  static boolean hasTeid(byte[] bytes, int at) {
    return (bytes[at] & HAS_TEID) != 0;
  }

  /** Length of the header in bytes. */
  static int headerLength(byte[] bytes, int at) {
    return hasTeid(bytes, at) ? 12 : MIN_HEADER_LENGTH;
  }

  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + 2);
  }

  static boolean isVersion2(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at) >> 5 == VERSION;
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    if (!isVersion2(bytes, from) || length(bytes, from) < headerLength(bytes, from) - LENGTH_END) {
      return Fit.NO;
    }
    return Fit.yesOrMaybe(LENGTH_END + length(bytes, from) == wireTo - from);
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    int type = BigEndian.u8(packet.bytes(layer), packet.start(layer) + 1);
    String name = GtpV2Names.MESSAGES.name(type);
    text.append(name == null ? "Message " + type : name);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: 1 and 2 are echo request and response, 32 and 33 the creation of a session. */
  public int type() {
    return BigEndian.u8(bytes, at + 1);
  }
}
