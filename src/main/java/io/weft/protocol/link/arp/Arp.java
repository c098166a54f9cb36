package io.weft.protocol.link.arp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** An address resolution message (RFC 826), reverse ones included (RFC 903). */
public final class Arp extends View {
  public static final Protocol PROTOCOL = Protocol.of("arp", "Address Resolution Protocol");

  /** Without the addresses, whose lengths the message says; they may be cut. */
  public static final int FIXED_LENGTH = 8;

  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  private static final int HARDWARE_TYPE = 0;
  private static final int PROTOCOL_TYPE = 2;
  private static final int HARDWARE_LENGTH = 4;
  private static final int PROTOCOL_LENGTH = 5;
  private static final int OPERATION = 6;
  private static final int SENDER_HARDWARE = 8;

  static int length(byte[] bytes, int at) {
    return FIXED_LENGTH
        + 2 * BigEndian.u8(bytes, at + HARDWARE_LENGTH)
        + 2 * BigEndian.u8(bytes, at + PROTOCOL_LENGTH);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new ArpText());
    ArpDissector arp = new ArpDissector();
    chain.put(EtherType.TABLE, EtherType.ARP, arp).put(EtherType.TABLE, EtherType.RARP, arp);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 is Ethernet. */
  public int hardwareType() {
    return BigEndian.u16(bytes, at + HARDWARE_TYPE);
  }

  /** An ethertype. */
  public int protocolType() {
    return BigEndian.u16(bytes, at + PROTOCOL_TYPE);
  }

  /** In bytes. */
  public int hardwareLength() {
    return BigEndian.u8(bytes, at + HARDWARE_LENGTH);
  }

  /** In bytes. */
  public int protocolLength() {
    return BigEndian.u8(bytes, at + PROTOCOL_LENGTH);
  }

  /** {@link #REQUEST}, {@link #REPLY} or one of the rarer ones. */
  public int operation() {
    return BigEndian.u16(bytes, at + OPERATION);
  }

  /** Does the message resolve IPv4 addresses to those of Ethernet, and is it all there? */
  public boolean isEthernetIpv4() {
    return hardwareLength() == 6
        && protocolLength() == 4
        && protocolType() == EtherType.IPV4
        && limit - at >= length(bytes, at);
  }

  /** Of meaning with {@link #isEthernetIpv4} only. */
  public int senderIp() {
    return isEthernetIpv4() ? BigEndian.i32(bytes, at + SENDER_HARDWARE + 6) : 0;
  }

  /** Of meaning with {@link #isEthernetIpv4} only. */
  public int targetIp() {
    return isEthernetIpv4() ? BigEndian.i32(bytes, at + SENDER_HARDWARE + 16) : 0;
  }

  /** Of meaning with {@link #isEthernetIpv4} only. */
  public String senderMacText() {
    return isEthernetIpv4() ? Addresses.mac(bytes, at + SENDER_HARDWARE) : "";
  }

  /** Of meaning with {@link #isEthernetIpv4} only. */
  public String targetMacText() {
    return isEthernetIpv4() ? Addresses.mac(bytes, at + SENDER_HARDWARE + 10) : "";
  }

  /** Addresses in network byte order; of meaning with {@link #isEthernetIpv4} only. */
  public Message toRecord() {
    return new Message(operation(), senderMacText(), senderIp(), targetMacText(), targetIp());
  }

  public record Message(
      int operation, String senderMac, int senderIp, String targetMac, int targetIp) {}
}
