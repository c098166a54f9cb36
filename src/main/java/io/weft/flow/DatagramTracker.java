package io.weft.flow;

import io.weft.bytes.BigEndian;
import io.weft.bytes.IpAddress;
import io.weft.dissect.DataDissector;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.udp.Udp;
import java.util.List;

/** Flows of UDP, ICMP and other IP protocols: packets between two ends, without connections. */
final class DatagramTracker implements DatagramContext {
  private static final int ICMP_HEADER = 8;

  private final FlowRegister register;
  private final DatagramProtocol[] protocols;
  private final FlowListener listener;
  private final LikelyServerPorts serverPorts;
  private final Udp udp = new Udp();

  // The call of a dissector in hand.
  private Flow current;
  private long packetNumber;

  DatagramTracker(
      FlowRegister register,
      List<DatagramProtocol> protocols,
      FlowListener listener,
      LikelyServerPorts serverPorts) {
    this.register = register;
    this.protocols = protocols.toArray(new DatagramProtocol[0]);
    this.listener = listener;
    this.serverPorts = serverPorts;
  }

  /**
   * @param key with the addresses filled in
   * @param parent the flow in whose packets this one travels, or null
   */
  Flow onDatagram(Packet packet, int layer, FlowKey key, Flow parent) {
    packet.bindLayer(udp, layer);
    key.ipProtocol = IpProtocol.UDP;
    key.sourcePort = udp.sourcePort();
    key.destinationPort = udp.destinationPort();
    int payload = Math.max(0, udp.payloadLength());
    Flow flow = register.find(key, packet.timeNanos());
    boolean fromClient;
    if (flow == null || flow.has(Flow.QUOTED | Flow.RECORDED)) {
      Flow before = flow;
      flow = register.begin(key, packet, payload, parent, before);
      if (before != null && before.has(Flow.EARLY)) { // it has not been silent for long
        fromClient = key.isFromClient(before);
        flow.clientKnownBy = before.clientKnownBy;
      } else {
        fromClient = !isFromServer(flow);
      }
      if (!fromClient) {
        flow.swapEnds();
      }
      register.open(flow, IdleLists.OTHER);
    } else {
      fromClient = key.isFromClient(flow);
      goOn(flow, fromClient, packet, payload);
    }
    listener.onDatagram(flow, flow.directionOf(fromClient), packet, layer);
    if (layer + 1 < packet.layerCount()) {
      onApplication(flow, fromClient, packet, layer + 1);
    }
    return flow;
  }

  /** The flow of a header quoted in an error message; makes sure that it has its number. */
  Flow onQuoted(Packet packet, int layer, FlowKey key) {
    packet.bindLayer(udp, layer);
    key.ipProtocol = IpProtocol.UDP;
    key.sourcePort = udp.sourcePort();
    key.destinationPort = udp.destinationPort();
    Flow flow = register.find(key, packet.timeNanos());
    return flow == null
        ? register.openQuoted(register.begin(key, packet, 0, null, null), IdleLists.OTHER)
        : flow;
  }

  private boolean isFromServer(Flow flow) {
    boolean isSourceLikely = serverPorts.udp(flow.clientPort);
    boolean isDestinationLikely = serverPorts.udp(flow.serverPort);
    if (isSourceLikely || isDestinationLikely) {
      flow.clientKnownBy = ClientEvidence.SERVER_PORT.code();
    }
    return isSourceLikely && !isDestinationLikely;
  }

  private void goOn(Flow flow, boolean fromClient, Packet packet, long payload) {
    register.count(flow, fromClient, packet, payload);
    register.touch(flow, IdleLists.OTHER);
  }

  private void onApplication(Flow flow, boolean fromClient, Packet packet, int layer) {
    Protocol protocol = packet.protocol(layer);
    if (protocol == DataDissector.PROTOCOL) {
      return;
    }
    DatagramFlow state = (DatagramFlow) flow.state;
    if (state == null) {
      state = new DatagramFlow(dissectorOf(protocol), this, flow);
      state.application(protocol, "port");
      register.change(flow, state);
    }
    if (state.dissector != null && protocol == state.application().protocol()) {
      current = flow;
      packetNumber = packet.number();
      state.dissector.onDatagram(flow.directionOf(fromClient), packet, layer, this);
      state.weigh(state.dissector.memory(), register.memory());
    }
  }

  private DatagramDissector dissectorOf(Protocol protocol) {
    for (DatagramProtocol known : protocols) {
      if (known.protocol() == protocol) {
        return known.create();
      }
    }
    return null;
  }

  /** The flow is over: what its dissector still holds comes out. */
  void finish(DatagramDissector dissector, Flow flow, long packet) {
    current = flow;
    packetNumber = packet;
    dissector.onEnd(this);
  }

  /** ICMP, or an IP protocol whose payload has no flows of its own kind. */
  Flow onOther(Packet packet, UpperProtocol upper, FlowKey key, Flow parent) {
    key.ipProtocol = upper.ipProtocol();
    key.sourcePort = 0;
    key.destinationPort = 0;
    int payload = upper.length();
    int typeAndCode = 0;
    boolean hasType = key.ipProtocol == IpProtocol.ICMP || key.ipProtocol == IpProtocol.ICMPV6;
    if (hasType && upper.limit() - upper.start() >= 2) {
      int type = BigEndian.u8(upper.bytes(), upper.start());
      int code = BigEndian.u8(upper.bytes(), upper.start() + 1);
      int counterpart = IcmpPairs.counterpart(key.ipProtocol, type);
      typeAndCode = type << 8 | code;
      key.sourcePort = type;
      key.destinationPort = counterpart < 0 ? code : counterpart;
      payload = Math.max(0, payload - ICMP_HEADER);
    } else if (key.ipProtocol == IpProtocol.SCTP && upper.limit() - upper.start() >= 4) {
      key.sourcePort = BigEndian.u16(upper.bytes(), upper.start());
      key.destinationPort = BigEndian.u16(upper.bytes(), upper.start() + 2);
    }
    Flow flow = register.find(key, packet.timeNanos());
    if (flow == null || flow.has(Flow.RECORDED)) {
      flow = register.begin(key, packet, payload, parent, flow);
      flow.firstOptions = typeAndCode;
      register.open(flow, IdleLists.OTHER);
    } else {
      goOn(flow, key.isFromClient(flow), packet, payload);
    }
    return flow;
  }

  @Override
  public void emit(Exchange exchange) {
    current.state.add(exchange, register.memory());
    listener.onExchange(current, exchange);
  }

  @Override
  public void name(boolean ipv6, long high, long low, String name) {
    register.names().add(new IpAddress(ipv6, high, low), name, packetNumber);
  }
}
