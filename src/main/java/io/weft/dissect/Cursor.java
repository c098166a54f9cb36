package io.weft.dissect;

import io.weft.dissect.chain.Chain;
import java.util.Arrays;

/**
 * Where dissection stands in a packet: the bytes that the current dissector reads, and what it may
 * do with them. It asks for bytes ({@link #require}), bounds its payload ({@link #narrow}), records
 * its layer ({@link #enter}), and leaves the cursor at the payload.
 *
 * <p>Whoever reads packets makes a cursor for each packet that is to be in flight at the same time,
 * and uses it again and again: {@link #meta} and {@link #wrap} begin a new packet, {@link
 * Chain#dissect(Cursor)} fills it. The cursors of one thread share that thread's {@link Fragments}.
 * A cursor is not thread-safe; its {@link #packet} and {@link #annotations} may be handed to
 * another thread and back, as long as the hand-over itself is safe.
 */
public final class Cursor {
  /** Longest header that may be completed in {@link #padQuote}. */
  private static final int QUOTE_PAD = 64;

  private final Packet packet = new Packet();
  private final Annotations annotations = new Annotations(packet);
  private final Fragments fragments;

  private byte[] bytes;
  private int offset;
  private int limit;
  private int wireLimit;
  private Protocol limitedBy;

  /** Number of the data source that {@link #bytes} are, and where in the array it begins. */
  private int source;

  private int sourceStart;

  /**
   * Holds the beginning of a quoted packet that ends within a header; made when the first one
   * comes.
   */
  private byte[] pad;

  /** The datagrams that this packet has completed: the packet has layers in their bytes. */
  private PartialDatagram borrowed;

  /** A cursor that keeps fragments of its own, within the default bounds of {@link Fragments}. */
  public Cursor() {
    this(new Fragments());
  }

  /**
   * @param fragments those of the thread that will wrap and dissect with this cursor
   */
  public Cursor(Fragments fragments) {
    this.fragments = fragments;
  }

  /**
   * Begins a new packet; nothing of the last one remains, and buffers of datagrams that it had
   * completed may serve others.
   *
   * @param captured bytes of the frame in {@code bytes}, from {@code offset} on
   * @param original bytes of the frame on the wire; less than {@code captured} counts as {@code
   *     captured}
   */
  public void wrap(byte[] bytes, int offset, int captured, int original) {
    if (borrowed != null) {
      fragments.takeBack(borrowed);
      borrowed = null;
    }
    Packet begun = packet;
    int onWire = Math.max(captured, original);
    begun.layerCount = 0;
    begun.refusedLayers = 0;
    begun.lastSource = 0;
    begun.frame = bytes;
    begun.frameStart = offset;
    begun.capturedLength = captured;
    begun.originalLength = onWire;
    begun.datagramBytes = onWire;
    begun.quotedFrom = Packet.NOT_QUOTED;
    begun.partFrom = Integer.MAX_VALUE;
    begun.vlanCount = 0;
    begun.tagCount = 0;
    begun.anomaly = null;
    this.bytes = bytes;
    this.offset = offset;
    limit = offset + captured;
    wireLimit = (int) Math.min(Integer.MAX_VALUE, (long) offset + onWire);
    limitedBy = null;
    source = 0;
    sourceStart = offset;
  }

  /**
   * Says where the packet comes from; called before or after {@link #wrap}, valid until called
   * again.
   *
   * @param number from 1, in the order of the capture
   * @param timeNanos since the epoch
   * @param interfaceId number of the interface in its capture, from 0
   * @param linkType LINKTYPE_ number of the frame
   */
  public void meta(long number, long timeNanos, int interfaceId, int linkType) {
    meta(number, timeNanos, timeNanos, interfaceId, linkType);
  }

