package io.weft.flow.track;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Annotations;
import io.weft.dissect.FragmentCounters;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.Secrets;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.LikelyServerPorts;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ActiveFlows;
import io.weft.flow.CaptureLoss;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowCounters;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.OpenFlows;
import io.weft.flow.application.Applications;
import io.weft.flow.application.FlowOutput;
import io.weft.flow.segment.ChecksumVerifier;
import io.weft.flow.segment.IpLayer;
import io.weft.flow.segment.UpperProtocol;
import io.weft.flow.table.ActiveFlowList;
import io.weft.flow.table.FlowLayer;
import io.weft.flow.table.FlowMemory;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.HostNames;
import io.weft.flow.table.Losses;
import io.weft.flow.table.TrackedFlow;
import io.weft.flow.tcp.ConnectionMeans;
import io.weft.flow.tcp.TcpTracker;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.udp.Udp;
import java.util.function.Consumer;

/**
 * Finds the flow of every IP and transport layer of a packet, follows it, and reports it when it is
 * over. Not thread-safe; knows neither files nor output.
 */
public final class FlowTracker implements OpenFlows {
  /** Length of the two ports that TCP and UDP begin with, in bytes. */
  private static final int PORTS_LENGTH = 4;

  private final FlowMemory memory;
  private final Losses losses = new Losses();
  private final HostNames names;
  private final FlowStore store;
  private final FlowOutput output;
  private final Applications applications;
  private final ConnectionMeans connections;
  private final TcpTracker tcp;
  private final DatagramTracker datagrams;
  private final IcmpErrors icmpErrors;
  private final FlowLayer at;
  private final UpperProtocol upper = new UpperProtocol();

  /** The flows of the current packet, for a listener that wants to hear of them; else null. */
  private final PacketFlows packetFlows;

  /** Verifies checksums; null where they are not verified. */
  private final ChecksumVerifier checksums;

  /** What protocols remember of earlier layers; null where nobody looks at layers' fields. */
  private final LayerMemories memories;

  private final InternalErrors errors;

  private long incompleteFragments;
  private final NoFlowCounter noFlow = new NoFlowCounter();

  /**
   * @param chain of the packets that will come: its stream and datagram protocols are used
   */
  public FlowTracker(Chain chain, FlowConfig config, FlowListener listener) {
    this(chain, config, listener, new InternalErrors());
  }

  /**
   * @param chain of the packets that will come: its stream and datagram protocols are used
   * @param errors contains failures of dissectors and of tracking itself; what the listener throws
   *     comes out of the method that was called
   */
  public FlowTracker(
      Chain chain, FlowConfig config, FlowListener unguarded, InternalErrors errors) {
    this.errors = errors;
    FlowListener listener = new ListenerGuard(unguarded, errors);
    memory = new FlowMemory(config, listener);
    names = new HostNames(memory, losses);
    at = new FlowLayer(config.keyTags());
    boolean isAnalysed = config.features().analysis();
    boolean attaches = isAnalysed || config.features().layers();
    store =
        new FlowStore(
            config,
            listener,
            memory,
            names,
            losses,
            new FlowRecordBuilder(names, chain.places(), isAnalysed),
            errors);
    output = new FlowOutput(listener, names, memory, attaches);
    applications = new Applications(chain, memory.pages(), losses, errors);
    connections = new ConnectionMeans(config, output, applications, losses);
    LikelyServerPorts serverPorts = new LikelyServerPorts();
    tcp = new TcpTracker(store, connections, serverPorts);
    datagrams = new DatagramTracker(store, output, applications, serverPorts);
    icmpErrors = new IcmpErrors(memory);
    packetFlows = listener.wantsPackets() ? new PacketFlows(listener) : null;
    checksums = config.features().checksums() ? new ChecksumVerifier() : null;
    memories = attaches ? new LayerMemories(chain) : null;
  }

  /**
   * Says when the capture lost packets: a gap in a stream at such a time is counted as a loss of
   * the capture.
   */
  public void captureLoss(CaptureLoss known) {
    connections.captureLoss(known);
  }

  /** Gives the secrets that dissectors may ask for from now on. */
  public void secrets(Secrets known) {
    applications.secrets(known);
  }

