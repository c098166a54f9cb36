package io.weft.protocol.link.loopback;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * The address family before packets on a loopback interface. It is in the byte order of the machine
 * that captured (LINKTYPE_NULL) or in network byte order (LINKTYPE_LOOP).
 */
public final class Loopback extends View {
  public static final Protocol PROTOCOL = Protocol.of("null", "Null/Loopback");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 4;

  /**
   * Largest number that is taken for a family. A larger one was written in the other byte order, or
   * is no family.
   */
  private static final int LARGEST = 0xFFFF;

  static int family(byte[] bytes, int at) {
    int big = BigEndian.i32(bytes, at);
    int little = LittleEndian.i32(bytes, at);
    return isSmall(big) ? big : isSmall(little) ? little : big & LARGEST;
  }

  private static boolean isSmall(int family) {
    return family >= 0 && family <= LARGEST;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    LoopbackDissector loopback = new LoopbackDissector(chain);
    chain
        .fields(PROTOCOL, () -> LoopbackFields.FIELDS)
        .put(Chain.LINK_TYPES, LinkHeaderType.NULL, loopback)
        .put(Chain.LINK_TYPES, LinkHeaderType.LOOP, loopback);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** AF_ number: 2 is IPv4; IPv6 is 10, 23, 24, 28 or 30, depending on the system. */
  public int family() {
    return family(bytes, at);
  }
}
