package io.weft.flow;

import io.weft.dissect.Annotations;
import io.weft.dissect.Chain;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.network.ipv6.Ipv6;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;
import java.util.function.Consumer;

/**
 * Finds the flow of every IP and transport layer of a packet, follows it, and reports it when it is
 * over. Not thread-safe; knows neither files nor output.
 */
public final class FlowTracker {
  private final FlowMemory memory;
  private final FlowRegister register;
  private final TcpTracker tcp;
  private final DatagramTracker datagrams;
  private final FlowOutput output;
  private final FlowKey key = new FlowKey();
  private final Ipv4 ipv4 = new Ipv4();
  private final Ipv6 ipv6 = new Ipv6();
  private final UpperProtocol upper = new UpperProtocol();
  private final Quotes quotes = new Quotes();

  /** Null where checksums are not verified. */
  private final Checksums checksums;

  private long incompleteFragments;
  private long withoutFlow;

  /**
   * @param chain of the packets that will come: its stream and datagram protocols are used
   */
  public FlowTracker(Chain chain, FlowConfig config, FlowListener listener) {
    memory = new FlowMemory(config, listener);
    register = new FlowRegister(config, listener, memory);
    output = new FlowOutput(config, chain.streams(), listener, register.names(), memory);
    LikelyServerPorts serverPorts = new LikelyServerPorts();
    tcp = new TcpTracker(register, output, serverPorts, config.analysis());
    checksums = config.checksums() ? new Checksums() : null;
    datagrams = new DatagramTracker(register, chain.datagrams(), listener, serverPorts);
  }

  /** Gaps in streams are the capture's where it knows of a loss in their time. */
  public void captureLoss(CaptureLoss known) {
    output.captureLoss(known);
  }

  /**
   * Takes a dissected packet, and leaves with it what is found out about it.
   *
   * @param annotations of the packet
   */
  public void onPacket(Annotations annotations) {
    Packet packet = annotations.packet();
    register.advance(packet);
    output.current(annotations);
    tcp.onPacket();
    if (checksums != null) {
      checksums.verify(annotations);
    }
    int layers = packet.layerCount();
    int quotedFrom = packet.quotedFrom();
    int network = -1;
    long fragmentsBefore = incompleteFragments;
    Flow flow = null;
    for (int i = 0; i < layers && i < quotedFrom; i++) {
      Protocol protocol = packet.protocol(i);
      if (protocol == Ipv4.PROTOCOL || protocol == Ipv6.PROTOCOL) {
        if (network >= 0) {
          flow = other(packet, network, flow);
        }
        network = i;
      } else if (network >= 0 && protocol == Tcp.PROTOCOL) {
        address(packet, network);
        flow = tcp.onSegment(packet, i, key, flow, checksum(network));
        network = -1;
      } else if (network >= 0 && protocol == Udp.PROTOCOL) {
        address(packet, network);
        flow = datagrams.onDatagram(packet, i, key, flow);
        count(checksum(network), flow);
        network = -1;
      }
    }
    if (network >= 0) {
      flow = other(packet, network, flow);
    }
    if (flow == null && incompleteFragments == fragmentsBefore) {
      withoutFlow++;
    }
    if (quotedFrom < layers) {
      quoted(packet, quotedFrom, layers);
    }
    output.current(null);
  }

  /**
   * Reports the flows that are over by a moment, though no packet has come to tell the time.
   *
   * @param nanos since the epoch; what was captured up to then has all been taken
   */
  public void advance(long nanos) {
    register.advance(nanos);
  }

  private Checksums.Verdict checksum(int network) {
    return checksums == null ? Checksums.Verdict.FINE : checksums.verdict(network);
  }

  /**
   * Counts a checksum that is not right.
   *
   * @param flow of the key, or null for none
   */
  private void count(Checksums.Verdict checksum, Flow flow) {
    if (checksum != Checksums.Verdict.FINE) {
      boolean fromClient = flow != null && key.isFromClient(flow);
      register.countChecksum(flow, fromClient, checksum.isError());
    }
  }

