package io.weft.protocol.link.llc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.LinkHeaderType;
import io.weft.dissect.number.LlcSap;
import io.weft.protocol.link.LinkDissectors;
import io.weft.protocol.link.SnapTable;

/**
 * Logical link control (IEEE 802.2), with the SNAP header where there is one (IEEE 802, clause 9).
 */
public final class Llc extends View {
  public static final Protocol PROTOCOL = Protocol.of("llc", "Logical-Link Control");

  private static final int DSAP = 0;
  private static final int SSAP = 1;
  private static final int CONTROL = 2;
  private static final int UNNUMBERED_INFORMATION = 0x03;

  static int dsap(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + DSAP);
  }

  /** Length of the control field in bytes: 1 in unnumbered frames, 2 in all others. */
  static int controlLength(byte[] bytes, int at) {
    return (bytes[at + CONTROL] & 3) == 3 ? 1 : 2;
  }

  /** Is this an information frame, numbered or unnumbered? All others carry no payload. */
  static boolean isInformation(byte[] bytes, int at) {
    int control = BigEndian.u8(bytes, at + CONTROL);
    return (control & 1) == 0 || (control & ~0x10) == UNNUMBERED_INFORMATION;
  }

  static boolean isSnap(byte[] bytes, int at) {
    return dsap(bytes, at) == LlcSap.SNAP && BigEndian.u8(bytes, at + SSAP) == LlcSap.SNAP;
  }

  private int snapAt() {
    return at + CONTROL + controlLength(bytes, at);
  }

  /**
   * Adds the protocol to a chain. LLC follows the headers of several links, which ask for it by its
   * name; it is also the first header of captures of an ATM circuit (RFC 2684, section 5).
   */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> LlcFields.FIELDS);
    LlcDissector llc = new LlcDissector(chain);
    chain.name(LinkDissectors.LLC, llc).put(Chain.LINK_TYPES, LinkHeaderType.ATM_RFC1483, llc);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Destination service access point, 0 to 255. */
  public int dsap() {
    return dsap(bytes, at);
  }

  /** Source service access point, 0 to 255; its lowest bit is set in a response. */
  public int ssap() {
    return BigEndian.u8(bytes, at + SSAP);
  }

  /** Does a SNAP header follow the control field (both service access points are 0xAA)? */
  public boolean isSnap() {
    return isSnap(bytes, at);
  }

  /**
   * The organization that assigned {@link #protocolId}, 24 bits; 0 says that it is an ethertype,
   * and stands as well where there is no SNAP header.
   */
  public int organization() {
    return isSnap() ? SnapTable.organization(bytes, snapAt()) : 0;
  }

  /** The organization's number of the payload, 0 to 65,535; 0 without a SNAP header. */
  public int protocolId() {
    return isSnap() ? SnapTable.protocolId(bytes, snapAt()) : 0;
  }
}
