package io.weft.protocol.link.arp;

import io.weft.bytes.Addresses;
import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/** A message of ARP (RFC 826) or of reverse ARP (RFC 903). */
public final class Arp extends View {
  public static final Protocol PROTOCOL = Protocol.of("arp", "Address Resolution Protocol");

  /**
   * Bytes before the addresses. The message says how long the addresses are; a capture may cut
   * them.
   */
  public static final int FIXED_LENGTH = 8;

  /** Operation: who has this address? */
  public static final int REQUEST = 1;

  /** Operation: the sender has this address. */
  public static final int REPLY = 2;

  static final int HARDWARE_TYPE = 0;
  static final int PROTOCOL_TYPE = 2;
  static final int HARDWARE_LENGTH = 4;
  static final int PROTOCOL_LENGTH = 5;
  static final int OPERATION = 6;
  private static final int SENDER_HARDWARE = 8;

  static int length(byte[] bytes, int at) {
    return FIXED_LENGTH
        + 2 * BigEndian.u8(bytes, at + HARDWARE_LENGTH)
        + 2 * BigEndian.u8(bytes, at + PROTOCOL_LENGTH);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, new ArpText());
    chain.fields(PROTOCOL, () -> ArpFields.FIELDS).memory(PROTOCOL, ArpMemory::new);
    ArpDissector arp = new ArpDissector();
    chain.put(EtherType.TABLE, EtherType.ARP, arp).put(EtherType.TABLE, EtherType.RARP, arp);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 0 to 65,535; 1 is Ethernet. */
  public int hardwareType() {
    return BigEndian.u16(bytes, at + HARDWARE_TYPE);
  }

  /** Ethertype of the protocol whose addresses are resolved. */
  public int protocolType() {
    return BigEndian.u16(bytes, at + PROTOCOL_TYPE);
  }

  /** Length of a hardware address in bytes, 0 to 255. */
  public int hardwareLength() {
    return BigEndian.u8(bytes, at + HARDWARE_LENGTH);
  }

  /** Length of a protocol address in bytes, 0 to 255. */
  public int protocolLength() {
    return BigEndian.u8(bytes, at + PROTOCOL_LENGTH);
  }

  /** {@link #REQUEST}, {@link #REPLY}, 3 and 4 for those of reverse ARP, or a rarer one. */
  public int operation() {
    return BigEndian.u16(bytes, at + OPERATION);
  }

  /** Does the message resolve IPv4 addresses to Ethernet addresses, and was all of it captured? */
  public boolean isEthernetIpv4() {
    return hardwareLength() == 6
        && protocolLength() == 4
        && protocolType() == EtherType.IPV4
        && limit - at >= length(bytes, at);
  }

  /** IPv4 address in network byte order; 0 where {@link #isEthernetIpv4} does not hold. */
  public int senderIp() {
    return isEthernetIpv4() ? BigEndian.i32(bytes, at + SENDER_HARDWARE + 6) : 0;
  }

  /** IPv4 address in network byte order; 0 where {@link #isEthernetIpv4} does not hold. */
  public int targetIp() {
    return isEthernetIpv4() ? BigEndian.i32(bytes, at + SENDER_HARDWARE + 16) : 0;
  }

  /** Ethernet address as text; empty where {@link #isEthernetIpv4} does not hold. */
  public String senderMacText() {
    return isEthernetIpv4() ? Addresses.mac(bytes, at + SENDER_HARDWARE) : "";
  }

  /** Ethernet address as text; empty where {@link #isEthernetIpv4} does not hold. */
  public String targetMacText() {
    return isEthernetIpv4() ? Addresses.mac(bytes, at + SENDER_HARDWARE + 10) : "";
  }

  /**
   * A copy that outlives the packet; its addresses are 0 and empty without {@link #isEthernetIpv4}.
   */
  public Message toRecord() {
    return new Message(operation(), senderMacText(), senderIp(), targetMacText(), targetIp());
  }

  /** The IPv4 addresses are in network byte order, the Ethernet addresses text. */
  public record Message(
      int operation, String senderMac, int senderIp, String targetMac, int targetIp) {}
}
