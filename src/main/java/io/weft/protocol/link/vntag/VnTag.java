package io.weft.protocol.link.vntag;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/**
 * Cisco's tag that names a virtual interface behind a switch's port. IEEE 802.1BR was made from it,
 * with a tag of another form.
 */
public final class VnTag extends View {
  public static final Protocol PROTOCOL = Protocol.of("vntag", "VN-Tag");

  /** Length in bytes of the tag and the type of what follows. */
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

  /** Virtual interface, or group of them, that gets the frame, 0 to 16,383. */
  public int destination() {
    return BigEndian.u16(bytes, at + DESTINATION) & 0x3FFF;
  }

  /** Virtual interface that sent the frame, 0 to 4,095. */
  public int source() {
    return BigEndian.u16(bytes, at + SOURCE) & 0xFFF;
  }

  /** Ethertype; a value below {@link EtherType#MIN} is the length of the payload in bytes. */
  public int type() {
    return type(bytes, at);
  }
}
