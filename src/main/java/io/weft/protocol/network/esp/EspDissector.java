package io.weft.protocol.network.esp;

import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;

/** ESP: the chain ends where the encryption begins. */
public final class EspDissector implements Dissector {
  private static final int IP_PROTOCOL_ESP = 50;

  private EspDissector() {}

  public static void register(Chain.Builder chain) {
    chain.ipProtocol(IP_PROTOCOL_ESP, new EspDissector());
  }

  @Override
  public Protocol protocol() {
    return Esp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (packet.require(Esp.HEADER_LENGTH)) {
      packet.enter(Esp.PROTOCOL, Esp.HEADER_LENGTH);
    }
    return null;
  }
}
