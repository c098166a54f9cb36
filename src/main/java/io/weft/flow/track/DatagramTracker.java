package io.weft.flow.track;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.DataDissector;
import io.weft.dissect.chain.LikelyServerPorts;
import io.weft.dissect.field.ChecksumStatus;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ClientEvidence;
import io.weft.flow.application.Applications;
import io.weft.flow.application.DatagramFlow;
import io.weft.flow.application.FlowOutput;
import io.weft.flow.segment.UpperProtocol;
import io.weft.flow.table.Conversation;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.FlowTimeouts;
import io.weft.flow.table.TrackedFlow;
import io.weft.protocol.network.icmp.IcmpPairs;
import io.weft.protocol.transport.udp.Udp;
import io.weft.protocol.transport.udp.UdpStream;
import java.util.ArrayList;
import java.util.List;

/** Flows of UDP, ICMP and other IP protocols: packets between two ends, without connections. */
final class DatagramTracker {
  private static final int ICMP_HEADER = 8;

  private final FlowStore store;
  private final FlowOutput output;
  private final Applications applications;
  private final LikelyServerPorts serverPorts;
  private final Udp udp = new Udp();

  /** Attached to the packet's UDP layers, and used again for the next packet. */
  private final List<UdpStream> streams = new ArrayList<>();

  private int streamsUsed;
  private final NumberedLayers numbered;
  private final DatagramNumbers numbers;

  DatagramTracker(
      FlowStore store,
      FlowOutput output,
      Applications applications,
      LikelyServerPorts serverPorts) {
    this.store = store;
    this.output = output;
    this.applications = applications;
    this.serverPorts = serverPorts;
    numbered = new NumberedLayers(store, output);
    numbers = new DatagramNumbers(store, applications.announcements());
  }

  /** Begins a new packet. */
  void onPacket() {
    streamsUsed = 0;
    numbered.onPacket();
  }

  /**
   * Leaves the number of the datagram's stream with its layer.
   *
   * @param conversation that the datagram belongs to; null where it is the flow
   * @return what was attached; null for nothing
   */
  private UdpStream attach(FlowLayer at, TrackedFlow flow, Conversation conversation) {
    if (!output.attaches()) {
      return null;
    }
    if (streamsUsed == streams.size()) {
      streams.add(new UdpStream());
    }
    UdpStream stream = streams.get(streamsUsed++);
    long number = conversation == null ? flow.stream() : conversation.stream();
    stream.set(number, ChecksumStatus.of(at.packet(), at.index()));
    output.attach(at.index(), stream);
    return stream;
  }

  /** Takes the next UDP datagram; returns its flow. */
  TrackedFlow onDatagram(FlowLayer at) {
    Packet packet = at.packet();
    int payload = read(at);
    TrackedFlow flow = store.find(at);
    long nanos = output.arrival().nanos();
    long before = nanos;
    boolean begins = flow == null || flow.has(TrackedFlow.QUOTED | TrackedFlow.RECORDED);
    boolean fromFirst;
    if (begins) {
      long streamStart = flow == null ? nanos : flow.streamStartNanos();
      long last = flow == null ? nanos : flow.lastNanos();
      TrackedFlow earlier = flow;
      flow = begin(at, payload, earlier);
      numbers.begin(flow, earlier);
      fromFirst = at.isFromFirst(flow);
      if (flow.isContinued() && output.attaches()) {
        before = last;
        store.memory().notesOf(flow).streamStartNanos(streamStart);
      }
    } else {
      before = flow.lastNanos();
      fromFirst = at.isFromFirst(flow);
      goOn(flow, fromFirst, packet, payload);
    }
    Conversation conversation = numbers.find(flow, fromFirst, begins, nanos);
    UdpStream stream = attach(at, flow, conversation);
    if (stream != null && conversation == null) {
      stream.times(nanos - flow.streamStartNanos(), nanos - before);
    } else if (stream != null) {
      stream.times(nanos - conversation.startNanos(), nanos - conversation.lastNanos());
    }
    if (conversation != null) {
      conversation.at(nanos);
    }
    output.listener().onDatagram(flow, flow.directionOf(fromFirst), at.index(), output.arrival());
    if (at.index() + 1 < packet.layerCount()) {
      int dissected = packet.layerCount(); // what the sessions append comes behind
      int layer = followed(packet, at.index() + 1);
      numbers.onDissected(flow, packet, layer);
      onApplication(flow, fromFirst, begins, packet, layer);
      while (++layer < dissected && isRelayed(packet, layer)) {
        onApplication(flow, fromFirst, false, packet, layer);
      }
    }
    return flow;
  }

  /** Does a datagram of a followed protocol stand right behind the one before it, as in TURN? */
  private boolean isRelayed(Packet packet, int layer) {
    Protocol protocol = packet.protocol(layer);
    return packet.start(layer) == packet.payload(layer - 1)
        && (protocol == DataDissector.PROTOCOL || applications.datagram(protocol) != null);
  }

  /**
   * The layer that is followed: what stands behind UDP, or behind a header there whose protocol
   * only carries the datagrams of another one, as CAPWAP does with those of DTLS.
   */
  private int followed(Packet packet, int behindUdp) {
    int next = behindUdp + 1;
    boolean isCarrier =
        next < packet.layerCount()
            && applications.datagram(packet.protocol(behindUdp)) == null
            && applications.datagram(packet.protocol(next)) != null;
    return isCarrier ? next : behindUdp;
  }

