package io.weft.dissect;

/**
 * One captured packet and the layers found in it, read only. Dissectors fill it through its {@link
 * Cursor}, which is made together with it; later stages add to it through its {@link Annotations}.
 * A packet is reused: what it returns is valid until its cursor wraps the next packet. Not
 * thread-safe.
 *
 * <p>Each layer carries its own array, and names its {@link DataSource}: most lie in the frame,
 * those of a reassembled datagram in the datagram's bytes. Two ends bound a layer: {@code limit},
 * the end of what was captured, and {@code wireLimit}, the end of what was sent. They differ where
 * the capture cut the packet, and telling them apart is what separates {@link
 * Anomaly#CUT_BY_CAPTURE} from {@link Anomaly#LENGTH_LIE}.
 */
public final class Packet {
  /** How many layers a packet has room for; further ones are only counted. */
  public static final int MAX_LAYERS = 32;

  /** How many VLAN tags are remembered for the flow; further ones are only layers. */
  public static final int MAX_VLANS = 4;

  /** How many tags of layers are remembered: VLANs and tunnels; further ones are only layers. */
  public static final int MAX_TAGS = 16;

  /** Stands for the time that is believed of a packet where no packet before it has had one. */
  public static final long NO_TIME = Long.MIN_VALUE;

  /** Stands for the identifier of a tunnel that has none. */
  public static final long NO_IDENTIFIER = -1;

  /** The index of the first quoted layer where nothing is quoted: it lies behind every layer. */
  public static final int NOT_QUOTED = Integer.MAX_VALUE;

  final Layer[] layers = new Layer[MAX_LAYERS];
  int layerCount;
  int refusedLayers;

  /** Enough for nearly all texts in headers, so that the builder does not grow. */
  private static final int TEXT_CAPACITY = 1024;

  private final StringBuilder names = new StringBuilder();
  private final StringBuilder text = new StringBuilder(TEXT_CAPACITY);

  // Every source but the frame comes with a layer, appended or below it: there is room for all.
  private final DataSource[] sources = new DataSource[1 + MAX_LAYERS];
  int lastSource;

  byte[] frame;
  int frameStart;
  int capturedLength;
  int originalLength;
  long number;
  long timeNanos;
  long firstNanos;
  long previousNanos;
  private long displayedNanos = NO_TIME;
  boolean hasTime;
  long believedNanos;
  int interfaceId;
  String interfaceName;
  String comment;
  int linkType;

  long datagramBytes;
  int quotedFrom;
  int partFrom;
  final int[] vlans = new int[MAX_VLANS];
  int vlanCount;
  private final long[] tags = new long[MAX_TAGS];
  private final int[] tagLayers = new int[MAX_TAGS];
  private final boolean[] vlanTags = new boolean[MAX_TAGS];
  int tagCount;

  Anomaly anomaly;
  int anomalyLayer;
  int anomalySource;
  int anomalyOffset;
  int anomalyNeeded;
  int anomalyAvailable;
  Protocol anomalyLimitedBy;

  Packet() {
    sources[0] = DataSource.FRAME;
  }

  /**
   * A place for one more layer, which the caller fills. Where none is left the layer is counted as
   * refused, and null is returned.
   */
  Layer nextLayer() {
    if (layerCount == MAX_LAYERS) {
      refusedLayers++;
      return null;
    }
    Layer layer = layers[layerCount];
    if (layer == null) { // few packets have many layers, and many packets may be in flight
      layer = new Layer();
      layers[layerCount] = layer;
    }
    layerCount++;
    return layer;
  }

  /** The number of a data source that the packet did not have yet. */
  int addSource(DataSource source) {
    sources[++lastSource] = source;
    return lastSource;
  }

  /** Number of the packet, from 1, in the order of the capture. */
  public long number() {
    return number;
  }

  /** Does the capture say when the packet was captured? */
  public boolean hasTime() {
    return hasTime;
  }

  /**
   * When the packet was captured, as the capture says, in nanoseconds since the epoch; without
   * {@linkplain #hasTime a time}, what is believed of it.
   */
  public long timeNanos() {
    return timeNanos;
  }

  /**
   * When the capture's first packet with a time was captured, in nanoseconds since the epoch; this
   * packet's time where it is that.
   */
  public long firstNanos() {
    return firstNanos;
  }

  /**
   * When the packet with a time before this one was captured, in nanoseconds since the epoch; this
   * packet's time where there is none.
   */
  public long previousNanos() {
    return previousNanos;
  }

  /**
   * When the packet that was displayed before this one was captured, in nanoseconds since the
   * epoch; {@link #NO_TIME} where nobody displays packets.
   */
  public long displayedNanos() {
    return displayedNanos;
  }

  /**
   * Says when the packet that was displayed before this one was captured; for those who display
   * packets and tell it of each, as nobody else knows which these are.
   *
   * @param nanos since the epoch; this packet's own time where it is the first
   */
  public void displayAfter(long nanos) {
    displayedNanos = nanos;
  }

