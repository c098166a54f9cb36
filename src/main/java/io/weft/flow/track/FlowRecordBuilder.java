package io.weft.flow.track;

import io.weft.bytes.IpAddress;
import io.weft.dissect.lookup.Place;
import io.weft.dissect.lookup.Places;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ConnState;
import io.weft.flow.EndpointRecord;
import io.weft.flow.FlowRecord;
import io.weft.flow.TcpRecord;
import io.weft.flow.table.FlowNotes;
import io.weft.flow.table.FlowState;
import io.weft.flow.table.FlowStore;
import io.weft.flow.table.HostNames;
import io.weft.flow.table.TrackedFlow;
import io.weft.flow.tcp.BareSyn;
import io.weft.flow.tcp.TcpConnection;
import java.util.ArrayList;
import java.util.List;

/** Makes records of flows. */
final class FlowRecordBuilder implements FlowStore.Reporter {
  private final HostNames names;
  private final Places places;
  private final boolean isAnalysed;

  /**
   * @param isAnalysed are TCP segments analysed?
   */
  FlowRecordBuilder(HostNames names, Places places, boolean isAnalysed) {
    this.names = names;
    this.places = places;
    this.isAnalysed = isAnalysed;
  }

  @Override
  public FlowRecord record(TrackedFlow flow, boolean finished, long lastPacket) {
    TcpConnection tcp = flow.state() instanceof TcpConnection connection ? connection : null;
    return new FlowRecord(
        new FlowRecord.Identity(
            flow.ipProtocol(),
            flow.stream(),
            flow.isContinued(),
            flow.clientKnownBy(),
            tags(flow),
            flow.parent() == null ? null : flow.parent().name()),
        new FlowRecord.Times(flow.startNanos(), flow.lastNanos(), flow.firstPacket(), lastPacket),
        endpoint(flow, flow.isClientFirst(), tcp),
        endpoint(flow, !flow.isClientFirst(), tcp),
        new FlowRecord.Outcome(finished, connState(flow, tcp), history(flow, tcp)),
        flow.state() == null ? null : flow.state().application(),
        tcp(flow, tcp),
        icmp(flow),
        flow.state() == null ? List.of() : flow.state().exchanges());
  }

  private static FlowRecord.Tags tags(TrackedFlow flow) {
    if (flow.tags().isEmpty() && !flow.has(TrackedFlow.SPLIT)) {
      return FlowRecord.Tags.NONE;
    }
    List<String> splitBy = new ArrayList<>(2);
    if (flow.has(TrackedFlow.SPLIT_BY_VLAN)) {
      splitBy.add("vlan");
    }
    if (flow.has(TrackedFlow.SPLIT_BY_TUNNEL)) {
      splitBy.add("tunnel");
    }
    return new FlowRecord.Tags(
        flow.tags().vlans(), flow.tags().encapsulation(), List.copyOf(splitBy));
  }

  private static FlowRecord.Icmp icmp(TrackedFlow flow) {
    int ipProtocol = flow.ipProtocol();
    if (ipProtocol == IpProtocol.ICMP || ipProtocol == IpProtocol.ICMPV6) {
      int typeAndCode = flow.icmpTypeAndCode();
      return new FlowRecord.Icmp(typeAndCode >> 8, typeAndCode & 0xFF);
    }
    FlowNotes notes = flow.notesIfAny();
    return notes == null ? null : notes.icmp();
  }

  private EndpointRecord endpoint(TrackedFlow flow, boolean ofFirst, TcpConnection tcp) {
    boolean isClient = ofFirst == flow.isClientFirst();
    IpAddress ip = isClient ? flow.client() : flow.server();
    FlowNotes notes = flow.notesIfAny();
    return new EndpointRecord(
        ip,
        port(flow, isClient),
        name(flow, ip, isClient),
        place(ip),
        new EndpointRecord.Volume(
            flow.packets(ofFirst), flow.bytes(ofFirst), flow.payload(ofFirst)),
        stream(flow, ofFirst, tcp),
        notes == null ? null : notes.checksums(ofFirst),
        null);
  }

  private Place place(IpAddress ip) {
    Place place = places.of(ip);
    return place.isKnown() ? place : null;
  }

  /**
   * What the client itself calls its server goes before what an address was called elsewhere, and
   * what the server calls itself comes last.
   */
  private EndpointRecord.Name name(TrackedFlow flow, IpAddress ip, boolean ofClient) {
    FlowState state = ofClient ? null : flow.state();
    if (state != null && state.serverName() != null && state.isServerNameAsked()) {
      return state.serverName();
    }
    String name = names.isEmpty() ? null : names.find(ip, flow.firstPacket());
    if (name != null) {
      return new EndpointRecord.Name(name, "dns");
    }
    return state == null ? null : state.serverName();
  }

  private static int port(TrackedFlow flow, boolean isClient) {
    return switch (flow.ipProtocol()) {
      case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP, IpProtocol.DCCP ->
          isClient ? flow.clientPort() : flow.serverPort();
      default -> -1;
    };
  }

  private static EndpointRecord.Stream stream(
      TrackedFlow flow, boolean ofFirst, TcpConnection tcp) {
    if (flow.ipProtocol() != IpProtocol.TCP) {
      return null;
    }
    return tcp == null ? EndpointRecord.Stream.NONE : tcp.streamRecord(ofFirst);
  }

  private static ConnState connState(TrackedFlow flow, TcpConnection tcp) {
    return switch (flow.ipProtocol()) {
      case IpProtocol.TCP -> tcp == null ? ConnState.S0 : tcp.connState();
      case IpProtocol.UDP -> {
        boolean client = flow.packets(flow.isClientFirst()) > 0;
        boolean server = flow.packets(!flow.isClientFirst()) > 0;
        ConnState silentClient = server ? ConnState.SHR : ConnState.OTH;
        ConnState answering = server ? ConnState.SF : ConnState.S0;
        yield client ? answering : silentClient;
      }
      default -> ConnState.OTH;
    };
  }

  private static String history(TrackedFlow flow, TcpConnection tcp) {
    return switch (flow.ipProtocol()) {
      case IpProtocol.TCP -> tcp == null ? BareSyn.history(flow) : nullIfEmpty(tcp.history());
      case IpProtocol.UDP -> {
        boolean isReversed = !flow.isStartedByClient();
        String first = isReversed ? "^d" : "D";
        boolean isAnswered = flow.packets(!flow.isStartedByFirst()) > 0;
        yield isAnswered ? first + (isReversed ? "D" : "d") : first;
      }
      default -> null;
    };
  }

  /** Nothing is recorded where the capture cut the header of every segment. */
  private static String nullIfEmpty(String history) {
    return history.isEmpty() ? null : history;
  }

  private TcpRecord tcp(TrackedFlow flow, TcpConnection tcp) {
    if (flow.ipProtocol() != IpProtocol.TCP) {
      return null;
    }
    return tcp == null ? BareSyn.toRecord(flow, isAnalysed) : tcp.toRecord();
  }
}
