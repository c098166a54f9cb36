package io.weft.protocol.link.vntag;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.number.EtherType;

/** The tag that names a virtual interface behind a switch's port (IEEE 802.1BR). */
public final class VnTag extends View {
  public static final Protocol PROTOCOL = Protocol.of("vntag", "VN-Tag");

  /** The tag and the type of what follows. */
  public static final int HEADER_LENGTH = 6;

  private static final int DESTINATION = 0;
  private static final int SOURCE = 2;
  private static final int TYPE = 4;

  static int type(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + TYPE);
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(EtherType.TABLE, EtherType.VN_TAG, new VnTagDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Virtual interface, 0 to 16,383. */
  public int destination() {
    return BigEndian.u16(bytes, at + DESTINATION) & 0x3FFF;
  }

  /** Virtual interface, 0 to 4,095. */
  public int source() {
    return BigEndian.u16(bytes, at + SOURCE) & 0xFFF;
  }

  /** Ethertype; below {@link EtherType#MIN} the length of the payload. */
  public int type() {
    return type(bytes, at);
  }
}
