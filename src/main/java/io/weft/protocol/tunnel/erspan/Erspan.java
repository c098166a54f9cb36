package io.weft.protocol.tunnel.erspan;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.EtherType;

/**
 * The header before a mirrored frame, of type II or III (draft-foschiano-erspan-03, section 4).
 * Type I has no header.
 */
public final class Erspan extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("erspan", "Encapsulated Remote Switch Packet ANalysis");

  static final int MIN_LENGTH = 4;
  static final int LENGTH_TYPE_2 = 8;
  static final int LENGTH_TYPE_3 = 12;
  static final int SUBHEADER_LENGTH = 8;

  static final int VERSION_TYPE_2 = 1;
  static final int VERSION_TYPE_3 = 2;

  private static final int VERSION_VLAN = 0;
  private static final int SESSION = 2;
  private static final int FLAGS = 10;

  private static final int SUBHEADER = 1;
  private static final int ETHERNET = 0;

  static int version(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at) >> 4;
  }

  static int session(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + SESSION) & 0x3FF;
  }

  /** Does a header of the switch's platform follow the header of type III? */
  static boolean hasSubheader(byte[] bytes, int at) {
    return (BigEndian.u16(bytes, at + FLAGS) & SUBHEADER) != 0;
  }

  /**
   * Is the mirrored frame an Ethernet frame? Only type III says; the other types mirror Ethernet
   * alone.
   */
  static boolean isEthernet(byte[] bytes, int at) {
    return ((BigEndian.u16(bytes, at + FLAGS) >> 10) & 0x1F) == ETHERNET;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> ErspanFields.FIELDS);
    ErspanDissector erspan = new ErspanDissector(chain);
    chain
        .put(EtherType.TABLE, EtherType.ERSPAN, erspan)
        .put(EtherType.TABLE, EtherType.ERSPAN_TYPE_3, erspan);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** 1 for type II, 2 for type III. */
  public int version() {
    return version(bytes, at);
  }

  /** VLAN of the mirrored frame, 0 to 4,095. */
  public int vlan() {
    return BigEndian.u16(bytes, at + VERSION_VLAN) & 0xFFF;
  }

  /** Number of the mirroring session, 0 to 1,023. */
  public int session() {
    return session(bytes, at);
  }
}
