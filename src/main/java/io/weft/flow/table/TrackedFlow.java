package io.weft.flow.table;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Direction;
import io.weft.dissect.Packet;
import io.weft.dissect.number.IpProtocol;
import io.weft.flow.ClientEvidence;
import io.weft.flow.Flow;
import io.weft.flow.FlowName;
import io.weft.flow.FlowRecord;

/**
 * A flow in the table. Its two ends are kept as they were first seen: the first is who sent the
 * stream's first packet, the other is whom it went to. Which of them is the client is one bit, so
 * that learning it late moves nothing.
 *
 * <p>A new flow is small: a port scan makes millions of flows of one packet, so everything that
 * such a flow does not need is made when a second packet or a payload comes, and this object takes
 * at most 128 bytes.
 */
public final class TrackedFlow implements Flow {
  /** The addresses are of IPv6. */
  static final int IPV6 = 1;

  /** The other end is the client. */
  private static final int CLIENT_IS_OTHER = 2;

  /** The record has left; the flow stays known as long as there is room. */
  public static final int RECORDED = 4;

  /**
   * The flow is only known from a header quoted in an error message: it has a number, but no packet
   * and no record.
   */
  public static final int QUOTED = 8;

  /** A flow of the same number was reported before: this one is what came after it. */
  static final int CONTINUED = 16;

  /** No packet of the flow has come since the last snapshot. */
  public static final int UNCHANGED = 32;

  /** The flow stands on the {@link ActiveFlowList}. */
  static final int ACTIVE = 64;

  /** The record has left before its time, for want of room. */
  public static final int EARLY = 128;

  /** The first packet came from the other end: it goes on with a flow reported before. */
  private static final int STARTED_BY_OTHER = 256;

  /** VLANs tell the flow from another one of the same addresses and ports. */
  public static final int SPLIT_BY_VLAN = 512;

  /** Tunnels tell the flow from another one of the same addresses and ports. */
  public static final int SPLIT_BY_TUNNEL = 1024;

  /** Either of both. */
  public static final int SPLIT = SPLIT_BY_VLAN | SPLIT_BY_TUNNEL;

  /** Among flows that are split, Wireshark takes what comes for this one, which began last. */
  public static final int LATEST = 2048;

  final int hash;
  private final byte ipProtocol;

  /**
   * The low three bits hold the list that the flow stands in, a constant of {@link FlowTimeouts};
   * the bits above hold the code of a {@link ClientEvidence}.
   */
  private byte listAndEvidence;

  private short flags;

  final char firstPort;
  final char otherPort;
  final long firstHigh;
  final long firstLow;
  final long otherHigh;
  final long otherLow;

  private long earliestNanos;
  private long lastNanos;
  private final long firstPacket;
  private int stream;

  /** When the flow last moved to the end of its list, in {@link FlowTimeouts}' ticks. */
  int tick;

  /** Bytes of the first packet; further packets are counted in {@link #traffic}. */
  private final int firstBytes;

  /**
   * Bytes of payload of the first packet. In a TCP flow that is nothing but a bare SYN so far, the
   * window of that SYN stands here instead.
   */
  private int firstPayloadOrWindow;

  /** TCP: sequence number of a first packet that was a bare SYN. */
  private int firstSequence;

  /**
   * TCP: options of such a SYN, as {@link io.weft.flow.segment.SynOptions} packs them. ICMP: type
   * and code of the first message.
   */
  private int firstOptions;

  /** The VLANs and tunnels of the first packet. */
  private final Tags tags;

  private Traffic traffic;
  private FlowState state;
  private final TrackedFlow parent;
  TrackedFlow older;
  TrackedFlow newer;

  /**
   * A flow of which a packet has come.
   *
   * @param key of that packet
   * @param before the flow of the same number that was known before, whose ends are kept in their
   *     order; null for a new one, whose first end is the packet's sender
   */
  TrackedFlow(int hash, FlowKey key, TrackedFlow before, TrackedFlow parent, FirstPacket packet) {
    this.hash = hash;
    this.parent = parent;
    ipProtocol = (byte) key.ipProtocol();
    if (before == null) {
      firstHigh = key.sourceHigh();
      firstLow = key.sourceLow();
      firstPort = (char) key.sourcePort();
      otherHigh = key.destinationHigh();
      otherLow = key.destinationLow();
      otherPort = (char) key.destinationPort();
    } else {
      firstHigh = before.firstHigh;
      firstLow = before.firstLow;
      firstPort = before.firstPort;
      otherHigh = before.otherHigh;
      otherLow = before.otherLow;
      otherPort = before.otherPort;
    }
    if (key.ipv6()) {
      set(IPV6);
    }
    if (before != null) {
      set(before.flags & (SPLIT | LATEST));
      if (!key.isFromFirst(before)) {
        set(STARTED_BY_OTHER | CLIENT_IS_OTHER);
      }
    }
    earliestNanos = packet.nanos();
    lastNanos = packet.nanos();
    firstPacket = packet.number();
    firstBytes = packet.bytes();
    firstPayloadOrWindow = packet.payload();
    tags = packet.tags();
    clientKnownBy(ClientEvidence.FIRST_PACKET);
  }

