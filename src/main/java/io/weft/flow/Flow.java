package io.weft.flow;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Direction;
import io.weft.dissect.number.IpProtocol;
import io.weft.protocol.transport.tcp.Tcp;

/**
 * A flow while it is tracked. Valid during a listener's call; what is to be kept is in the {@link
 * FlowRecord}.
 *
 * <p>Small at birth: a port scan makes millions of flows of one packet, so everything that such a
 * flow does not need is made when a second packet or a payload comes, and this object stays within
 * 128 bytes.
 */
public final class Flow {
  static final int IPV6 = 1;

  /** The first packet came from the end that is now called the server. */
  static final int REVERSED = 2;

  /** The record has left; the flow stays known as long as there is room. */
  static final int RECORDED = 4;

  /**
   * Only known from a header quoted in an error message: has a number, but no packet and no record.
   */
  static final int QUOTED = 8;

  /** A flow of the same number was reported before: this one is what came after it. */
  static final int CONTINUED = 16;

  /** Nothing has come since the last snapshot. */
  static final int UNCHANGED = 32;

  /** Stands on the list of {@link ActiveFlows}. */
  static final int ACTIVE = 64;

  /** The record has left before its time, for want of room. */
  static final int EARLY = 128;

  final int hash;
  final byte ipProtocol;
  byte flags;

  /** Code of a {@link ClientEvidence}. */
  byte clientKnownBy;

  /** Which of the {@link IdleLists} it stands in. */
  byte list;

  long clientHigh;
  long clientLow;
  long serverHigh;
  long serverLow;
  char clientPort;
  char serverPort;

  long firstNanos;
  long lastNanos;
  long firstPacket;
  int stream;

  /** When the flow last moved to the end of its list, in {@link IdleLists}' ticks. */
  int tick;

  /** Of the first packet; further ones are counted in {@link #traffic}. */
  int firstBytes;

  /** Of the first packet; of a TCP flow that is nothing but a bare SYN so far, the SYN's window. */
  int firstPayloadOrWindow;

  /** TCP: sequence number of a first packet that was a bare SYN. */
  int firstSequence;

  /** TCP: options of such a SYN, packed by {@link SynOptions}. */
  int firstOptions;

  /** VLAN tags of the first packet, outermost in the low half: identifier and one, 0 for none. */
  int vlans;

  Traffic traffic;
  FlowState state;
  Flow parent;
  Flow older;
  Flow newer;

  Flow(int hash, int ipProtocol) {
    this.hash = hash;
    this.ipProtocol = (byte) ipProtocol;
  }

  public int ipProtocol() {
    return ipProtocol & 0xFF;
  }

  /** Number among the flows of its IP protocol, from 0. */
  public long stream() {
    return stream & 0xFFFF_FFFFL;
  }

  public FlowName name() {
    return new FlowName(ipProtocol(), stream());
  }

  public IpAddress client() {
    return new IpAddress(isIpv6(), clientHigh, clientLow);
  }

  public IpAddress server() {
    return new IpAddress(isIpv6(), serverHigh, serverLow);
  }

  /** How it is known, so far, which end is the client. */
  public ClientEvidence clientKnownBy() {
    return ClientEvidence.of(clientKnownBy);
  }

  /**
   * Was a flow of the same number reported before, at its time-out or for want of room? Then this
   * one is what came after.
   */
  public boolean isContinued() {
    return has(CONTINUED);
  }

  /**
   * Keeps something of the listener's own with the flow until it is reported, in place of what was
   * kept before.
   */
  public void attach(Object attachment) {
    traffic().attachment = attachment;
  }

  /** What {@link #attach} left here last, or null. */
  public Object attachment() {
    return traffic == null ? null : traffic.attachment;
  }

  /** 0 for protocols without ports. */
  public int clientPort() {
    return clientPort;
  }

  /** 0 for protocols without ports. */
  public int serverPort() {
    return serverPort;
  }

  /** Time of the first packet, in nanoseconds since the epoch. */
  public long startNanos() {
    return firstNanos;
  }

  /** Of both directions, so far. */
  public long packets() {
    return traffic == null ? 1 : traffic.clientPackets + traffic.serverPackets;
  }

  /** Of both directions so far, frames' lengths on the wire. */
  public long bytes() {
    return traffic == null ? firstBytes & 0xFFFF_FFFFL : traffic.clientBytes + traffic.serverBytes;
  }

  boolean isIpv6() {
    return (flags & IPV6) != 0;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  void set(int flag) {
    flags |= (byte) flag;
  }

  void unset(int flag) {
    flags &= (byte) ~flag;
  }

  Direction directionOf(boolean fromClient) {
    return fromClient ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  /** Calls the client server and the server client. */
  void swapEnds() {
    long high = clientHigh;
    long low = clientLow;
    char port = clientPort;
    clientHigh = serverHigh;
    clientLow = serverLow;
    clientPort = serverPort;
    serverHigh = high;
    serverLow = low;
    serverPort = port;
    flags ^= REVERSED;
    if (traffic != null) {
      traffic.swap();
    }
  }

  /** Bytes of payload of the first packet. */
  long firstPayload() {
    return isBareSyn() ? 0 : firstPayloadOrWindow & 0xFFFF_FFFFL;
  }

  /** TCP: is all that is known of the flow one SYN, which needs no state? */
  boolean isBareSyn() {
    return state == null && ipProtocol == IpProtocol.TCP;
  }

  /** Zeek's history of a flow that is nothing but a SYN. */
  String synHistory() {
    return firstPayloadOrWindow == 0 ? "SW" : "S";
  }

  /** The bare SYN that is all that the flow knows of TCP. */
  void writeSyn(Segment segment) {
    segment.fromClient = true;
    segment.flags = Tcp.SYN;
    segment.sequence = firstSequence;
    segment.acknowledgment = 0;
    segment.window = firstPayloadOrWindow;
    segment.length = 0;
    segment.packet = firstPacket;
    segment.nanos = firstNanos;
  }

  /** Adds a packet behind the first. */
  void count(boolean fromClient, long bytes, long payload) {
    traffic().add(fromClient, bytes, payload);
  }

  private Traffic traffic() {
    if (traffic == null) {
      traffic = new Traffic();
      traffic.add(!has(REVERSED), firstBytes & 0xFFFF_FFFFL, firstPayload());
    }
    return traffic;
  }

  /** What is noted about the flow; made where there is nothing yet. */
  FlowNotes notes() {
    return traffic().notes();
  }

  /** Null where nothing is noted. */
  FlowNotes notesIfAny() {
    return traffic == null ? null : traffic.notesIfAny();
  }
}
