package io.weft.protocol.app.bgp;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.View;
import io.weft.dissect.chain.Chain;

/**
 * A BGP message (RFC 4271 section 4.1). It is a layer of the packet that completes it.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |                  Marker (16 bytes, all bits set)              |
 * |            Length             |     Type      |
 * </pre>
 */
public final class Bgp extends View {
  public static final Protocol PROTOCOL = Protocol.of("bgp", "Border Gateway Protocol");

  /** Length of the header, and of the shortest message, in bytes. */
  public static final int HEADER_LENGTH = 19;

  static final int PORT = 179;

  /** Bytes of the marker, which stand before the message's length. */
  static final int MARKER = 16;

  static final int OPEN = 1;
  static final int UPDATE = 2;
  static final int NOTIFICATION = 3;
  static final int KEEPALIVE = 4;
  static final int ROUTE_REFRESH = 5;

  /** A route refresh as it was before it had a number of its own. */
  static final int ROUTE_REFRESH_CISCO = 128;

  private static final int TYPE = 18;

  /** Adds the protocol on TCP to a chain. */
  public static void register(Chain.Builder chain) {
    chain.fields(PROTOCOL, () -> BgpFields.FIELDS);
    chain.info(PROTOCOL, Bgp::describe);
    chain.stream(StreamProtocol.of(PROTOCOL, BgpStreams::probe, BgpDissector::new).ports(PORT));
  }

  static int length(byte[] bytes, int at) {
    return BigEndian.u16(bytes, at + MARKER);
  }

  static int type(byte[] bytes, int at) {
    return BigEndian.u8(bytes, at + TYPE);
  }

  /** Are all bits of the marker set, as far as it is there? */
  static boolean isMarked(byte[] bytes, int at, int to) {
    int end = Math.min(to, at + MARKER);
    for (int i = at; i < end; i++) {
      if (bytes[i] != -1) {
        return false;
      }
    }
    return true;
  }

  /** Where a marker begins, or may begin with the last bytes that are there. */
  static int nextMarker(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && !isMarked(bytes, at, to)) {
      at++;
    }
    return at;
  }

  /** Has the header that is there a possible length and a known type? */
  static boolean isMessage(byte[] bytes, int at) {
    return length(bytes, at) >= HEADER_LENGTH && BgpNames.MESSAGES.name(type(bytes, at)) != null;
  }

  private static void describe(Packet packet, int layer, StringBuilder text) {
    if (packet.limit(layer) - packet.start(layer) >= HEADER_LENGTH) {
      int type = type(packet.bytes(layer), packet.start(layer));
      String name = BgpNames.MESSAGES.name(type);
      text.append(name == null ? "Unknown Message " + type : name);
    }
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  /** Of the whole message in bytes, 19 to 65,535. */
  public int length() {
    return length(bytes, at);
  }

  /** 0 to 255: 1 OPEN, 2 UPDATE, 3 NOTIFICATION, 4 KEEPALIVE, 5 ROUTE-REFRESH. */
  public int type() {
    return type(bytes, at);
  }
}