  // The ends.

  @Override
  public int ipProtocol() {
    return ipProtocol & 0xFF;
  }

  boolean isIpv6() {
    return (flags & IPV6) != 0;
  }

  /** Is the first end the client, as far as is known? */
  public boolean isClientFirst() {
    return (flags & CLIENT_IS_OTHER) == 0;
  }

  /** Says which end is the client. */
  public void setClientFirst(boolean first) {
    if (first) {
      unset(CLIENT_IS_OTHER);
    } else {
      set(CLIENT_IS_OTHER);
    }
  }

  /** Did the first end send the first packet? The other did where another record came before. */
  public boolean isStartedByFirst() {
    return (flags & STARTED_BY_OTHER) == 0;
  }

  /** Did the client send the first packet? */
  public boolean isStartedByClient() {
    return isStartedByFirst() == isClientFirst();
  }

  /** The direction of what one end sends, as far as client and server are known. */
  public Direction directionOf(boolean fromFirst) {
    return fromFirst == isClientFirst() ? Direction.FROM_CLIENT : Direction.FROM_SERVER;
  }

  @Override
  public IpAddress client() {
    return address(isClientFirst());
  }

  @Override
  public IpAddress server() {
    return address(!isClientFirst());
  }

  private IpAddress address(boolean first) {
    return first
        ? new IpAddress(isIpv6(), firstHigh, firstLow)
        : new IpAddress(isIpv6(), otherHigh, otherLow);
  }

  @Override
  public int clientPort() {
    return isClientFirst() ? firstPort : otherPort;
  }

  @Override
  public int serverPort() {
    return isClientFirst() ? otherPort : firstPort;
  }

  @Override
  public ClientEvidence clientKnownBy() {
    return ClientEvidence.of((byte) (listAndEvidence >> 3));
  }

  /** Says how it is known which end is the client. */
  public void clientKnownBy(ClientEvidence evidence) {
    listAndEvidence = (byte) ((listAndEvidence & 7) | (evidence.code() << 3));
  }

  // Which flow it is.

  @Override
  public long stream() {
    return stream & 0xFFFF_FFFFL;
  }

  void stream(int number) {
    stream = number;
  }

  @Override
  public FlowName name() {
    return new FlowName(ipProtocol(), stream());
  }

  @Override
  public boolean isContinued() {
    return has(CONTINUED);
  }

  /** The flow in whose packets this one travels, or null. */
  public TrackedFlow parent() {
    return parent;
  }

  /** The VLANs and tunnels of the first packet. */
  public Tags tags() {
    return tags;
  }

  /** The list of {@link FlowTimeouts} that the flow stands in, 0 to 5. */
  public int list() {
    return listAndEvidence & 7;
  }

  void list(int number) {
    listAndEvidence = (byte) ((listAndEvidence & ~7) | number);
  }

  /** Is any of these flags set? */
  public boolean has(int some) {
    return (flags & some) != 0;
  }

  /** Sets these flags. */
  public void set(int some) {
    flags |= (short) some;
  }

  /** Clears these flags. */
  public void unset(int some) {
    flags &= (short) ~some;
  }

  // When it was.

  @Override
  public long startNanos() {
    return earliestNanos;
  }

  /**
   * When the first packet of the flow's number came, as far as it was noted: a flow that goes on
   * with an earlier one is of the same number. In nanoseconds since the epoch.
   */
  public long streamStartNanos() {
    FlowNotes notes = notesIfAny();
    return notes == null || notes.streamStartNanos() == Packet.NO_TIME
        ? earliestNanos
        : notes.streamStartNanos();
  }

  /** The latest time of a packet, in nanoseconds since the epoch. */
  public long lastNanos() {
    return lastNanos;
  }