  /**
   * As above, for a packet whose time may not be believed.
   *
   * @param number from 1, in the order of the capture
   * @param timeNanos when it was captured, as the capture says, since the epoch
   * @param believedNanos what is believed of that, since the epoch
   * @param interfaceId number of the interface in its capture, from 0
   * @param linkType LINKTYPE_ number of the frame
   */
  public void meta(long number, long timeNanos, long believedNanos, int interfaceId, int linkType) {
    packet.number = number;
    packet.timeNanos = timeNanos;
    packet.firstNanos = timeNanos;
    packet.previousNanos = timeNanos;
    packet.hasTime = true;
    packet.believedNanos = believedNanos;
    packet.interfaceId = interfaceId;
    packet.linkType = linkType;
  }

  /**
   * Says when packets before this one were captured, where there are any; called behind {@link
   * #meta}.
   *
   * @param firstNanos time of the capture's first packet, since the epoch
   * @param previousNanos time of the packet before, since the epoch
   */
  public void after(long firstNanos, long previousNanos) {
    packet.firstNanos = firstNanos;
    packet.previousNanos = previousNanos;
  }

  /** Says that the capture has no time of the packet, which {@link #meta} was called for before. */
  public void untimed() {
    packet.timeNanos = packet.believedNanos;
    packet.hasTime = false;
  }

  /**
   * Says what the capture tells in words; valid until called again.
   *
   * @param interfaceName the system's name of the interface; null where it is not known
   * @param comment on the packet; null for none
   */
  public void words(String interfaceName, String comment) {
    packet.interfaceName = interfaceName;
    packet.comment = comment;
  }

  /** The packet that the cursor fills, always the same one. */
  public Packet packet() {
    return packet;
  }

  /** What later stages add to the packet, always the same handle. */
  public Annotations annotations() {
    return annotations;
  }

  /** The fragments of datagrams that are not complete yet; they belong to this thread. */
  public Fragments fragments() {
    return fragments;
  }

  /** The bytes that the current dissector reads. */
  public byte[] bytes() {
    return bytes;
  }

  /** Index in {@link #bytes} at which the next header begins. */
  public int offset() {
    return offset;
  }

  /** Index behind the last captured byte of the current layer. */
  public int limit() {
    return limit;
  }

  /** Index behind the last byte of the current layer that was sent; at least {@link #limit}. */
  public int wireLimit() {
    return wireLimit;
  }

  /** Captured bytes from the offset on. */
  public int available() {
    return limit - offset;
  }

  /** Number of the data source that {@link #bytes} are, as {@link Packet#sourceNumber} has it. */
  public int sourceNumber() {
    return source;
  }

  /**
   * Are {@code n} more bytes here? If not, notes whether the capture cut the packet or a length
   * field lied.
   */
  public boolean require(int n) {
    if (limit - offset >= n) {
      return true;
    }
    note(wireLimit - offset >= n ? Anomaly.CUT_BY_CAPTURE : Anomaly.LENGTH_LIE, n, limit - offset);
    return false;
  }

  /**
   * Limits the payload to {@code length} bytes from the offset. Where fewer bytes are there, the
   * old limit stays and {@link Anomaly#LENGTH_LIE} is noted; but a quoted packet is taken to have
   * been cut.
   *
   * @param length not negative
   * @param by the protocol whose length field says so
   */
  public void narrow(int length, Protocol by) {
    int end = offset + length;
    if (end > wireLimit && inQuote()) {
      wireLimit = end;
      return;
    }
    if (end < offset || end > wireLimit) {
      note(Anomaly.LENGTH_LIE, length, wireLimit - offset);
      return;
    }
    if (end < wireLimit) {
      wireLimit = end;
      limitedBy = by;
      if (end < limit) {
        limit = end;
      }
    }
  }

