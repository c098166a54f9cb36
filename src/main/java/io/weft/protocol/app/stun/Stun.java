package io.weft.protocol.app.stun;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.protocol.app.PairingDatagrams;

/**
 * A STUN message (RFC 8489 section 5).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |0 0|     STUN Message Type     |         Message Length        |
 * |                         Magic Cookie                          |
 * |                  Transaction ID (96 bits)                     |
 * </pre>
 */
public final class Stun extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("stun", "Session Traversal Utilities for NAT");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 20;

  static final int MAGIC = 0x2112_A442;

  static final int LENGTH = 2;
  static final int COOKIE = 4;
  static final int TRANSACTION = 8;

  static final int REQUEST = 0;
  static final int INDICATION = 1;
  static final int SUCCESS = 2;
  static final int FAILURE = 3;

  static final int PORT = 3478;

  /** Bytes of type and length before an attribute's value. */
  static final int ATTRIBUTE_HEADER = 4;

  private static final int MAX_METHOD = 0xFF;

  private static final String[] CLASSES = {
    "Request", "Indication", "Success Response", "Error Response"
  };

  /** The class of a type, 0 to 3, whose two bits stand apart. */
  static int messageClass(int type) {
    return (type >> 7 & 2) | (type >> 4 & 1);
  }

  /** The method of a type, 0 to 4,095, whose bits stand in three groups. */
  static int method(int type) {
    return (type >> 2 & 0xF80) | (type >> 1 & 0x70) | (type & 0xF);
  }

  /**
   * Is the method of a type one of those that are assigned by standards (RFC 8489 section 18.2)?
   * Others have borrowed the header for messages with methods beyond them.
   */
  static boolean isMethod(int type) {
    return method(type) <= MAX_METHOD;
  }

  /** Name of a class, 0 to 3. */
  static String className(long messageClass) {
    return CLASSES[(int) messageClass];
  }

  /** Name of a method, or null. */
  static String methodName(long method) {
    return switch ((int) method) {
      case 1 -> "Binding";
      case 2 -> "SharedSecret";
      case 3 -> "Allocate";
      case 4 -> "Refresh";
      case 6 -> "Send";
      case 7 -> "Data Indication";
      case 8 -> "CreatePermission";
      case 9 -> "Channel-Bind";
      case 10 -> "Connect";
      case 11 -> "ConnectionBind";
      case 12 -> "ConnectionAttempt";
      case 0x80 -> "GooglePing";
      default -> null;
    };
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, StunFields::all);
    chain.info(PROTOCOL, StunText::describe);
    chain.udp(
        UdpPayload.of(new StunDissector(chain.udpPayloads()), HEADER_LENGTH, Stun::fit)
            .ports(PORT)
            .onAnyPort(Stun::fitStrictly));
    chain.stream(
        StreamProtocol.of(PROTOCOL, StunStreams::probe, StunStreamDissector::new).ports(PORT));
    chain.datagram(new PairingDatagrams<>(new StunConversation()).beside());
    Channel.register(chain);
  }

  private static Fit fitStrictly(byte[] bytes, int from, int to, int wireTo) {
    int length = BigEndian.u16(bytes, from + LENGTH);
    return length % 4 == 0 ? fit(bytes, from, to, wireTo) : Fit.NO;
  }

  /** On STUN's own port some send lengths that are no multiples of 4. */
  private static Fit fit(byte[] bytes, int from, int to, int wireTo) {
    int length = BigEndian.u16(bytes, from + LENGTH);
    return Fit.yesIf(
        (bytes[from] & 0xC0) == 0
            && isMethod(BigEndian.u16(bytes, from))
            && BigEndian.i32(bytes, from + COOKIE) == MAGIC
            && HEADER_LENGTH + length <= wireTo - from);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Class and method, 0 to 16,383; above that it is the number of a channel that data is in. */
  public int type() {
    return BigEndian.u16(bytes, at);
  }

  /** Bytes behind the header, 0 to 65,535: 20 bytes of a message, or 4 before a channel's data. */
  public int length() {
    return BigEndian.u16(bytes, at + LENGTH);
  }
}
