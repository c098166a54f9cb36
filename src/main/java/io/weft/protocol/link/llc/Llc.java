package io.weft.protocol.link.llc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
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

  /** Unnumbered frames have a control field of one byte, all others one of two. */
  static int controlLength(byte[] bytes, int at) {
    return (bytes[at + CONTROL] & 3) == 3 ? 1 : 2;
  }

  /** Does the frame carry information: numbered or not? */
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
   * Adds the protocol to a chain. It follows the headers of several links, and is what the cells of
   * an ATM circuit carry (RFC 2684, section 5).
   */
  public static void register(Chain.Builder chain) {
    LlcDissector llc = new LlcDissector(chain);
    chain.name(LinkDissectors.LLC, llc).put(Chain.LINK_TYPES, LinkHeaderType.ATM_RFC1483, llc);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Destination service access point. */
  public int dsap() {
    return dsap(bytes, at);
  }

  /** Source service access point; its lowest bit says that this is a response. */
  public int ssap() {
    return BigEndian.u8(bytes, at + SSAP);
  }

  public boolean isSnap() {
    return isSnap(bytes, at);
  }

  /** Whose numbers {@link #protocolId} is one of: 0 for ethertypes. Of meaning with SNAP only. */
  public int organization() {
    return isSnap() ? SnapTable.organization(bytes, snapAt()) : 0;
  }

  /** Of meaning with SNAP only. */
  public int protocolId() {
    return isSnap() ? SnapTable.protocolId(bytes, snapAt()) : 0;
  }
}