  /**
   * Takes a dissected packet, and leaves with it what is found out about it.
   *
   * @param annotations of the packet
   */
  public void onPacket(Annotations annotations) {
    Packet packet = annotations.packet();
    memory.pages().nextPacket();
    store.advance(packet);
    output.begin(annotations);
    tcp.onPacket();
    datagrams.onPacket();
    if (checksums != null) {
      checksums.verify(annotations);
    }
    if (memories != null) {
      remember(annotations);
    }
    int layers = packet.layerCount();
    int quotedFrom = packet.quotedFrom();
    boolean isOpen = false; // an IP layer whose payload is still to come
    long fragmentsBefore = incompleteFragments;
    TrackedFlow flow = null;
    at.parent(null);
    for (int i = 0; i < layers && i < quotedFrom; i++) {
      Protocol protocol = packet.protocol(i);
      if (IpLayer.is(protocol)) {
        if (isOpen) {
          flow = other();
          belongsTo(flow);
        }
        at.parent(flow);
        at.goToIp(packet, i);
        isOpen = true;
      } else if (isOpen && protocol == Tcp.PROTOCOL) {
        at.goTo(i);
        flow = segment(packet);
        belongsTo(flow);
        isOpen = false;
      } else if (isOpen && protocol == Udp.PROTOCOL) {
        at.goTo(i);
        flow = datagram(packet);
        belongsTo(flow);
        isOpen = false;
      }
    }
    if (isOpen) {
      flow = other();
      belongsTo(flow);
    }
    if (flow == null && incompleteFragments == fragmentsBefore) {
      noFlow.count(packet);
    }
    if (quotedFrom < layers) {
      quoted(packet, quotedFrom, layers);
    }
    if (packetFlows != null) {
      packetFlows.tell(output.arrival());
    }
    output.leave();
  }

