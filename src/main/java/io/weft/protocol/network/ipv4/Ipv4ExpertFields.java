package io.weft.protocol.network.ipv4;

import io.weft.dissect.Packet;
import io.weft.dissect.field.Field;
import io.weft.dissect.field.FieldSink;
import io.weft.dissect.field.LayerFields;
import io.weft.dissect.number.IpProtocol;

/** The fields of what is odd in a header: what Wireshark's experts say of it. */
final class Ipv4ExpertFields {
  /**
   * The local network control block, 224.0.0.0/24 (RFC 5771, section 4): no router passes it on.
   */
  private static final int CONTROL_BLOCK = 0xE0000000 >>> 8;

  /** The first four bits of multicast addresses, 224.0.0.0/4. */
  private static final int MULTICAST = 0xE;

  private static final int VRRP = 18;
  private static final int GLBP = 102;
  private static final int MDNS = 251;
  private static final int LLMNR = 252;

  /** What a packet that may not leave its network usually has. */
  private static final int ONE_NETWORK = 1;

  /** By this value a receiver knows that no router passed the packet on (RFC 5082). */
  private static final int FROM_NEIGHBOUR = 255;

  /** Fewer routers than this are suspiciously few for a packet that is to leave its network. */
  private static final int FEW = 5;

  private static final Field LENGTH =
      Field.presence("ip.bogus_ip_length", "Total length beyond the packet's end").generated();
  private static final Field CONTROL =
      Field.presence("ip.ttl.lncb", "Time to live unusual for the local network").generated();
  private static final Field SMALL =
      Field.presence("ip.ttl.too_small", "Time to live below 5").generated();

  static final LayerFields FIELDS = LayerFields.of(Ipv4ExpertFields::read, LENGTH, CONTROL, SMALL);

  private Ipv4ExpertFields() {}

  private static void read(Packet packet, int layer, FieldSink sink) {
    byte[] bytes = packet.bytes(layer);
    int at = packet.start(layer);
    boolean isQuoted = layer >= packet.quotedFrom(); // a quote ends where it likes
    if (!isQuoted && Ipv4.totalLength(bytes, at) > packet.wireLimit(layer) - at) {
      push(LENGTH, sink);
    }
    int timeToLive = Ipv4.timeToLive(bytes, at);
    int destination = Ipv4.destination(bytes, at);
    int protocol = Ipv4.nextProtocol(bytes, at);
    if (destination >>> 8 == CONTROL_BLOCK) {
      int group = protocol == IpProtocol.IGMP ? 0 : destination & 0xFF;
      if (group != LLMNR && timeToLive != usual(group)) {
        push(CONTROL, sink);
      }
    } else if (timeToLive < FEW
        && destination >>> 28 != MULTICAST
        && protocol != IpProtocol.PIM
        && protocol != IpProtocol.OSPF) {
      push(SMALL, sink);
    }
  }

  /** The time to live of packets to an address of the block, by the address's last byte. */
  private static int usual(int group) {
    return group == VRRP || group == GLBP || group == MDNS ? FROM_NEIGHBOUR : ONE_NETWORK;
  }

  private static void push(Field field, FieldSink sink) {
    if (sink.wants(field)) {
      sink.flag(field, true, 0, 0);
    }
  }
}
