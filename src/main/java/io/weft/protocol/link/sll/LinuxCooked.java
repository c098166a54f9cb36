package io.weft.protocol.link.sll;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.LinkHeaderType;

/**
 * The header that Linux puts before packets captured on several interfaces at once, first version
 * (LINKTYPE_LINUX_SLL).
 */
public final class LinuxCooked extends View {
  public static final Protocol PROTOCOL = Protocol.of("sll", "Linux cooked-mode capture");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 16;

  private static final int PACKET_TYPE = 0;
  private static final int HARDWARE_TYPE = 2;
  private static final int PROTOCOL_TYPE = 14;

  static int hardwareType(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + HARDWARE_TYPE);
  }

  static int protocolType(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + PROTOCOL_TYPE);
  }

  /** Adds both versions to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, () -> SllFields.VERSION_1)
        .fields(LinuxCooked2.PROTOCOL, () -> SllFields.VERSION_2)
        .put(Chain.LINK_TYPES, LinkHeaderType.LINUX_SLL, new LinuxCookedDissector(chain, false))
        .put(Chain.LINK_TYPES, LinkHeaderType.LINUX_SLL2, new LinuxCookedDissector(chain, true));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /**
   * 0: sent to the capturing machine, 1: broadcast, 2: multicast, 3: sent to another machine, 4:
   * sent by the capturing machine.
   */
  public int packetType() {
    return BigEndian.u16(bytes, at + PACKET_TYPE);
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
