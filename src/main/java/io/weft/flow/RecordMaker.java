package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.tcp.TcpAnalysis;
import io.weft.stream.PagePool;
import java.util.ArrayList;
import java.util.List;

/** Makes records of flows. */
final class RecordMaker {
  private static final EndpointRecord.Stream NO_STREAM =
      new EndpointRecord.Stream(0, 0, 0, 0, 0, 0, 0, null);

  private final NameTable names;
  private final boolean analysis;
  private final PagePool noRoom = new PagePool(0);

  /**
   * @param analysis are segments analysed?
   */
  RecordMaker(NameTable names, boolean analysis) {
    this.names = names;
    this.analysis = analysis;
  }

  /**
   * @param lastPacket number of the packet at which the flow is known to be over
   */
  FlowRecord make(Flow flow, boolean finished, long lastPacket) {
    int ipProtocol = flow.ipProtocol();
    TcpConnection tcp = flow.state instanceof TcpConnection ? (TcpConnection) flow.state : null;
    boolean isTcp = ipProtocol == IpProtocol.TCP;
    return new FlowRecord(
        ipProtocol,
        flow.stream(),
        finished,
        flow.has(Flow.CONTINUED),
        flow.firstNanos,
        flow.lastNanos,
        flow.firstPacket,
        lastPacket,
        vlans(flow.vlans),
        endpoint(flow, true, isTcp, tcp),
        endpoint(flow, false, isTcp, tcp),
        ClientEvidence.of(flow.clientKnownBy),
        connState(flow, tcp),
        history(flow, tcp),
        flow.state == null ? null : flow.state.application(),
        isTcp ? tcp(flow, tcp) : null,
        icmp(flow),
        flow.state == null ? List.of() : flow.state.exchanges(),
        flow.parent == null ? null : flow.parent.name());
  }

  private static FlowRecord.Icmp icmp(Flow flow) {
    int ipProtocol = flow.ipProtocol();
    if (ipProtocol == IpProtocol.ICMP || ipProtocol == IpProtocol.ICMPV6) {
      return new FlowRecord.Icmp(flow.firstOptions >> 8, flow.firstOptions & 0xFF);
    }
    FlowNotes notes = flow.notesIfAny();
    return notes == null ? null : notes.icmp;
  }

  private static List<Integer> vlans(int packed) {
    if (packed == 0) {
      return List.of();
    }
    List<Integer> vlans = new ArrayList<>(2);
    for (int rest = packed; rest != 0; rest >>>= 16) {
      vlans.add((rest & 0xFFFF) - 1);
    }
    return vlans;
  }

  private EndpointRecord endpoint(Flow flow, boolean client, boolean isTcp, TcpConnection tcp) {
    IpAddress ip = client ? flow.client() : flow.server();
    String name = names.isEmpty() ? null : names.find(ip, flow.firstPacket);
    Traffic traffic = flow.traffic;
    FlowNotes notes = flow.notesIfAny();
    boolean isSender = client != flow.has(Flow.REVERSED);
    long packets;
    long bytes;
    long payload;
    if (traffic == null) {
      packets = isSender ? 1 : 0;
      bytes = isSender ? flow.firstBytes & 0xFFFF_FFFFL : 0;
      payload = isSender ? flow.firstPayload() : 0;
    } else {
      packets = client ? traffic.clientPackets : traffic.serverPackets;
      bytes = client ? traffic.clientBytes : traffic.serverBytes;
      payload = client ? traffic.clientPayload : traffic.serverPayload;
    }
    return new EndpointRecord(
        ip,
        port(flow, client),
        name,
        name == null ? null : "dns",
        packets,
        bytes,
        payload,
        isTcp ? stream(tcp, client) : null,
        notes == null ? null : notes.checksums(client),
        null);
  }

  private static int port(Flow flow, boolean client) {
    return switch (flow.ipProtocol()) {
      case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP ->
          client ? flow.clientPort : flow.serverPort;
      default -> -1;
    };
  }

  private static EndpointRecord.Stream stream(TcpConnection tcp, boolean client) {
    if (tcp == null) {
      return NO_STREAM;
    }
    TcpHalf half = client ? tcp.client : tcp.server;
    return new EndpointRecord.Stream(
        half.streamBytes,
        half.stream.missing(),
        half.captureLoss,
        half.retransmissions,
        half.stream.conflicts(),
        half.stream.abandoned(),
        half.outsideWindow,
        half.digestText());
  }

  private static String connState(Flow flow, TcpConnection tcp) {
    return switch (flow.ipProtocol()) {
      case IpProtocol.TCP -> tcp == null ? "S0" : tcp.connState();
      case IpProtocol.UDP -> {
        boolean client = sent(flow, true);
        boolean server = sent(flow, false);
        yield client ? (server ? "SF" : "S0") : (server ? "SHR" : "OTH");
      }
      default -> "OTH";
    };
  }

  private static boolean sent(Flow flow, boolean client) {
    if (flow.traffic == null) {
      return client != flow.has(Flow.REVERSED);
    }
    return (client ? flow.traffic.clientPackets : flow.traffic.serverPackets) > 0;
  }

  private static String history(Flow flow, TcpConnection tcp) {
    return switch (flow.ipProtocol()) {
      case IpProtocol.TCP -> tcp == null ? flow.synHistory() : tcp.historyText();
      case IpProtocol.UDP -> {
        boolean reversed = flow.has(Flow.REVERSED);
        String first = reversed ? "^d" : "D";
        yield sent(flow, reversed) ? first + (reversed ? "D" : "d") : first;
      }
      default -> null;
    };
  }

  private TcpRecord tcp(Flow flow, TcpConnection tcp) {
    if (tcp != null) {
      return tcp.toRecord();
    }
    return new TcpRecord(
        new TcpRecord.Handshake(
            flow.firstNanos,
            TcpRecord.UNKNOWN,
            TcpRecord.UNKNOWN,
            1,
            SynOptions.unpack(flow.firstOptions),
            null),
        null,
        false,
        analysis ? attempt(flow) : null);
  }

  /** What analysis says of a flow that is nothing but a bare SYN. */
  private TcpAnalysisRecord attempt(Flow flow) {
    Segment syn = new Segment();
    flow.writeSyn(syn);
    TcpAnalysis result = new TcpAnalysis();
    result.clear();
    result.window = syn.window;
    TcpMeter meter = new TcpMeter(noRoom);
    meter.onFirstSyn(syn, result);
    return meter.toRecord(flow.lastNanos);
  }
}
