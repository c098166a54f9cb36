package io.weft.dissect;

import java.util.Arrays;

/**
 * One captured packet and the layers found in it. Reused for every packet: what it gives out is
 * valid until the next one. Not thread-safe.
 *
 * <p>Each layer carries its own array: most lie in the frame, those of a reassembled datagram in
 * the datagram's bytes. Two ends bound what a dissector may read: {@code limit}, the end of what
 * was captured, and {@code wireLimit}, the end of what was sent. They differ where the capture cut
 * the packet, and telling them apart is what separates {@link Anomaly#CUT_BY_CAPTURE} from {@link
 * Anomaly#LENGTH_LIE}.
 */
public final class Packet {
  public static final int MAX_LAYERS = 32;

  /** VLAN tags remembered; further ones are layers like any other. */
  public static final int MAX_VLANS = 4;

  /** Behind any layer. */
  public static final int NOT_QUOTED = Integer.MAX_VALUE;

  /** Longest header that may be completed in {@link #padQuote}. */
  private static final int QUOTE_PAD = 64;

  private final Layer[] layers = new Layer[MAX_LAYERS];
  private final StringBuilder names = new StringBuilder();
  private int layerCount;

  private final Fragments fragments;

  private byte[] frame;
  private int frameStart;
  private int capturedLength;
  private int originalLength;
  private long number;
  private long timeNanos;
  private int interfaceId;
  private int linkType;

  private byte[] bytes;
  private int offset;
  private int limit;
  private int wireLimit;
  private Protocol limitedBy;
  private long datagramBytes;
  private int quotedFrom;
  private final int[] vlans = new int[MAX_VLANS];
  private int vlanCount;
  private byte[] pad;

  private Anomaly anomaly;
  private int anomalyLayer;
  private int anomalyOffset;
  private int anomalyNeeded;
  private int anomalyAvailable;
  private Protocol anomalyLimitedBy;

  /** A packet whose fragments are kept within {@link Fragments}' own bounds. */
  public Packet() {
    this(new Fragments());
  }

  public Packet(Fragments fragments) {
    this.fragments = fragments;
    Arrays.setAll(layers, i -> new Layer());
  }

  /**
   * Begins a new packet; nothing of the last one remains.
   *
   * @param captured bytes of the frame in {@code bytes}, from {@code offset} on
   * @param original bytes of the frame on the wire; less than {@code captured} counts as {@code
   *     captured}
   */
  public void wrap(byte[] bytes, int offset, int captured, int original) {
    layerCount = 0;
    fragments.nextPacket();
    frame = bytes;
    frameStart = offset;
    capturedLength = captured;
    originalLength = Math.max(captured, original);
    this.bytes = bytes;
    this.offset = offset;
    limit = offset + captured;
    wireLimit = offset + originalLength;
    limitedBy = null;
    datagramBytes = originalLength;
    quotedFrom = NOT_QUOTED;
    vlanCount = 0;
    anomaly = null;
  }

  /**
   * Says where the packet comes from; set before or after {@link #wrap}, valid until set again.
   *
   * @param number from 1, in the order of the capture
   * @param timeNanos since the epoch
   */
  public void meta(long number, long timeNanos, int interfaceId, int linkType) {
    this.number = number;
    this.timeNanos = timeNanos;
    this.interfaceId = interfaceId;
    this.linkType = linkType;
  }

  /** From 1, in the order of the capture. */
  public long number() {
    return number;
  }

  /** When it was captured, in nanoseconds since the epoch. */
  public long timeNanos() {
    return timeNanos;
  }

  public int interfaceId() {
    return interfaceId;
  }

  /** LINKTYPE_ number of the frame. */
  public int linkType() {
    return linkType;
  }

  /** Bytes of the frame that the capture holds. */
  public int capturedLength() {
    return capturedLength;
  }

  /** Bytes of the frame on the wire. */
  public int originalLength() {
    return originalLength;
  }

  /** The array that holds the frame, from {@link #frameStart}. */
  public byte[] frame() {
    return frame;
  }

  public int frameStart() {
    return frameStart;
  }

  /**
   * What the packet costs its flow, in bytes on the wire: the frame, or, where it completed a
   * fragmented datagram, the frames of all the fragments.
   */
  public long datagramBytes() {
    return datagramBytes;
  }