  /** Takes the time of a further packet; packets need not stand in the order of their times. */
  void at(long nanos) {
    if (nanos > lastNanos) {
      lastNanos = nanos;
    } else if (nanos < earliestNanos) {
      earliestNanos = nanos;
    }
    if (earliestNanos == Packet.NO_TIME) {
      earliestNanos = nanos;
    }
  }

  /** Number of the first packet, from 1. */
  public long firstPacket() {
    return firstPacket;
  }

  // How much came.

  @Override
  public long packets() {
    return traffic == null ? 1 : traffic.packets(true) + traffic.packets(false);
  }

  @Override
  public long bytes() {
    return traffic == null ? firstBytes & 0xFFFF_FFFFL : traffic.bytes(true) + traffic.bytes(false);
  }

  /** Packets that one end sent. */
  public long packets(boolean first) {
    return traffic == null ? (first == isStartedByFirst() ? 1 : 0) : traffic.packets(first);
  }

  /** Bytes of frames that one end sent. */
  public long bytes(boolean first) {
    if (traffic == null) {
      return first == isStartedByFirst() ? firstBytes & 0xFFFF_FFFFL : 0;
    }
    return traffic.bytes(first);
  }

  /** Bytes of transport payload that one end sent. */
  public long payload(boolean first) {
    if (traffic == null) {
      return first == isStartedByFirst() ? firstPayload() : 0;
    }
    return traffic.payload(first);
  }

  /** Bytes of payload of the first packet. */
  private long firstPayload() {
    return isBareSyn() ? 0 : firstPayloadOrWindow & 0xFFFF_FFFFL;
  }

  /** Counts a packet behind the first one. */
  void count(boolean fromFirst, long bytes, long payload) {
    traffic().add(fromFirst, bytes, payload);
  }

  private Traffic traffic() {
    if (traffic == null) {
      traffic = new Traffic();
      traffic.add(isStartedByFirst(), firstBytes & 0xFFFF_FFFFL, firstPayload());
    }
    return traffic;
  }

  /** Forgets the counts, whose record has left, and when the flow itself began. */
  void forgetTraffic() {
    earliestNanos = streamStartNanos();
    traffic = null;
  }

  /** The notes about the flow, which are made where it has none yet. */
  FlowNotes notes() {
    return traffic().notes();
  }

  /** The notes about the flow; null where nothing is noted. */
  public FlowNotes notesIfAny() {
    return traffic == null ? null : traffic.notesIfAny();
  }

  @Override
  public void attach(Object attachment) {
    traffic().attach(attachment);
  }

  @Override
  public Object attachment() {
    return traffic == null ? null : traffic.attachment();
  }

  @Override
  public FlowRecord.Application application() {
    return state == null ? null : state.application();
  }

  // What is known beyond counts.

  /** What is known of the flow beyond addresses and counts; null where that is nothing. */
  public FlowState state() {
    return state;
  }

  /** Gives the flow a state, before the flow is opened. */
  public void state(FlowState known) {
    state = known;
  }

  /** Is this a TCP flow of which one SYN is all that is known, so that it needs no state? */
  public boolean isBareSyn() {
    return state == null && ipProtocol == IpProtocol.TCP;
  }

  /**
   * Keeps what a bare SYN that is the first packet tells: a flow that {@link #isBareSyn} has no
   * other state.
   *
   * @param options as {@link io.weft.flow.segment.SynOptions} packs them
   */
  public void keepSyn(int sequence, int options) {
    firstSequence = sequence;
    firstOptions = options;
  }

  /** Keeps the window of a bare SYN, which has no payload, in the place of the payload. */
  public void keepSynWindow(int window) {
    firstPayloadOrWindow = window;
  }

  /** The sequence number that {@link #keepSyn} kept. */
  public int synSequence() {
    return firstSequence;
  }

  /** The options that {@link #keepSyn} kept. */
  public int synOptions() {
    return firstOptions;
  }

  /** The window that {@link #keepSynWindow} kept, not scaled. */
  public int synWindow() {
    return firstPayloadOrWindow;
  }

  /** ICMP: keeps type and code of the first message, the type above the lower eight bits. */
  public void keepIcmp(int typeAndCode) {
    firstOptions = typeAndCode;
  }

  /** What {@link #keepIcmp} kept. */
  public int icmpTypeAndCode() {
    return firstOptions;
  }
}
