package io.weft.protocol.link.nflog;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * A log message of Linux' packet filter: attributes, one of which is the packet (LINKTYPE_NFLOG).
 */
public final class Nflog extends View {
  public static final Protocol PROTOCOL = Protocol.of("nflog", "Linux Netfilter NFLOG");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  /**
   * Bytes before an attribute's value: its length, which includes these four bytes, and its type.
   * Both are in the byte order of the machine that logged.
   */
  static final int ATTRIBUTE_LENGTH = 4;

  static final int PAYLOAD = 9;

  private static final int FAMILY = 0;
  private static final int RESOURCE = 2;

  static int family(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + FAMILY);
  }

  /**
   * Is the byte order of the attributes little-endian? Attributes are short, so the right order is
   * the one in which the length of the first attribute is the smaller number.
   */
  static boolean isLittleEndian(byte[] bytes, int firstAttribute) {
    return LittleEndian.u16(bytes, firstAttribute) < BigEndian.u16(bytes, firstAttribute);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(Chain.LINK_TYPES, LinkHeaderType.NFLOG, new NflogDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** AF_ number of Linux, 0 to 255: 2 is IPv4, 10 IPv6. */
  public int family() {
    return family(bytes, at);
  }

  /** Number of the log group, 0 to 65,535. */
  public int resourceId() {
    return BigEndian.u16(bytes, at + RESOURCE);
  }
}
