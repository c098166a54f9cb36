package io.weft.protocol.link.nflog;

import io.weft.bytes.BigEndian;
import io.weft.bytes.LittleEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** NFLOG: walks the attributes up to the packet, which is read on. */
public final class NflogDissector implements Dissector {
  private static final int LINKTYPE_NFLOG = 239;

  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final DispatchTable byEtherType;

  private NflogDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.linkType(LINKTYPE_NFLOG, new NflogDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return Nflog.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Nflog.HEADER_LENGTH + Nflog.ATTRIBUTE_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    boolean little = Nflog.isLittleEndian(bytes, at + Nflog.HEADER_LENGTH);
    int from = Nflog.HEADER_LENGTH;
    while (packet.require(from + Nflog.ATTRIBUTE_LENGTH)) {
      int length = u16(bytes, at + from, little);
      if (length < Nflog.ATTRIBUTE_LENGTH) {
        return packet.reject(Anomaly.BAD_HEADER_LENGTH);
      }
      if (u16(bytes, at + from + 2, little) == Nflog.PAYLOAD) {
        packet.narrow(from + length, Nflog.PROTOCOL);
        return packet.enter(Nflog.PROTOCOL, from + Nflog.ATTRIBUTE_LENGTH)
            ? payload(Nflog.family(bytes, at))
            : null;
      }
      from += (length + 3) & ~3;
    }
    return null;
  }

  private Dissector payload(int family) {
    return switch (family) {
      case AF_INET -> byEtherType.get(ETHERTYPE_IPV4);
      case AF_INET6 -> byEtherType.get(ETHERTYPE_IPV6);
      default -> byEtherType.otherwise();
    };
  }

  private static int u16(byte[] bytes, int at, boolean little) {
    return little ? LittleEndian.u16(bytes, at) : BigEndian.u16(bytes, at);
  }
}
