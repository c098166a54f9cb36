package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.icmp.IcmpNames;
import java.io.Serializable;
import java.util.List;

/**
 * What is known of a flow when it ends, or in a snapshot what is known so far. It is plain data
 * that may be kept and sent elsewhere; protocols stand in it by their names.
 *
 * @param outcome how it went
 * @param application null where unknown
 * @param tcp null for other protocols
 * @param icmp of an ICMP flow its first message; of a TCP or UDP flow the first ICMP error that
 *     quotes a packet of it, and so may say why nobody answered; else null
 * @param exchanges one list an application protocol; empty where there is none
 */
public record FlowRecord(
    Identity identity,
    Times times,
    EndpointRecord client,
    EndpointRecord server,
    Outcome outcome,
    Application application,
    TcpRecord tcp,
    Icmp icmp,
    List<Exchanges> exchanges)
    implements Serializable {

  /**
   * Which flow it is.
   *
   * @param ipProtocol IP protocol number, 0 to 255
   * @param stream number among the flows of its IP protocol, from 0, in the order of first packets;
   *     TCP's and UDP's are Wireshark's {@code tcp.stream} and {@code udp.stream}
   * @param continued did a record of the same number leave before, at a time-out or for want of
   *     room? Packets, bytes and all else count anew from there, but not the streams of the {@link
   *     EndpointRecord}s
   * @param clientKnownBy what tells client from server
   * @param tags VLANs and tunnels of the first packet
   * @param parent the flow in whose packets this one travelled, null outside tunnels
   */
  public record Identity(
      int ipProtocol,
      long stream,
      boolean continued,
      ClientEvidence clientKnownBy,
      Tags tags,
      FlowName parent)
      implements Serializable {

    /** VLAN identifiers; see {@link Tags#vlans}. */
    public List<Integer> vlans() {
      return tags.vlans();
    }
  }

  /**
   * The VLANs and tunnels of a flow's first packet, and which of them tell the flow from another.
   *
   * @param vlans identifiers of the VLAN tags between the flow's layer and the next IP layer
   *     outside, outermost first; empty without tags
   * @param encapsulation the tunnels around the flow, outermost first; empty outside tunnels
   * @param splitBy "vlan" or "tunnel", or both, where such tags alone tell the flow from another of
   *     the same addresses and ports; mostly empty
   */
  public record Tags(List<Integer> vlans, List<Encapsulation> encapsulation, List<String> splitBy)
      implements Serializable {
    /** A flow in no VLAN and no tunnel. */
    public static final Tags NONE = new Tags(List.of(), List.of(), List.of());
  }

  /**
   * A tunnel around a flow.
   *
   * @param protocol as {@link io.weft.dissect.Protocol#name()} gives it
   * @param id the tunnel's identifier: a VNI, a TEID, a GRE key, the session of ERSPAN, L2TP or
   *     PPPoE, an MPLS label …; -1 where it has none
   */
  public record Encapsulation(String protocol, long id) implements Serializable {}

  /**
   * When it was. Times are nanoseconds since the epoch, packets are numbered from 1.
   *
   * @param startNanos the least time of a packet, which need not be that of the first one; {@link
   *     Packet#NO_TIME} where the capture has no times
   * @param endNanos the greatest time of a packet
   * @param firstPacket number of the first packet
   * @param lastPacket number of the packet at which the flow was known to be over
   */
  public record Times(long startNanos, long endNanos, long firstPacket, long lastPacket)
      implements Serializable {
    /** Has any packet of the flow, or one before it, had a time? */
    public boolean areKnown() {
      return startNanos != Packet.NO_TIME;
    }
  }

  /**
   * How it went.
   *
   * @param finished false in a snapshot of a flow still open
   * @param history Zeek's {@code history}; null where nothing was recorded
   */
  public record Outcome(boolean finished, ConnState connState, String history)
      implements Serializable {}

  /**
   * What is spoken.
   *
   * @param protocol as {@link io.weft.dissect.Protocol#name()} gives it: the innermost where one
   *     protocol carries another
   * @param detectedBy {@code content}, {@code port}, {@code handover} where another protocol
   *     announced it, or {@code decode_as} where the user said so
   * @param over the protocols that carry it inside the flow, outermost first; mostly empty
   */
  public record Application(String protocol, String detectedBy, List<String> over)
      implements Serializable {
    /** An application that nothing carries but the flow itself. */
    public Application(String protocol, String detectedBy) {
      this(protocol, detectedBy, List.of());
    }
  }

  /**
   * An ICMP message (RFC 792, RFC 4443).
   *
   * @param from who sent it; null for a flow of ICMP itself, and then neither packet nor time are
   *     told
   * @param packet number of the packet that brought it, from 1
   * @param nanos when, in nanoseconds since the epoch
   */
  public record Icmp(int type, int code, IpAddress from, long packet, long nanos)
      implements Serializable {
    /** The first message of a flow of ICMP itself. */
    public Icmp(int type, int code) {
      this(type, code, null, 0, 0);
    }
  }

  /**
   * What an application protocol did.
   *
   * @param protocol as {@link io.weft.dissect.Protocol#name()} gives it
   * @param first at most 64
   * @param count of all
   */
  public record Exchanges(String protocol, List<Exchange> first, long count)
      implements Serializable {}

  /**
   * The same record with the processes at its ends.
   *
   * @param ofClient process of the client's end; null where unknown
   * @param ofServer process of the server's end; null where unknown
   */
  public FlowRecord withProcesses(
      EndpointRecord.LocalProcess ofClient, EndpointRecord.LocalProcess ofServer) {
    return new FlowRecord(
        identity,
        times,
        client.withProcess(ofClient),
        server.withProcess(ofServer),
        outcome,
        application,
        tcp,
        icmp,
        exchanges);
  }

  /** The same record without its exchanges, which may be large. */
  public FlowRecord withoutExchanges() {
    return new FlowRecord(
        identity, times, client, server, outcome, application, tcp, icmp, List.of());
  }

  /** IP protocol number, 0 to 255. */
  public int ipProtocol() {
    return identity.ipProtocol();
  }

  /** Number among the flows of its IP protocol, from 0. */
  public long stream() {
    return identity.stream();
  }

  /**
   * {@code tcp}, {@code udp}, {@code icmp} …; for an IP protocol without a common name {@code ip-}
   * and its number.
   */
  public String protocol() {
    return IpProtocol.name(ipProtocol());
  }

  /** Protocol and number, as users name the flow. */
  public FlowName name() {
    return new FlowName(ipProtocol(), stream());
  }

  /** Community id, version 1, seed 0. */
  public String communityId() {
    return CommunityId.text(this);
  }

  /** The ICMP message of {@link #icmp} in words; null where there is none. */
  public String icmpText() {
    if (icmp == null) {
      return null;
    }
    boolean isIpv4 = icmp.from() == null ? ipProtocol() == IpProtocol.ICMP : !icmp.from().ipv6();
    return isIpv4
        ? IcmpNames.icmp(icmp.type(), icmp.code())
        : IcmpNames.icmpv6(icmp.type(), icmp.code());
  }

  /** Packets of both directions. */
  public long packets() {
    return client.volume().packets() + server.volume().packets();
  }

  /** Bytes of both directions on the wire, with all headers. */
  public long bytes() {
    return client.volume().bytes() + server.volume().bytes();
  }

  /** From the earliest packet to the latest, in nanoseconds. */
  public long durationNanos() {
    return times.endNanos() - times.startNanos();
  }
}
