package io.weft.protocol.tunnel.erspan;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ERSPAN types II and III: a mirrored frame in GRE. */
public final class ErspanDissector implements Dissector {
  private static final int ETHERTYPE_ERSPAN = 0x88BE;
  private static final int ETHERTYPE_ERSPAN_TYPE_3 = 0x22EB;
  private static final int ETHERTYPE_BRIDGED = 0x6558;

  private final DispatchTable byEtherType;

  private ErspanDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    ErspanDissector erspan = new ErspanDissector(chain.table(Chain.Builder.ETHER_TYPE));
    chain.etherType(ETHERTYPE_ERSPAN, erspan).etherType(ETHERTYPE_ERSPAN_TYPE_3, erspan);
  }

  @Override
  public Protocol protocol() {
    return Erspan.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Erspan.MIN_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int version = Erspan.version(bytes, at);
    if (version == Erspan.VERSION_TYPE_2) {
      return packet.require(Erspan.LENGTH_TYPE_2)
              && packet.enter(Erspan.PROTOCOL, Erspan.LENGTH_TYPE_2)
          ? byEtherType.get(ETHERTYPE_BRIDGED)
          : null;
    }
    return version == Erspan.VERSION_TYPE_3
        ? type3(packet, bytes, at)
        : packet.reject(Anomaly.BAD_VERSION);
  }

  private Dissector type3(Packet packet, byte[] bytes, int at) {
    if (!packet.require(Erspan.LENGTH_TYPE_3)) {
      return null;
    }
    int length =
        Erspan.LENGTH_TYPE_3 + (Erspan.hasSubheader(bytes, at) ? Erspan.SUBHEADER_LENGTH : 0);
    if (!packet.require(length) || !packet.enter(Erspan.PROTOCOL, length)) {
      return null;
    }
    return Erspan.isEthernet(bytes, at)
        ? byEtherType.get(ETHERTYPE_BRIDGED)
        : byEtherType.otherwise();
  }
}
