package io.weft.protocol.tunnel.geneve;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;

/** The tunnel header of RFC 8926, section 3.4. */
public final class Geneve extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("geneve", "Generic Network Virtualization Encapsulation");

  /** The port that is registered at IANA. */
  static final int UDP_PORT = 6081;

  /** Length of the shortest header in bytes. */
  public static final int MIN_HEADER_LENGTH = 8;

  private static final int VERSION_LENGTH = 0;
  private static final int FLAGS = 1;
  private static final int TYPE = 2;
  private static final int VNI = 4;
  private static final int RESERVED = 7;

  /** The bits of the flags that are neither "control packet" nor "critical options". */
  private static final int RESERVED_FLAGS = 0x3F;

  static int version(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + VERSION_LENGTH) >> 6;
  }

  /** Length in bytes with the options, which the field counts in units of four bytes. */
  static int headerLength(byte[] bytes, int at) {
    return MIN_HEADER_LENGTH + ((bytes[at + VERSION_LENGTH] & 0x3F) << 2);
  }

  static boolean hasReserved(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & RESERVED_FLAGS) != 0 || bytes[at + RESERVED] != 0;
  }

  static int protocolType(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  static int vni(byte[] bytes, int at) {
    return BigEndian.u24(bytes, at + VNI);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> GeneveFields.FIELDS);
    chain.udp(
        UdpPayload.of(new GeneveDissector(chain), MIN_HEADER_LENGTH, GeneveDissector::fit)
            .ports(UDP_PORT));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Length with the options in bytes, 8 to 260. */
  public int headerLength() {
    return headerLength(bytes, at);
  }

  /** Ethertype of the payload. */
  public int protocolType() {
    return protocolType(bytes, at);
  }

  /** Virtual network identifier, 0 to 16,777,215. */
  public int vni() {
    return vni(bytes, at);
  }
}
