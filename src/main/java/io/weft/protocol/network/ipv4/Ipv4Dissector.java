package io.weft.protocol.network.ipv4;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Fragments;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** IPv4, and the datagrams made of its fragments. */
public final class Ipv4Dissector implements Dissector {
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int LINKTYPE_IPV4 = 228;
  private static final int IP_IN_IP = 4;
  private static final int PPP_IPV4 = 0x0021;
  private static final int SAP_IPV4 = 0x06;

  private final DispatchTable byProtocol;
  private final Dissector data;

  private Ipv4Dissector(DispatchTable byProtocol, Dissector data) {
    this.byProtocol = byProtocol;
    this.data = data;
  }

  public static void register(Chain.Builder chain) {
    chain.text(Ipv4.PROTOCOL, new Ipv4Text());
    chain.fields(Ipv4.PROTOCOL, Ipv4.FIELDS);
    Ipv4Dissector ipv4 = new Ipv4Dissector(chain.table(Chain.Builder.IP_PROTOCOL), chain.data());
    chain
        .etherType(ETHERTYPE_IPV4, ipv4)
        .linkType(LINKTYPE_IPV4, ipv4)
        .ipProtocol(IP_IN_IP, ipv4)
        .put(Chain.Builder.PPP_PROTOCOL, PPP_IPV4, ipv4)
        .put(Chain.Builder.LLC_SAP, SAP_IPV4, ipv4);
  }

  @Override
  public Protocol protocol() {
    return Ipv4.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Ipv4.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (Ipv4.version(bytes, at) != 4) {
      return packet.reject(Anomaly.BAD_VERSION);
    }
    int headerLength = Ipv4.headerLength(bytes, at);
    if (headerLength < Ipv4.MIN_HEADER_LENGTH) {
      return packet.reject(Anomaly.BAD_HEADER_LENGTH);
    }
    if (!packet.require(headerLength)) {
      return null;
    }
    int totalLength = Ipv4.totalLength(bytes, at);
    if (totalLength != 0) { // 0: segmentation offload, the network card fills it in later
      if (totalLength < headerLength) {
        return packet.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      packet.narrow(totalLength, Ipv4.PROTOCOL);
    }
    if (!packet.enter(Ipv4.PROTOCOL, headerLength)) {
      return null;
    }
    if (Ipv4.isFragment(bytes, at)) {
      return fragment(packet, bytes, at, totalLength - headerLength);
    }
    return byProtocol.get(Ipv4.nextProtocol(bytes, at));
  }

  /**
   * The fragment that completes a datagram goes on with the whole of it. One that can never be part
   * of a whole, because bytes of it are missing, shows at least what its beginning holds.
   */
  private Dissector fragment(Packet packet, byte[] bytes, int at, int claimed) {
    int next = Ipv4.nextProtocol(bytes, at);
    int offset = Ipv4.fragmentOffset(bytes, at);
    int length = Math.max(claimed, packet.wireLimit() - packet.offset());
    if (length == 0 || packet.inQuote() || !packet.require(length)) {
      return offset == 0 ? byProtocol.get(next) : data;
    }
    Fragments fragments = packet.fragments();
    fragments
        .key()
        .ipv4(
            Ipv4.source(bytes, at),
            Ipv4.destination(bytes, at),
            next,
            Ipv4.identification(bytes, at));
    boolean more = Ipv4.hasMoreFragments(bytes, at);
    Fragments.Whole whole = fragments.offer(packet, length, offset, more, next);
    if (whole == null) {
      return data;
    }
    packet.continueIn(whole.bytes(), 0, whole.length(), whole.frameBytes());
    return byProtocol.get(next);
  }
}