  /**
   * Records a layer at the offset and moves past its header. The header has been checked with
   * {@link #require}.
   *
   * @return false where the packet has {@link Packet#MAX_LAYERS} already: the layer is counted as
   *     dropped, and dissection has to end
   */
  public boolean enter(Protocol protocol, int headerLength) {
    Layer layer = packet.nextLayer();
    if (layer == null) {
      note(Anomaly.TOO_DEEP, 0, 0);
      return false;
    }
    int payload = offset + headerLength;
    layer.protocol = protocol;
    layer.bytes = bytes;
    layer.start = offset;
    layer.payload = payload;
    layer.limit = limit;
    layer.wireLimit = wireLimit;
    layer.source = source;
    layer.holder = null;
    offset = payload;
    return true;
  }

  /**
   * Lets the rest of the chain read the bytes of a datagram that this packet made whole. They are
   * lent to the packet until it is wrapped again.
   *
   * @param kind the name of such bytes, declared by the protocol that put the datagram together
   */
  public void continueIn(DataSource kind, Fragments.Whole datagram) {
    bytes = datagram.bytes();
    offset = 0;
    limit = datagram.length();
    wireLimit = limit;
    limitedBy = null;
    source = packet.addSource(kind);
    sourceStart = 0;
    packet.datagramBytes = datagram.frameBytes();
  }

  /** Takes the buffer of a datagram that {@link Fragments} put together, until the next wrap. */
  void borrow(PartialDatagram whole) {
    whole.next = borrowed;
    borrowed = whole;
  }

  /** Ends the chain: the header contradicts itself. */
  public Dissector reject(Anomaly why) {
    note(why, 0, limit - offset);
    return null;
  }

  /**
   * Notes an anomaly at the offset and lets dissection go on; the first one of a packet is kept.
   * Nothing is noted in a quote, which says nothing of the packet itself.
   *
   * @param needed bytes; 0 where the trouble is not one of length
   * @param available bytes
   */
  public void note(Anomaly kind, int needed, int available) {
    Packet met = packet;
    if (met.anomaly == null && !inQuote()) {
      met.anomaly = kind;
      met.anomalyLayer = met.layerCount;
      met.anomalySource = source;
      met.anomalyOffset = offset - sourceStart;
      met.anomalyNeeded = needed;
      met.anomalyAvailable = available;
      met.anomalyLimitedBy = limitedBy;
    }
  }

  /**
   * What follows is the beginning of an earlier packet, quoted in an error message. That it ends
   * early is no anomaly, and it is no packet of any flow.
   */
  public void beginQuote() {
    packet.quotedFrom = Math.min(packet.quotedFrom, packet.layerCount);
  }

  /** What follows is a first fragment alone, whose datagram will not be put together. */
  public void beginPart() {
    packet.partFrom = Math.min(packet.partFrom, packet.layerCount);
  }

  /** Is what the current dissector reads part of a quote? */
  public boolean inQuote() {
    return packet.quotedFrom <= packet.layerCount;
  }

  /**
   * Lets the current dissector of a quote read {@code n} bytes, though fewer were quoted: those
   * that are missing read as 0. The data source stays the same, as the bytes are copies of its own.
   *
   * @param n at most 64
   */
  public void padQuote(int n) {
    if (pad == null) {
      pad = new byte[QUOTE_PAD];
    }
    int there = limit - offset;
    System.arraycopy(bytes, offset, pad, 0, there);
    Arrays.fill(pad, there, n, (byte) 0);
    bytes = pad;
    sourceStart -= offset;
    wireLimit -= offset;
    limit = there;
    offset = 0;
  }

  /**
   * Notes the identifier of a tunnel with the layer that was entered last. What lies inside may
   * have addresses that mean others elsewhere.
   *
   * @param identifier of the tunnel among its like, such as a VNI, a TEID or a label, of up to 32
   *     bits; {@link Packet#NO_IDENTIFIER} where it has none
   */
  public void tunnel(long identifier) {
    packet.addTag(identifier, false);
  }

  /** Notes the identifier of a VLAN tag with the layer that was entered last, outermost first. */
  public void tag(int vlan) {
    packet.addTag(vlan, true);
    if (packet.vlanCount < Packet.MAX_VLANS) {
      packet.vlans[packet.vlanCount++] = vlan;
    }
  }
}
