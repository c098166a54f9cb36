package io.weft.protocol.tunnel.etherip;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.DispatchTable;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** EtherIP: two bytes, then an Ethernet frame. */
public final class EtherIpDissector implements Dissector {
  private static final int IP_PROTOCOL_ETHERIP = 97;
  private static final int ETHERTYPE_BRIDGED = 0x6558;
  private static final int VERSION = 3;

  private final DispatchTable byEtherType;

  private EtherIpDissector(DispatchTable byEtherType) {
    this.byEtherType = byEtherType;
  }

  public static void register(Chain.Builder chain) {
    chain.ipProtocol(
        IP_PROTOCOL_ETHERIP, new EtherIpDissector(chain.table(Chain.Builder.ETHER_TYPE)));
  }

  @Override
  public Protocol protocol() {
    return EtherIp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(EtherIp.HEADER_LENGTH)) {
      return null;
    }
    if (EtherIp.version(packet.bytes(), packet.offset()) != VERSION) {
      return packet.reject(Anomaly.BAD_VERSION);
    }
    return packet.enter(EtherIp.PROTOCOL, EtherIp.HEADER_LENGTH)
        ? byEtherType.get(ETHERTYPE_BRIDGED)
        : null;
  }
}
