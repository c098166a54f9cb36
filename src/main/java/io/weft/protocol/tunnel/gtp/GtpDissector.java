package io.weft.protocol.tunnel.gtp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Anomaly;
import io.weft.dissect.Chain;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.protocol.tunnel.IpByVersion;

/** GTP-U. Its tunnels were set up elsewhere, so the payload itself must say what it is. */
public final class GtpDissector implements Dissector {
  private static final int UDP_PORT_GTP_U = 2152;

  private final IpByVersion ip;

  private GtpDissector(IpByVersion ip) {
    this.ip = ip;
  }

  public static void register(Chain.Builder chain) {
    chain.udpPort(UDP_PORT_GTP_U, new GtpDissector(new IpByVersion(chain)));
  }

  @Override
  public Protocol protocol() {
    return Gtp.PROTOCOL;
  }

  @Override
  public Dissector dissect(Packet packet) {
    if (!packet.require(Gtp.MIN_HEADER_LENGTH)) {
      return null;
    }
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    if (!Gtp.isVersion1(bytes, at)) {
      return packet.reject(Anomaly.BAD_VERSION);
    }
    packet.narrow(Gtp.MIN_HEADER_LENGTH + Gtp.length(bytes, at), Gtp.PROTOCOL);
    int length = headerLength(packet);
    if (length < 0 || !packet.enter(Gtp.PROTOCOL, length)) {
      return null;
    }
    return Gtp.type(bytes, at) == Gtp.T_PDU ? ip.next(packet) : ip.data();
  }

  /**
   * With extensions, each of which says its length and the next one's type; -1 where they are cut.
   */
  private static int headerLength(Packet packet) {
    byte[] bytes = packet.bytes();
    int at = packet.offset();
    int length = Gtp.MIN_HEADER_LENGTH;
    if (!Gtp.hasOptional(bytes, at)) {
      return length;
    }
    length += Gtp.OPTIONAL_LENGTH;
    if (!packet.require(length)) {
      return -1;
    }
    boolean more = Gtp.hasExtension(bytes, at) && bytes[at + length - 1] != 0;
    while (more) {
      if (!packet.require(length + 1)) {
        return -1;
      }
      int units = BigEndian.u8(bytes, at + length);
      length += units << 2;
      if (units == 0 || !packet.require(length)) {
        return -1;
      }
      more = bytes[at + length - 1] != 0;
    }
    return length;
  }
}
