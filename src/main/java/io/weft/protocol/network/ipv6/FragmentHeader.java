package io.weft.protocol.network.ipv6;

import io.weft.bytes.BigEndian;
import io.weft.dissect.DataSource;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;

/** The extension header of a fragment of an IPv6 datagram (RFC 8200, section 4.5). */
public final class FragmentHeader extends ExtensionHeader {
  public static final Protocol PROTOCOL = Protocol.of("ipv6.fraghdr", "Fragment Header for IPv6");

  /** The name of the data source that holds a datagram put together from fragments. */
  static final DataSource REASSEMBLED = DataSource.of("Reassembled IPv6");

  /** Length of the header in bytes. */
  public static final int LENGTH = 8;

  private static final int OFFSET_FLAGS = 2;
  private static final int IDENTIFICATION = 4;

  private static final int OFFSET = 0xFFF8;
  private static final int MORE_FRAGMENTS = 1;

  static int fragmentOffset(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + OFFSET_FLAGS) & OFFSET;
  }

  static boolean hasMoreFragments(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + OFFSET_FLAGS) & MORE_FRAGMENTS) != 0;
  }

  static boolean isFragment(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + OFFSET_FLAGS) & (OFFSET | MORE_FRAGMENTS)) != 0;
  }

  static int identification(byte[] bytes, int at) {
    return BigEndian.i32(bytes, at + IDENTIFICATION);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.info(PROTOCOL, Ipv6Text::describeFragment);
    chain.fields(PROTOCOL, () -> ExtensionFields.FRAGMENT);
    chain.put(IpProtocol.TABLE, IpProtocol.FRAGMENT, new FragmentHeaderDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Place of the fragment in its datagram, in bytes, 0 to 65,528. */
  public int fragmentOffset() {
    return fragmentOffset(bytes, at);
  }

  public boolean hasMoreFragments() {
    return hasMoreFragments(bytes, at);
  }

  /**
   * False for an atomic fragment, which has this header although it is a whole datagram (RFC 6946).
   */
  public boolean isFragment() {
    return isFragment(bytes, at);
  }

  /** The same in all fragments of a datagram; an unsigned number of 32 bits. */
  public int identification() {
    return identification(bytes, at);
  }
}