  /** A memory that fails costs the packet what it would have told, and nothing else. */
  private void remember(Annotations annotations) {
    try {
      memories.onPacket(annotations);
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, annotations.packet().number());
    }
  }

  /** A segment that cannot be followed costs its connection, and nothing else. */
  private TrackedFlow segment(Packet packet) {
    try {
      return tcp.onSegment(at, checksum());
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number());
      return tcp.giveUp(at);
    }
  }

  private TrackedFlow datagram(Packet packet) {
    try {
      TrackedFlow flow = datagrams.onDatagram(at);
      count(checksum(), flow);
      return flow;
    } catch (RuntimeException | StackOverflowError e) {
      errors.contain(e, packet.number());
      return store.find(at);
    }
  }

  /**
   * Notes a flow of the current packet.
   *
   * @param flow may be null, or noted already
   */
  private void belongsTo(TrackedFlow flow) {
    if (packetFlows != null) {
      packetFlows.add(flow);
    }
  }

  /**
   * Reports the flows whose time-out has passed at a moment, although no packet has come to tell
   * the time.
   *
   * @param nanos the moment, in nanoseconds since the epoch; all packets captured up to then have
   *     been taken
   */
  public void advance(long nanos) {
    store.advance(nanos);
  }

  private ChecksumVerifier.Outcome checksum() {
    return checksums == null ? ChecksumVerifier.Outcome.FINE : checksums.outcome(at.ip().layer());
  }

  /**
   * Counts a checksum that is not right.
   *
   * @param flow of the layer, or null for none
   */
  private void count(ChecksumVerifier.Outcome checksum, TrackedFlow flow) {
    if (checksum != ChecksumVerifier.Outcome.FINE) {
      boolean fromFirst = flow != null && at.isFromFirst(flow);
      store.countChecksum(flow, fromFirst, checksum.isError());
    }
  }

  /**
   * Takes an IP layer that no TCP or UDP layer follows: ICMP, a tunnel, or any other IP protocol.
   */
  private TrackedFlow other() {
    upper.find(at.packet(), at.ip());
    if (upper.isIncompleteFragment()) {
      incompleteFragments++;
      count(checksum(), null);
      return at.parent();
    }
    int ipProtocol = upper.ipProtocol();
    if (ipProtocol == IpProtocol.TCP || ipProtocol == IpProtocol.UDP) {
      return cutHeader(ipProtocol);
    }
    TrackedFlow flow = datagrams.onOther(at, upper);
    count(checksum(), flow);
    return flow;
  }

  /**
   * Takes a TCP or UDP header that is cut or broken. Where the capture cut it behind the ports,
   * they still tell the flow; otherwise there is nothing to tell flows by.
   */
  private TrackedFlow cutHeader(int ipProtocol) {
    boolean isTcp = ipProtocol == IpProtocol.TCP;
    int headerLength = isTcp ? Tcp.MIN_HEADER_LENGTH : Udp.HEADER_LENGTH;
    if (upper.limit() - upper.start() < PORTS_LENGTH || upper.length() < headerLength) {
      count(checksum(), null);
      return at.parent();
    }
    at.key().transport(ipProtocol, upper.sourcePort(), upper.destinationPort());
    return isTcp ? tcp.onCut(at) : datagrams.onCut(at, upper.length() - headerLength);
  }

  /**
   * Takes the headers quoted in an error message. Their flow gets a stream number, as in Wireshark,
   * and a note of the error, but no packet is counted.
   */
  private void quoted(Packet packet, int from, int to) {
    boolean isOpen = false;
    at.parent(null);
    for (int i = from; i < to; i++) {
      Protocol protocol = packet.protocol(i);
      if (IpLayer.is(protocol)) {
        if (isOpen) {
          noteOther(packet); // a tunnel: the header before this one carries it
        }
        at.goToQuotedIp(packet, i);
        isOpen = true;
      } else if (isOpen && protocol == Tcp.PROTOCOL) {
        isOpen = false;
        at.goTo(i);
        icmpErrors.note(tcp.onQuoted(at, isWhole(packet, i)), packet);
      } else if (isOpen && protocol == Udp.PROTOCOL) {
        isOpen = false;
        at.goTo(i);
        icmpErrors.note(datagrams.onQuoted(at), packet);
      }
    }
    if (isOpen) {
      noteOther(packet);
    }
  }

  /** Notes the error with the flow of a quoted IP header that neither TCP nor UDP follows. */
  private void noteOther(Packet packet) {
    upper.find(packet, at.ip());
    switch (upper.ipProtocol()) {
      case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
        // without ports there is no flow to find, and the record of ICMP tells its own message
      }
      default -> icmpErrors.note(datagrams.findOther(at, upper), packet);
    }
  }

  /**
   * Is the whole TCP header quoted? A quote may end behind the ports and the sequence number;
   * Wireshark gives no stream number then.
   */
  private static boolean isWhole(Packet packet, int layer) {
    return packet.limit(layer) - packet.start(layer) >= Tcp.MIN_HEADER_LENGTH;
  }

  /** Ends all flows: no more packets will come. */
  public void finish() {
    store.finish();
  }

  /**
   * Reports all flows although more packets might come: those that were not closed by then are not
   * {@link FlowRecord.Outcome#finished}.
   */
  public void interrupt() {
    store.interrupt();
  }

  @Override
  public void snapshot(Consumer<FlowRecord> taker) {
    store.snapshot(taker);
  }

  @Override
  public FlowRecord record(Flow flow) {
    return store.record((TrackedFlow) flow);
  }

  @Override
  public String hostName(IpAddress address, long beforePacket) {
    return names.isEmpty() ? null : names.find(address, beforePacket);
  }

  @Override
  public ActiveFlows watch(int capacity) {
    ActiveFlowList list = new ActiveFlowList(capacity);
    store.watch(list);
    return list;
  }

  @Override
  public long begun() {
    return store.begun();
  }

  @Override
  public long closed() {
    return store.lingering();
  }

  @Override
  public long repeatedSegments() {
    return connections.repeated();
  }

  /** Bytes of memory in which segments wait for holes to be filled, and messages for their end. */
  long waitingBytes() {
    return memory.pages().usedBytes();
  }

  /** The account of the memory that all flows take. */
  FlowMemory memory() {
    return memory;
  }

  /**
   * What was counted so far.
   *
   * @param fragments what became of fragments while the packets were dissected
   * @param refusedLayers layers that found no room in their packets
   */
  public FlowCounters counters(FragmentCounters fragments, long refusedLayers) {
    return new FlowCounters(
        store.begun(),
        new FlowCounters.Bounds(
            losses.evicted(),
            losses.forgottenFlows(),
            losses.forgottenNames(),
            losses.abandonedBytes(),
            losses.unreadStreams(),
            losses.refusedHandovers(),
            losses.refusedChildren()),
        new FlowCounters.AnalysisBounds(
            losses.unlistedSegments(),
            losses.unanalyzedConnections(),
            losses.forgottenRanges() + (memories == null ? 0 : memories.forgotten())),
        new FlowCounters.Checksums(store.checksumErrors(), store.checksumOffload()),
        incompleteFragments,
        noFlow.total(),
        noFlow.reasons(),
        refusedLayers,
        fragments);
  }
}
