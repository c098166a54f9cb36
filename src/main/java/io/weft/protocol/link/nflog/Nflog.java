package io.weft.protocol.link.nflog;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.LinkHeaderType;

/** What Linux' packet filter logs: attributes, one of which is the packet (LINKTYPE_NFLOG). */
public final class Nflog extends View {
  public static final Protocol PROTOCOL = Protocol.of("nflog", "Linux Netfilter NFLOG");

  public static final int HEADER_LENGTH = 4;

  /**
   * Length, its own four bytes included, and type; in the byte order of the machine that logged.
   */
  static final int ATTRIBUTE_LENGTH = 4;

  static final int PAYLOAD = 9;

  private static final int FAMILY = 0;
  private static final int RESOURCE = 2;

  static int family(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + FAMILY);
  }

  /**
   * Attributes are short: the order in which the first one's length is the smaller is the right
   * one.
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

  /** AF_ number of Linux: 2 is IPv4, 10 IPv6. */
  public int family() {
    return family(bytes, at);
  }

  /** Number of the log group. */
  public int resourceId() {
    return BigEndian.u16(bytes, at + RESOURCE);
  }
}
