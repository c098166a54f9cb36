package io.weft.analysis;

import io.weft.bytes.BigEndian;
import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.dissect.Packet;
import io.weft.flow.FlowListener;
import io.weft.flow.NeighborMessage;
import io.weft.protocol.link.arp.Arp;
import io.weft.protocol.network.icmp.Icmpv6;
import io.weft.protocol.network.ipv6.Ipv6;

/**
 * Reads ARP and neighbour discovery for a listener; it is itself the view that is told. For
 * messages of whole Ethernet addresses only: others name no host of the link.
 */
final class NeighborReader implements NeighborMessage {
  private static final int SOLICITATION = 135;
  private static final int ADVERTISEMENT = 136;
  private static final int TARGET = 8;
  private static final int OPTIONS = 24;
  private static final int SOURCE_ADDRESS = 1;
  private static final int TARGET_ADDRESS = 2;
  private static final int OPTION_UNIT = 8;
  private static final int ARP_SENDER = 8;

  private final FlowListener listener;
  private final Arp arp = new Arp();
  private final Icmpv6 icmp = new Icmpv6();
  private final Ipv6 ip = new Ipv6();

  private boolean isRequest;
  private boolean isArp;
  private IpAddress sender;
  private IpAddress target;
  private long hardware;
  private int vlan;

  NeighborReader(FlowListener listener) {
    this.listener = listener;
  }

  /** Tells the listener if the packet is such a message. */
  void onPacket(Packet packet) {
    int last = Math.min(packet.layerCount(), packet.quotedFrom()) - 1;
    for (int i = 0; i <= last; i++) {
      if (packet.protocol(i) == Arp.PROTOCOL) {
        packet.bindLayer(arp, i);
        if (arp.isEthernetIpv4() && arp.operation() <= Arp.REPLY) {
          readArp();
          tell(packet);
        }
        return;
      }
    }
    if (last > 0
        && packet.protocol(last) == Icmpv6.PROTOCOL
        && packet.protocol(last - 1) == Ipv6.PROTOCOL) {
      packet.bindLayer(icmp, last);
      packet.bindLayer(ip, last - 1);
      if (icmp.limit() - icmp.start() >= OPTIONS && readDiscovery()) {
        tell(packet);
      }
    }
  }

  private void tell(Packet packet) {
    vlan = packet.vlanCount() == 0 ? -1 : packet.vlan(packet.vlanCount() - 1);
    listener.onNeighbor(this, Arrival.of(packet.number(), packet.believedNanos()));
  }

  private void readArp() {
    isArp = true;
    isRequest = arp.operation() == Arp.REQUEST;
    sender = IpAddress.ipv4(arp.senderIp());
    target = IpAddress.ipv4(arp.targetIp());
    hardware = mac(arp.bytes(), arp.start() + ARP_SENDER);
  }

  private boolean readDiscovery() {
    int type = icmp.type();
    if (type != SOLICITATION && type != ADVERTISEMENT) {
      return false;
    }
    byte[] bytes = icmp.bytes();
    isArp = false;
    isRequest = type == SOLICITATION;
    sender = new IpAddress(true, ip.sourceHigh(), ip.sourceLow());
    int at = icmp.start();
    target =
        new IpAddress(
            true, BigEndian.i64(bytes, at + TARGET), BigEndian.i64(bytes, at + TARGET + 8));
    hardware = -1;
    int wanted = isRequest ? SOURCE_ADDRESS : TARGET_ADDRESS;
    for (int option = at + OPTIONS; option + OPTION_UNIT <= icmp.limit(); ) {
      int length = BigEndian.u8(bytes, option + 1) * OPTION_UNIT;
      if (length == 0) {
        break; // RFC 4861, section 4.6: such a message is to be dropped
      }
      if (BigEndian.u8(bytes, option) == wanted && length == OPTION_UNIT) {
        hardware = mac(bytes, option + 2);
        break;
      }
      option += length;
    }
    return true;
  }

  private static long mac(byte[] bytes, int at) {
    return (long) BigEndian.u16(bytes, at) << Integer.SIZE
        | (BigEndian.i32(bytes, at + 2) & 0xFFFF_FFFFL);
  }

  @Override
  public boolean isRequest() {
    return isRequest;
  }

  @Override
  public boolean isArp() {
    return isArp;
  }

  @Override
  public IpAddress sender() {
    return sender;
  }

  @Override
  public IpAddress target() {
    return target;
  }

  @Override
  public long hardware() {
    return hardware;
  }

  @Override
  public int vlan() {
    return vlan;
  }

  @Override
  public boolean isAboutSender() {
    return (isArp || !isRequest)
        ? sender.equals(target)
        : sender.high() == 0
            && sender.low() == 0; // an address not yet taken: RFC 4862, section 5.4
  }
}
