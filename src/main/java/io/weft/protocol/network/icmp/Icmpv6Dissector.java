package io.weft.protocol.network.icmp;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ICMPv6; errors go on with the packet that they quote, all else is the message's own. */
public final class Icmpv6Dissector implements Dissector {
  private static final int NEXT_HEADER_ICMPV6 = 58;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private final Quote quote;

  private Icmpv6Dissector(Quote quote) {
    this.quote = quote;
  }

  public static void register(Chain.Builder chain) {
    chain.fields(Icmpv6.PROTOCOL, Icmpv6.FIELDS);
    chain.text(Icmpv6.PROTOCOL, IcmpText::describeV6);
    chain.ipProtocol(NEXT_HEADER_ICMPV6, new Icmpv6Dissector(new Quote(chain, ETHERTYPE_IPV6)));
  }

  @Override
  public Protocol protocol() {
    return Icmpv6.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Icmpv6.HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (!Icmpv6.isError(Icmpv6.type(bytes, at))) {
      packet.enter(Icmpv6.PROTOCOL, Icmpv6.HEADER_LENGTH);
      return null;
    }
    if (!packet.require(Icmpv6.ERROR_LENGTH)
        || !packet.enter(Icmpv6.PROTOCOL, Icmpv6.ERROR_LENGTH)) {
      return null;
    }
    return quote.begin(packet, Icmpv6.quoteLength(bytes, at), Icmpv6.PROTOCOL);
  }
}
