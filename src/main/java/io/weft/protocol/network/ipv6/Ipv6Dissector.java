package io.weft.protocol.network.ipv6;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.DispatchTable;
import io.weft.dissect.number.EtherType;
import io.weft.dissect.number.IpProtocol;

/**
 * Dissects the fixed IPv6 header. Extension headers have dissectors of their own in the IP protocol
 * table.
 */
final class Ipv6Dissector implements Dissector {
  private final DispatchTable byNextHeader;
  private final DispatchTable byEtherType;

  Ipv6Dissector(Chain.Builder chain) {
    byNextHeader = chain.table(IpProtocol.TABLE);
    byEtherType = chain.table(EtherType.TABLE);
  }

  @Override
  public Protocol protocol() {
    return Ipv6.PROTOCOL;
  }

  @Override
  public Dissector dissect(Cursor cursor) {
    if (!cursor.require(1)) {
      return null;
    }
    byte[] bytes = cursor.bytes();
    int at = cursor.offset();
    int version = Ipv6.version(bytes, at);
    if (version == 4) {
      return byEtherType.get(EtherType.IPV4); // the version decides, as in Wireshark
    }
    if (!cursor.require(Ipv6.HEADER_LENGTH)) {
      return null;
    }
    if (version != 6) {
      return cursor.reject(Anomaly.BAD_VERSION);
    }
    int payloadLength = Ipv6.payloadLength(bytes, at);
    if (payloadLength != 0) { // 0: a jumbo payload, or segmentation offload
      cursor.narrow(Ipv6.HEADER_LENGTH + payloadLength, Ipv6.PROTOCOL);
    }
    if (!cursor.enter(Ipv6.PROTOCOL, Ipv6.HEADER_LENGTH)) {
      return null;
    }
    return byNextHeader.get(Ipv6.nextHeader(bytes, at));
  }
}
