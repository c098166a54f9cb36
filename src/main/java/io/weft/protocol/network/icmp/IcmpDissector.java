package io.weft.protocol.network.icmp;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ICMP; errors go on with the packet that they quote. */
public final class IcmpDissector implements Dissector {
  private static final int IP_PROTOCOL_ICMP = 1;
  private static final int ETHERTYPE_IPV4 = 0x0800;

  private final Quote quote;

  private IcmpDissector(Quote quote) {
    this.quote = quote;
  }

  public static void register(Chain.Builder chain) {
    chain.fields(Icmp.PROTOCOL, Icmp.FIELDS);
    chain.text(Icmp.PROTOCOL, IcmpText::describe);
    chain.ipProtocol(IP_PROTOCOL_ICMP, new IcmpDissector(new Quote(chain, ETHERTYPE_IPV4)));
  }

  @Override
  public Protocol protocol() {
    return Icmp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Icmp.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int end = packet.limit();
    if (!packet.enter(Icmp.PROTOCOL, Icmp.HEADER_LENGTH)) {
      return null;
    }
    return Icmp.isError(Icmp.type(bytes, at))
        ? quote.begin(packet, Icmp.quoteLength(bytes, at, end), Icmp.PROTOCOL)
        : quote.none();
  }
}
