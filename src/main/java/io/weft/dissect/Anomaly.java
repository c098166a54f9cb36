package io.weft.dissect;

/**
 * A way in which a packet's bytes fall short or contradict one another. Those every protocol shares
 * are here; a protocol's own stand with the protocol.
 */
public final class Anomaly {
  /**
   * The capture kept only the first bytes of the packet (snaplen). The packet itself is not at
   * fault.
   */
  public static final Anomaly CUT_BY_CAPTURE =
      of("cut_by_capture", "the capture kept less than the packet had");

  /** A length field promises more than the layer below holds. */
  public static final Anomaly LENGTH_LIE =
      of("length_lie", "a length field promises more than there is");

  /** A length field is smaller than the header it belongs to. */
  public static final Anomaly BAD_HEADER_LENGTH =
      of("bad_header_length", "a header claims to be shorter than it must be");

  /** The version is not the one that the layer below announced. */
  public static final Anomaly BAD_VERSION =
      of("bad_version", "the version is not the announced one");

  /** The packet has more layers than {@link Packet#MAX_LAYERS}. */
  public static final Anomaly TOO_DEEP = of("too_deep", "more layers than a packet may have");

  private final String name;
  private final String description;

  private Anomaly(String name, String description) {
    this.name = name;
    this.description = description;
  }

  /**
   * @param name snake case: a key of the report
   * @param description a clause for people
   */
  public static Anomaly of(String name, String description) {
    return new Anomaly(name, description);
  }

  public String name() {
    return name;
  }

  public String description() {
    return description;
  }

  @Override
  public String toString() {
    return name;
  }
}