  // What dissectors read from and move.

  /** The bytes that the current dissector reads. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where in {@link #bytes} the next header begins. */
  public int offset() {
    return offset;
  }

  /** End of what was captured of the current layer's bytes. */
  public int limit() {
    return limit;
  }

  /** End of what was sent of the current layer's bytes; at least {@link #limit}. */
  public int wireLimit() {
    return wireLimit;
  }

  /** Captured bytes from the offset on. */
  public int available() {
    return limit - offset;
  }

  /** Are {@code n} more bytes here? If not, notes whose promise was broken. */
  public boolean require(int n) {
    if (limit - offset >= n) {
      return true;
    }
    note(wireLimit - offset >= n ? Anomaly.CUT_BY_CAPTURE : Anomaly.LENGTH_LIE, n, limit - offset);
    return false;
  }

  /**
   * Bounds what follows to {@code length} bytes from the offset. Where fewer are there the nearer
   * bound stays, and the lie is noted.
   *
   * @param length not negative
   * @param by whose length field it is
   */
  public void narrow(int length, Protocol by) {
    int end = offset + length;
    if (end > wireLimit && quotedFrom <= layerCount) {
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
   * @return false where the packet has too many layers already
   */
  public boolean enter(Protocol protocol, int headerLength) {
    if (layerCount == MAX_LAYERS) {
      note(Anomaly.TOO_DEEP, 0, 0);
      return false;
    }
    record(protocol, bytes, offset, offset + headerLength, limit, wireLimit);
    offset += headerLength;
    return true;
  }

  private void record(Protocol protocol, byte[] in, int start, int payload, int end, int wireEnd) {
    Layer layer = layers[layerCount++];
    layer.protocol = protocol;
    layer.bytes = in;
    layer.start = start;
    layer.payload = payload;
    layer.limit = end;
    layer.wireLimit = wireEnd;
    layer.holder = null;
  }

  /**
   * Moves past {@code n} bytes that belong to no layer of their own; they have been checked with
   * {@link #require}.
   */
  public void skip(int n) {
    offset += n;
  }

  /**
   * Lets the rest of the chain read other bytes: those of a reassembled datagram.
   *
   * @param frames bytes on the wire of all the frames that made it up
   */
  public void continueIn(byte[] bytes, int from, int to, long frames) {
    this.bytes = bytes;
    offset = from;
    limit = to;
    wireLimit = to;
    limitedBy = null;
    datagramBytes = frames;
  }

  /** Ends the chain: the header contradicts itself. */
  public Dissector reject(Anomaly why) {
    note(why, 0, limit - offset);
    return null;
  }

  /**
   * Notes an anomaly at the offset and lets dissection go on; the first one of a packet is kept.
   */
  public void note(Anomaly kind, int needed, int available) {
    if (anomaly == null && layerCount < quotedFrom) {
      anomaly = kind;
      anomalyLayer = layerCount;
      anomalyOffset = offset;
      anomalyNeeded = needed;
      anomalyAvailable = available;
      anomalyLimitedBy = limitedBy;
    }
  }

  /**
   * What follows is the beginning of an earlier packet, quoted in an error message. That it ends
   * early is no anomaly, and it is no packet of any flow.
   */
  public void beginQuote() {
    quotedFrom = Math.min(quotedFrom, layerCount);
  }

  /**
   * Lets the current dissector of a quote read {@code n} bytes, though fewer were quoted: those
   * that are missing read as 0.
   */
  public void padQuote(int n) {
    if (pad == null) {
      pad = new byte[QUOTE_PAD];
    }
    int there = limit - offset;
    System.arraycopy(bytes, offset, pad, 0, there);
    Arrays.fill(pad, there, n, (byte) 0);
    bytes = pad;
    wireLimit -= offset;
    limit = there;
    offset = 0;
  }

  /** Is what the current dissector reads part of a quote? */
  public boolean inQuote() {
    return quotedFrom <= layerCount;
  }

  /** Index of the first quoted layer; {@link #NOT_QUOTED} where nothing is quoted. */
  public int quotedFrom() {
    return quotedFrom;
  }

  /** Notes the identifier of a VLAN tag, outermost first: an attribute of the flow. */
  public void tag(int vlan) {
    if (vlanCount < MAX_VLANS) {
      vlans[vlanCount++] = vlan;
    }
  }

  /** 0 to {@link #MAX_VLANS}. */
  public int vlanCount() {
    return vlanCount;
  }

  /** Identifier of the n-th tag, 0 to 4,095, outermost first. */
  public int vlan(int nth) {
    return vlans[nth];
  }

  /** Fragments of datagrams not yet whole: this thread's. */
  public Fragments fragments() {
    return fragments;
  }

  // What is known of the packet.

  /** The first anomaly, or null. */
  public Anomaly anomaly() {
    return anomaly;
  }

  /**
   * The protocol behind which the first anomaly was met; null for the frame itself or where there
   * is none.
   */
  public Protocol anomalyProtocol() {
    return anomaly == null || anomalyLayer == 0 ? null : layers[anomalyLayer - 1].protocol;
  }

  /** The first anomaly with its facts, or null. */
  public Problem problem() {
    return anomaly == null
        ? null
        : new Problem(
            anomaly,
            anomalyLayer,
            anomalyProtocol(),
            anomalyOffset - (anomalyLayer == 0 ? frameStart : baseOf(anomalyLayer - 1)),
            anomalyNeeded,
            anomalyAvailable,
            anomalyLimitedBy);
  }

  private int baseOf(int layer) {
    return layers[layer].bytes == frame ? frameStart : 0;
  }

  /** Layers of the chain and those appended to it. */
  public int layerCount() {
    return layerCount;
  }

  public Protocol protocol(int layer) {
    return layers[layer].protocol;
  }

  public byte[] bytes(int layer) {
    return layers[layer].bytes;
  }

  /** First byte of the layer's header in {@link #bytes(int)}. */
  public int start(int layer) {
    return layers[layer].start;
  }

  /** First byte behind the layer's header. */
  public int payload(int layer) {
    return layers[layer].payload;
  }

  /** End of the layer's captured bytes. */
  public int limit(int layer) {
    return layers[layer].limit;
  }

  /** End of the layer's bytes on the wire; at least {@link #limit(int)}. */
  public int wireLimit(int layer) {
    return layers[layer].wireLimit;
  }

  /**
   * The names of all layers, the outermost first, with colons between them; valid until the next
   * call.
   */
  CharSequence protocols() {
    names.setLength(0);
    for (int i = 0; i < layerCount; i++) {
      names.append(i == 0 ? "" : ":").append(layers[i].protocol.name());
    }
    return names;
  }

  /** Index of the first layer of this protocol at or after {@code from}, or -1. */
  public int find(Protocol protocol, int from) {
    for (int i = from; i < layerCount; i++) {
      if (layers[i].protocol == protocol) {
        return i;
      }
    }
    return -1;
  }

  /** The outermost layer of the view's protocol. */
  public boolean bind(View view) {
    return bind(view, 0);
  }

  /**
   * Points the view at the packet's n-th layer of its protocol.
   *
   * @param nth from 0, the outermost
   * @return false where there is none; the view is then as it was
   */
  public boolean bind(View view, int nth) {
    Protocol wanted = view.protocol();
    int left = nth;
    for (int i = 0; i < layerCount; i++) {
      if (layers[i].protocol == wanted && left-- == 0) {
        bindLayer(view, i);
        return true;
      }
    }
    return false;
  }

  /** Points the view at a layer whose protocol the caller knows to be the view's. */
  public void bindLayer(View view, int layer) {
    Layer at = layers[layer];
    view.wrap(at.bytes, at.start, at.limit, at.wireLimit);
  }

  // What later stages add.

  /**
   * Leaves with a layer what a later stage found out about it; the holder is the caller's, reused
   * for later packets.
   */
  public void attach(int layer, Object holder) {
    layers[layer].holder = holder;
  }

  /** What was attached to the layer, or null. */
  public Object attached(int layer) {
    return layers[layer].holder;
  }

  /**
   * Adds a message that this packet completed, as a layer behind the others; not kept where there
   * is no room.
   */
  public void append(Protocol protocol, byte[] in, int from, int to) {
    if (layerCount < MAX_LAYERS) {
      record(protocol, in, from, to, to, to);
    }
  }
}