  /** An IP layer without a transport that has streams or ports: ICMP, a tunnel, anything. */
  private Flow other(Packet packet, int layer, Flow parent) {
    upper.find(packet, layer);
    if (upper.isIncompleteFragment()) {
      incompleteFragments++;
      count(checksum(layer), null);
      return parent;
    }
    int ipProtocol = upper.ipProtocol();
    if (ipProtocol == IpProtocol.TCP || ipProtocol == IpProtocol.UDP) {
      count(checksum(layer), null);
      return parent; // its header is cut or broken: there are no ports to tell flows by
    }
    address(packet, layer);
    Flow flow = datagrams.onOther(packet, upper, key, parent);
    count(checksum(layer), flow);
    return flow;
  }

  /**
   * A header quoted in an error message has a stream number, as in Wireshark, but is no packet of
   * the flow: the flow takes a note of the error.
   */
  private void quoted(Packet packet, int from, int to) {
    int network = -1;
    for (int i = from; i < to; i++) {
      Protocol protocol = packet.protocol(i);
      if (protocol == Ipv4.PROTOCOL || protocol == Ipv6.PROTOCOL) {
        network = i;
      } else if (network >= 0 && protocol == Tcp.PROTOCOL) {
        address(packet, network);
        quotes.note(tcp.onQuoted(packet, i, key, isWhole(packet, i)), packet, memory);
      } else if (network >= 0 && protocol == Udp.PROTOCOL) {
        address(packet, network);
        quotes.note(datagrams.onQuoted(packet, i, key), packet, memory);
      }
    }
  }

  /**
   * A quote may end behind the ports and the sequence number: Wireshark gives it no number then.
   */
  private static boolean isWhole(Packet packet, int layer) {
    return packet.limit(layer) - packet.start(layer) >= Tcp.MIN_HEADER_LENGTH;
  }

  private void address(Packet packet, int layer) {
    if (packet.protocol(layer) == Ipv4.PROTOCOL) {
      packet.bindLayer(ipv4, layer);
      key.ipv6 = false;
      key.sourceHigh = 0;
      key.sourceLow = ipv4.source() & 0xFFFF_FFFFL;
      key.destinationHigh = 0;
      key.destinationLow = ipv4.destination() & 0xFFFF_FFFFL;
    } else {
      packet.bindLayer(ipv6, layer);
      key.ipv6 = true;
      key.sourceHigh = ipv6.sourceHigh();
      key.sourceLow = ipv6.sourceLow();
      key.destinationHigh = ipv6.destinationHigh();
      key.destinationLow = ipv6.destinationLow();
    }
  }

  /** Ends all flows: no more packets will come. */
  public void finish() {
    register.finish();
  }

  /**
   * Reports all flows although more packets might come: those that were not closed by then have
   * {@link FlowRecord#finished} false.
   */
  public void interrupt() {
    register.interrupt();
  }

  /**
   * Hands out what is known so far of each open flow that had a packet since the last snapshot, in
   * the order of first packets. The flows go on as if nothing had been asked.
   */
  public void snapshot(Consumer<FlowRecord> taker) {
    register.snapshot(taker);
  }

  /**
   * What is known of a flow so far.
   *
   * @param flow open still: told by {@link FlowListener#onOpened}, and not yet by {@link
   *     FlowListener#onClosed}
   */
  public FlowRecord record(Flow flow) {
    return register.record(flow);
  }

  /** From now on has flows with packets put on the list; null for no list any more. */
  public void watch(ActiveFlows active) {
    register.watch(active);
  }

  /** TCP segments so far that held nothing new. */
  public long retransmissions() {
    return output.retransmissions();
  }

  /** Bytes of memory in which segments wait for holes to be filled, and messages for their end. */
  long waitingBytes() {
    return memory.pages().usedBytes();
  }

  /** What is kept of all flows. */
  FlowMemory memory() {
    return memory;
  }

  /** Numbers so far. */
  public FlowCounters counters() {
    return new FlowCounters(
        register.begun(),
        register.evicted(),
        register.abandonedBytes(),
        output.unread(),
        register.unlistedSegments(),
        tcp.unanalyzed(),
        register.forgottenRanges(),
        register.checksumErrors(),
        register.checksumOffload(),
        incompleteFragments,
        withoutFlow);
  }
}
