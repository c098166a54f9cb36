package io.weft.protocol.link.capwap;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/**
 * The header before the frames of wireless clients between an access point and its controller (RFC
 * 5415, section 4.3).
 */
public final class Capwap extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("capwap.data", "Control And Provisioning of Wireless Access Points - Data");

  /** The port of the data channel, registered at IANA. */
  static final int UDP_PORT = 5247;

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int PREAMBLE = 0;
  private static final int LENGTH = 1;
  private static final int FLAGS = 2;

  private static final int NATIVE = 0x01_00;
  private static final int FRAGMENT = 0x00_80;
  private static final int KEEP_ALIVE = 0x00_08;
  private static final int RESERVED = 0x00_07;

  /** The largest number of a kind of wireless network: 0 is none, 1 is 802.11, 3 is EPCglobal. */
  private static final int MAX_BINDING = 3;

  /** Is the version 0, and the message not encrypted by DTLS? */
  static boolean isClear(byte[] bytes, int at) {
    return bytes[at + PREAMBLE] == 0;
  }

  /** Length in bytes; the field counts units of four bytes. */
  static int headerLength(byte[] bytes, int at) {
    return (BigEndian.u8(bytes, at + LENGTH) >> 3) << 2;
  }

  static boolean hasReserved(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FLAGS) & RESERVED) != 0;
  }

  static boolean isKnownBinding(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FLAGS) >> 9 & 0x1F) <= MAX_BINDING;
  }

  /** Is the carried frame an 802.11 frame? Otherwise it is an Ethernet frame. */
  static boolean isNative(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FLAGS) & NATIVE) != 0;
  }

  /** Does a whole frame follow? A fragment and a keep-alive have none. */
  static boolean carriesFrame(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FLAGS) & (FRAGMENT | KEEP_ALIVE)) == 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.udp(
        UdpPayload.of(new CapwapDissector(chain), MIN_HEADER_LENGTH, CapwapDissector::fit)
            .ports(UDP_PORT));
    CapwapSealed.register(chain);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, 8 to 124. */
  public int headerLength() {
    return headerLength(bytes, at);
  }
}
