package io.weft.protocol.tunnel.etherip;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Protocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.number.IpProtocol;

/** The header before an Ethernet frame in IP (RFC 3378, section 3). */
public final class EtherIp extends View {
  public static final Protocol PROTOCOL = Protocol.of("etherip", "Ethernet over IP");

  /** Length of the header in bytes. */
  public static final int HEADER_LENGTH = 2;

  static int version(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at) >> 4;
  }

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.put(IpProtocol.TABLE, IpProtocol.ETHERIP, new EtherIpDissector(chain));
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Always 3; the dissector rejects others. */
  public int version() {
    return version(bytes, at);
  }
}
