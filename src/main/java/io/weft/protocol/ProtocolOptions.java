package io.weft.protocol;

/**
 * What the protocols of the catalogue are asked to find out beyond the usual.
 *
 * @param ja3 JA3 and JA3S of TLS, the older fingerprints?
 * @param headers all header fields of HTTP, in order?
 * @param bodies the bodies of HTTP, decoded, hashed and recognised?
 */
public record ProtocolOptions(boolean ja3, boolean headers, boolean bodies) {
  /** Nothing beyond the usual. */
  public static final ProtocolOptions DEFAULT = new ProtocolOptions(false, false, false);

  /** The same with or without header fields. */
  public ProtocolOptions withHeaders(boolean wanted) {
    return new ProtocolOptions(ja3, wanted, bodies);
  }

  /** The same with or without bodies. */
  public ProtocolOptions withBodies(boolean wanted) {
    return new ProtocolOptions(ja3, headers, wanted);
  }
}