  /**
   * Takes a UDP datagram that the capture cut behind its ports, which the key has.
   *
   * @param payload its length on the wire, in bytes
   */
  TrackedFlow onCut(FlowLayer at, int payload) {
    TrackedFlow flow = store.find(at);
    if (flow == null || flow.has(TrackedFlow.QUOTED | TrackedFlow.RECORDED)) {
      return begin(at, payload, flow);
    }
    goOn(flow, at.isFromFirst(flow), at.packet(), payload);
    return flow;
  }

  /** Completes the key with protocol and ports; returns the length of the payload in bytes. */
  private int read(FlowLayer at) {
    at.packet().bindLayer(udp, at.index());
    at.key().transport(IpProtocol.UDP, udp.sourcePort(), udp.destinationPort());
    return Math.max(0, udp.payloadLength());
  }

  private TrackedFlow begin(FlowLayer at, int payload, TrackedFlow before) {
    TrackedFlow flow = store.begin(at, payload, before);
    boolean fromFirst = at.isFromFirst(flow);
    if (before != null && before.has(TrackedFlow.EARLY)) { // it has not been silent for long
      flow.setClientFirst(before.isClientFirst());
      flow.clientKnownBy(before.clientKnownBy());
    } else {
      flow.setClientFirst(fromFirst != isFromServer(at, flow));
    }
    store.open(flow, FlowTimeouts.OTHER, output.arrival());
    return flow;
  }

  private boolean isFromServer(FlowLayer at, TrackedFlow flow) {
    boolean isSourceLikely = serverPorts.udp(at.key().sourcePort());
    boolean isDestinationLikely = serverPorts.udp(at.key().destinationPort());
    if (isSourceLikely || isDestinationLikely) {
      flow.clientKnownBy(ClientEvidence.SERVER_PORT);
    }
    return isSourceLikely && !isDestinationLikely;
  }

  /**
   * The flow of a header quoted in an error message; it is made where there is none, so that it has
   * its number.
   */
  TrackedFlow onQuoted(FlowLayer at) {
    read(at);
    TrackedFlow flow = store.find(at);
    if (flow == null) {
      flow = store.openQuoted(store.begin(at, 0, null), FlowTimeouts.OTHER);
    }
    attach(at, flow, null);
    return flow;
  }

  private void goOn(TrackedFlow flow, boolean fromFirst, Packet packet, long payload) {
    store.count(flow, fromFirst, packet, payload);
    store.touch(flow, FlowTimeouts.OTHER);
  }

  private void onApplication(
      TrackedFlow flow, boolean fromFirst, boolean begins, Packet packet, int layer) {
    DatagramFlow state = (DatagramFlow) flow.state();
    if (state == null) {
      if (packet.protocol(layer) != DataDissector.PROTOCOL) {
        state = new DatagramFlow(flow, output, applications, packet, layer);
      } else if (begins) {
        state = DatagramFlow.announced(flow, output, applications);
      }
      if (state == null) {
        return;
      }
      store.change(flow, state);
    }
    state.onDatagram(flow.directionOf(fromFirst), layer, output.arrival());
  }

  private static boolean hasPorts(int ipProtocol) {
    return ipProtocol == IpProtocol.SCTP || ipProtocol == IpProtocol.DCCP;
  }

  /** Puts ports into the key where the protocol, neither TCP nor UDP, has some. */
  private static void ports(FlowLayer at, UpperProtocol upper) {
    int protocol = upper.ipProtocol();
    if (hasPorts(protocol) && upper.limit() - upper.start() >= 4) {
      at.key().transport(protocol, upper.sourcePort(), upper.destinationPort());
    }
  }

  /** The flow of a quoted header of such a protocol other than ICMP; null where there is none. */
  TrackedFlow findOther(FlowLayer at, UpperProtocol upper) {
    at.key().transport(upper.ipProtocol(), 0, 0);
    ports(at, upper);
    return store.find(at);
  }

  /** Takes a packet of ICMP, or of an IP protocol whose payload has no flows of its own kind. */
  TrackedFlow onOther(FlowLayer at, UpperProtocol upper) {
    int ipProtocol = upper.ipProtocol();
    int payload = upper.length();
    int typeAndCode = 0;
    at.key().transport(ipProtocol, 0, 0);
    boolean hasType = ipProtocol == IpProtocol.ICMP || ipProtocol == IpProtocol.ICMPV6;
    if (hasType && upper.limit() - upper.start() >= 2) {
      int type = BigEndian.u8(upper.bytes(), upper.start());
      int code = BigEndian.u8(upper.bytes(), upper.start() + 1);
      int counterpart = IcmpPairs.counterpart(ipProtocol == IpProtocol.ICMP, type);
      typeAndCode = type << 8 | code;
      at.key().transport(ipProtocol, type, counterpart < 0 ? code : counterpart);
      payload = Math.max(0, payload - ICMP_HEADER);
    } else {
      ports(at, upper);
    }
    TrackedFlow flow = store.find(at);
    if (flow == null || flow.has(TrackedFlow.RECORDED)) {
      flow = store.begin(at, payload, flow);
      flow.keepIcmp(typeAndCode);
      store.open(flow, FlowTimeouts.OTHER, output.arrival());
    } else {
      goOn(flow, at.isFromFirst(flow), at.packet(), payload);
    }
    if (output.attaches() && hasPorts(ipProtocol)) {
      numbered.attach(at, flow);
    }
    return flow;
  }
}
