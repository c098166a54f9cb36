package io.weft.protocol.link.sll;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/**
 * The header that Linux puts before packets captured on several interfaces at once, second version
 * (LINKTYPE_LINUX_SLL2): it names the interface.
 */
public final class LinuxCooked2 extends View {
  public static final Protocol PROTOCOL = Protocol.of("sll", "Linux cooked-mode capture v2");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 20;

  private static final int PROTOCOL_TYPE = 0;
  private static final int INTERFACE = 4;
  private static final int HARDWARE_TYPE = 8;
  private static final int PACKET_TYPE = 10;

  static int hardwareType(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + HARDWARE_TYPE);
  }

  static int protocolType(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + PROTOCOL_TYPE);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** The number that the capturing machine's kernel gave the interface, from 1. */
  public int interfaceIndex() {
    return BigEndian.i32(bytes, at + INTERFACE);
  }

  /**
   * 0: sent to the capturing machine, 1: broadcast, 2: multicast, 3: sent to another machine, 4:
   * sent by the capturing machine.
   */
  public int packetType() {
    return BigEndian.u8(bytes, at + PACKET_TYPE);
  }

  /** ARPHRD_ number of the interface's kind, 0 to 65,535. */
  public int hardwareType() {
    return hardwareType(bytes, at);
  }

  /** Ethertype; a value below {@link EtherType#MIN} is an ETH_P_ number of Linux. */
  public int protocolType() {
    return protocolType(bytes, at);
  }
}
