package io.weft.protocol.link.mpls;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;
import io.weft.dissect.number.PppProtocol;

/** An MPLS label stack (RFC 3032, section 2.1); all of its entries together are one layer. */
public final class Mpls extends View {
  public static final Protocol PROTOCOL =
      Protocol.of("mpls", "MultiProtocol Label Switching Header");

  /** The port of MPLS in UDP (RFC 7510), registered at IANA. */
  static final int UDP_PORT = 6635;

  /** Length of an entry in bytes. */
  public static final int ENTRY_LENGTH = 4;

  private static final int BOTTOM = 0x100;

  static int entry(byte[] bytes, int at, int index) {
    return BigEndian.i32(bytes, at + ENTRY_LENGTH * index);
  }

  static int label(byte[] bytes, int at, int index) {
    return entry(bytes, at, index) >>> 12;
  }

  static boolean isBottom(byte[] bytes, int at, int index) {
    return (entry(bytes, at, index) & BOTTOM) != 0;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain
        .fields(PROTOCOL, () -> MplsFields.FIELDS)
        .fields(PseudowireControlWord.PROTOCOL, () -> MplsFields.CONTROL_WORD);
    MplsDissector mpls = new MplsDissector(chain);
    chain
        .put(EtherType.TABLE, EtherType.MPLS, mpls)
        .put(EtherType.TABLE, EtherType.MPLS_MULTICAST, mpls)
        .put(IpProtocol.TABLE, IpProtocol.MPLS, mpls)
        .udp(UdpPayload.of(mpls, ENTRY_LENGTH, MplsDissector::fit).ports(UDP_PORT))
        .put(PppProtocol.TABLE, PppProtocol.MPLS, mpls)
        .put(PppProtocol.TABLE, PppProtocol.MPLS_MULTICAST, mpls);
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** How many entries the stack has, at least 1. */
  public int labels() {
    int index = 0;
    while (!isBottom(bytes, at, index)) {
      index++;
    }
    return index + 1;
  }

  /**
   * The label of an entry, 0 to 1,048,575; the labels below 16 have a special meaning.
   *
   * @param index 0 for the outermost entry, at most {@link #labels} - 1
   */
  public int label(int index) {
    return label(bytes, at, index);
  }

  /** Traffic class of an entry, 0 to 7 (RFC 5462). */
  public int trafficClass(int index) {
    return (entry(bytes, at, index) >>> 9) & 7;
  }

  /** Routers that the packet may still pass by this entry, 0 to 255. */
  public int timeToLive(int index) {
    return entry(bytes, at, index) & 0xFF;
  }
}