  /**
   * What is believed of the time, in nanoseconds since the epoch: the time of a packet before it
   * where its own leaps or is missing, and {@link #NO_TIME} where there is none.
   */
  public long believedNanos() {
    return believedNanos;
  }

  /** Number of the interface in its capture, from 0. */
  public int interfaceId() {
    return interfaceId;
  }

  /** The system's name of the interface, such as {@code eth0}; null where it is not known. */
  public String interfaceName() {
    return interfaceName;
  }

  /** The capture's comments on the packet, joined by line feeds; null where there is none. */
  public String comment() {
    return comment;
  }

  /** LINKTYPE_ number of the frame. */
  public int linkType() {
    return linkType;
  }

  /** Bytes of the frame that the capture holds. */
  public int capturedLength() {
    return capturedLength;
  }

  /** Bytes of the frame on the wire; at least {@link #capturedLength}. */
  public int originalLength() {
    return originalLength;
  }

  /** The array that holds the frame, from {@link #frameStart} on. */
  public byte[] frame() {
    return frame;
  }

  /** Index of the frame's first byte in {@link #frame}. */
  public int frameStart() {
    return frameStart;
  }

  /**
   * Bytes on the wire that count for the flow: the length of the frame, or, where the packet
   * completed a fragmented datagram, of the frames of all its fragments.
   */
  public long datagramBytes() {
    return datagramBytes;
  }

  /** Index of the first quoted layer; {@link #NOT_QUOTED} where nothing is quoted. */
  public int quotedFrom() {
    return quotedFrom;
  }

  /** Are the layer's bytes a first fragment alone, of a datagram that was never put together? */
  public boolean isPart(int layer) {
    return layer >= partFrom;
  }

  /** VLAN tags: 0 to {@link #MAX_VLANS}. */
  public int vlanCount() {
    return vlanCount;
  }

  /** Identifier of the n-th VLAN tag, 0 to 4,095, outermost first. */
  public int vlan(int nth) {
    return vlans[nth];
  }

  /** Notes a tag with the layer recorded last. */
  void addTag(long identifier, boolean isVlan) {
    if (tagCount < MAX_TAGS) {
      tags[tagCount] = identifier;
      tagLayers[tagCount] = layerCount - 1;
      vlanTags[tagCount] = isVlan;
      tagCount++;
    }
  }

  /** Tags of layers, VLANs and tunnels alike: 0 to {@link #MAX_TAGS}. */
  public int tagCount() {
    return tagCount;
  }

  /**
   * The n-th tag, outermost first: of a VLAN its identifier, 0 to 4,095; of a tunnel its identifier
   * of up to 32 bits, or {@link #NO_IDENTIFIER}.
   */
  public long tag(int nth) {
    return tags[nth];
  }

  /** Index of the layer that carries the n-th tag. */
  public int tagLayer(int nth) {
    return tagLayers[nth];
  }

  /** Is the n-th tag that of a VLAN, and not that of a tunnel? */
  public boolean isVlanTag(int nth) {
    return vlanTags[nth];
  }

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
            sources[anomalySource],
            anomalyOffset,
            anomalyNeeded,
            anomalyAvailable,
            anomalyLimitedBy);
  }

  /** Layers that dissectors recorded, and messages appended to them: 0 to {@link #MAX_LAYERS}. */
  public int layerCount() {
    return layerCount;
  }

  /**
   * Layers for which there was no room. Dissection ends at the first one, so what that one carries
   * is not counted; appended messages count each.
   */
  public int refusedLayers() {
    return refusedLayers;
  }

  public Protocol protocol(int layer) {
    return layers[layer].protocol;
  }

  /** The array that holds the layer, from {@link #start(int)} on. */
  public byte[] bytes(int layer) {
    return layers[layer].bytes;
  }

  /** What the layer's bytes are. */
  public DataSource source(int layer) {
    return sources[layers[layer].source];
  }

  /**
   * Which of the packet's data sources holds the layer: 0 is the frame, the others are numbered as
   * they were met. Two layers lie in the same bytes where their numbers are the same.
   */
  public int sourceNumber(int layer) {
    return layers[layer].source;
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
  public CharSequence protocols() {
    names.setLength(0);
    for (int i = 0; i < layerCount; i++) {
      names.append(i == 0 ? "" : ":").append(layers[i].protocol.name());
    }
    return names;
  }

  /**
   * An empty builder for a text that a walk makes of the packet's bytes; valid until the next call.
   */
  public StringBuilder text() {
    text.setLength(0);
    return text;
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

  /**
   * Points the view at the outermost layer of its protocol; returns false where there is none, as
   * {@link #bind(View, int)} does.
   */
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

  /** What a later stage attached to the layer, or null. */
  public Object attached(int layer) {
    return layers[layer].holder;
  }
}
