package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Exchange;
import io.weft.dissect.Protocol;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.network.icmp.IcmpNames;
import java.util.List;

/**
 * What is known of a flow when it ends, or, in a snapshot, so far. Plain data, to keep.
 *
 * @param ipProtocol IP protocol number, 0 to 255
 * @param stream number among the flows of its IP protocol, from 0, in the order of first packets;
 *     TCP's and UDP's are Wireshark's {@code tcp.stream} and {@code udp.stream}
 * @param finished false in a snapshot of a flow still open
 * @param continued did a record of the same number leave before, at a time-out or for want of room?
 *     Packets, bytes and all else count anew from there, but not the streams of the {@link
 *     EndpointRecord}s
 * @param startNanos first packet, in nanoseconds since the epoch
 * @param endNanos last packet, likewise
 * @param firstPacket number of the first packet, from 1
 * @param lastPacket number of the packet at which the flow was known to be over
 * @param vlans identifiers of the first packet's VLAN tags, outermost first; empty without tags
 * @param clientKnownBy what tells client from server
 * @param connState Zeek's {@code conn_state}
 * @param history Zeek's {@code history}; null where nothing was recorded
 * @param application null where unknown
 * @param tcp null for other protocols
 * @param icmp of an ICMP flow its first message; of a TCP or UDP flow the first ICMP error that
 *     quotes a packet of it, and so may say why nobody answered; else null
 * @param exchanges one list an application protocol; empty where there is none
 * @param parent the flow in whose packets this one travelled, null outside tunnels
 */
public record FlowRecord(
    int ipProtocol,
    long stream,
    boolean finished,
    boolean continued,
    long startNanos,
    long endNanos,
    long firstPacket,
    long lastPacket,
    List<Integer> vlans,
    EndpointRecord client,
    EndpointRecord server,
    ClientEvidence clientKnownBy,
    String connState,
    String history,
    Application application,
    TcpRecord tcp,
    Icmp icmp,
    List<Exchanges> exchanges,
    FlowName parent) {

  /**
   * {@code tcp}, {@code udp}, {@code icmp} …; for an IP protocol without a common name {@code ip-}
   * and its number.
   */
  public String protocol() {
    return IpProtocol.name(ipProtocol);
  }

  /** Community id, version 1, seed 0. */
  public String communityId() {
    return CommunityId.text(this);
  }

  /** {@link #icmp} in words; null without. */
  public String icmpText() {
    if (icmp == null) {
      return null;
    }
    boolean isIpv4 = icmp.from() == null ? ipProtocol == IpProtocol.ICMP : !icmp.from().ipv6();
    return isIpv4
        ? IcmpNames.icmp(icmp.type(), icmp.code())
        : IcmpNames.icmpv6(icmp.type(), icmp.code());
  }

  /**
   * The same with the processes at its ends.
   *
   * @param ofClient null where unknown, as {@code ofServer}
   */
  public FlowRecord withProcesses(
      EndpointRecord.LocalProcess ofClient, EndpointRecord.LocalProcess ofServer) {
    return new FlowRecord(
        ipProtocol,
        stream,
        finished,
        continued,
        startNanos,
        endNanos,
        firstPacket,
        lastPacket,
        vlans,
        client.withProcess(ofClient),
        server.withProcess(ofServer),
        clientKnownBy,
        connState,
        history,
        application,
        tcp,
        icmp,
        exchanges,
        parent);
  }

  public long packets() {
    return client.packets() + server.packets();
  }

  /** Both directions, bytes on the wire with all headers. */
  public long bytes() {
    return client.bytes() + server.bytes();
  }

  public long durationNanos() {
    return endNanos - startNanos;
  }

  public FlowName name() {
    return new FlowName(ipProtocol, stream);
  }

  /**
   * @param protocol null where the dissector has none of its own
   * @param detectedBy {@code content}, {@code port}, or {@code handover} where another protocol
   *     announced it
   */
  public record Application(Protocol protocol, String detectedBy) {}

  /**
   * An ICMP message (RFC 792, RFC 4443).
   *
   * @param from who sent it; null for a flow of ICMP itself, and then neither packet nor time are
   *     told
   * @param packet number of the packet that brought it, from 1
   * @param nanos when, in nanoseconds since the epoch
   */
  public record Icmp(int type, int code, IpAddress from, long packet, long nanos) {
    /** Of a flow of ICMP itself. */
    public Icmp(int type, int code) {
      this(type, code, null, 0, 0);
    }
  }

  /**
   * @param first at most 64
   * @param count of all
   */
  public record Exchanges(Protocol protocol, List<Exchange> first, long count) {}
}
