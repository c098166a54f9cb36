package io.weft.protocol.link.macsec;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.link.TypeOrLength;

/** MACsec: frames that are only authenticated are read on, without their check value. */
public final class MacsecDissector implements Dissector {
  private static final int ETHERTYPE_MACSEC = 0x88E5;

  private final TypeOrLength payload;
  private final Dissector data;

  private MacsecDissector(Chain.Builder chain) {
    payload = new TypeOrLength(chain);
    data = chain.data();
  }

  public static void register(Chain.Builder chain) {
    chain.etherType(ETHERTYPE_MACSEC, new MacsecDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return Macsec.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Macsec.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int tag = Macsec.MIN_HEADER_LENGTH + (Macsec.hasChannel(bytes, at) ? Macsec.CHANNEL_LENGTH : 0);
    if (Macsec.isChanged(bytes, at)) {
      return packet.require(tag) && packet.enter(Macsec.PROTOCOL, tag) ? data : null;
    }
    int header = tag + Macsec.TYPE_LENGTH;
    if (!packet.require(header)) {
      return null;
    }
    int there = packet.wireLimit() - at - Macsec.CHECK_VALUE_LENGTH;
    int shortLength = Macsec.shortLength(bytes, at);
    int end = shortLength == 0 ? there : Math.min(there, tag + shortLength);
    packet.narrow(Math.max(header, end), Macsec.PROTOCOL);
    int type = BigEndian.u16(bytes, at + tag);
    return packet.enter(Macsec.PROTOCOL, header)
        ? payload.next(packet, type, Macsec.PROTOCOL)
        : null;
  }
}
