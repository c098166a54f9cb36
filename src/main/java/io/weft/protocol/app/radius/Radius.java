package io.weft.protocol.app.radius;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;

/**
 * A RADIUS packet (RFC 2865 section 3).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |     Code      |  Identifier   |            Length             |
 * |                   Authenticator (16 bytes)                    |
 * </pre>
 */
public final class Radius extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("radius", "Remote Authentication Dial In User Service");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 20;

  static final int ID = 1;
  static final int LENGTH = 2;

  /** Bytes of type and length before an attribute's value. */
  static final int ATTRIBUTE_HEADER = 2;

  /** The longest packet in bytes. */
  private static final int MAX_LENGTH = 4_096;

  private static final int[] PORTS = {1645, 1646, 1812, 1813, 3799};

  /** Name of a code, or null. */
  static String codeName(long code) {
    return switch ((int) code) {
      case 1 -> "Access-Request";
      case 2 -> "Access-Accept";
      case 3 -> "Access-Reject";
      case 4 -> "Accounting-Request";
      case 5 -> "Accounting-Response";
      case 11 -> "Access-Challenge";
      case 12 -> "Status-Server";
      case 13 -> "Status-Client";
      case 40 -> "Disconnect-Request";
      case 41 -> "Disconnect-ACK";
      case 42 -> "Disconnect-NAK";
      case 43 -> "CoA-Request";
      case 44 -> "CoA-ACK";
      case 45 -> "CoA-NAK";
      default -> null;
    };
  }

  /** Does a packet of this code wait for a response? */
  static boolean isRequest(int code) {
    return code == 1 || code == 4 || code == 12 || code == 40 || code == 43;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.lateFields(PROTOCOL, RadiusFields::all);
    chain.info(PROTOCOL, RadiusText::describe);
    chain.udp(UdpPayload.of(new RadiusDissector(chain), HEADER_LENGTH, Radius::fit).ports(PORTS));
    chain.datagram(new PairingDatagrams<>(new RadiusConversation()));
  }

  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int length = BigEndian.u16(bytes, from + LENGTH);
    boolean isPlausible =
        codeName(BigEndian.u8(bytes, from)) != null
            && length >= HEADER_LENGTH
            && length <= MAX_LENGTH;
    return isPlausible ? Fit.yesOrMaybe(length <= wireTo - from) : Fit.NO;
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 255: 1 for an Access-Request. */
  public int code() {
    return BigEndian.u8(bytes, at);
  }

  /** 0 to 255; the response repeats that of its request. */
  public int id() {
    return BigEndian.u8(bytes, at + ID);
  }
}
