package io.weft.flow.tcp;

import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.segment.IpLayer;
import io.weft.flow.segment.Segment;
import io.weft.flow.table.FlowLayer;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.protocol.transport.tcp.TcpOptions;

/** Reads TCP headers into a segment and its options, both reused for every segment. */
final class SegmentReader {
  private final Tcp tcp = new Tcp();
  private final TcpOptions options = new TcpOptions();
  private final Segment segment = new Segment();
  private final boolean readsAllOptions;

  /**
   * @param readsAllOptions are options read of every segment, or of SYNs only?
   */
  SegmentReader(boolean readsAllOptions) {
    this.readsAllOptions = readsAllOptions;
  }

  /** Reads a TCP layer, and completes its flow's key with protocol and ports. */
  void read(FlowLayer at) {
    Packet packet = at.packet();
    packet.bindLayer(tcp, at.index());
    at.key().transport(IpProtocol.TCP, tcp.sourcePort(), tcp.destinationPort());
    segment.header(tcp.flags(), tcp.sequence(), tcp.acknowledgment(), tcp.window());
    segment.payload(tcp.bytes(), tcp.payloadStart(), tcp.limit(), Math.max(0, tcp.payloadLength()));
    segment.packet(packet.number(), packet.believedNanos(), packet.timeNanos());
    segment.passing(at.ip().identification(), way(packet, at.ip()));
    segment.broken(tcp.isHeaderTooLong());
    if (readsAllOptions || segment.has(Tcp.SYN)) {
      options.read(tcp);
    }
  }

  private static int way(Packet packet, IpLayer ip) {
    int way = ip.hops();
    for (int i = 0; i < packet.vlanCount(); i++) {
      way = way * 31 + packet.vlan(i) + 1;
    }
    return way;
  }

  /** The segment that was read last, valid until the next one is read. */
  Segment segment() {
    return segment;
  }

  /** The options of that segment, where options are read. */
  TcpOptions options() {
    return options;
  }
}
