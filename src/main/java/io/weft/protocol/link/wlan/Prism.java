package io.weft.protocol.link.wlan;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;

/**
 * The header that older drivers put before 802.11 frames, in the byte order of the capturing
 * machine.
 */
public final class Prism extends View {
  public static final Protocol PROTOCOL = Protocol.of("prism", "Prism capture header");

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int LENGTH = 4;
  private static final int LONGEST = 0xFFFF;

  static int headerLength(byte[] bytes, int at) {
    int big = BigEndian.i32(bytes, at + LENGTH);
    return big >= 0 && big <= LONGEST ? big : LittleEndian.i32(bytes, at + LENGTH);
  }

  /** Adds the headers of Prism and of AVS to a chain. */
  public static void register(Chain.Builder chain) {
    PrismDissector prism = new PrismDissector(chain);
    chain
        .put(Chain.LINK_TYPES, LinkHeaderType.IEEE802_11_PRISM, prism)
        .put(Chain.LINK_TYPES, LinkHeaderType.IEEE802_11_AVS, prism);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** In bytes, at least 8; 144 is usual. */
  public int headerLength() {
    return headerLength(bytes, at);
  }
}
