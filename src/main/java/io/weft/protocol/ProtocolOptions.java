package io.weft.protocol;

/**
 * What the protocols of the catalogue are asked to find out beyond the usual.
 *
 * @param ja3 JA3 and JA3S of TLS, the older fingerprints?
 */
public record ProtocolOptions(boolean ja3) {
  /** Nothing beyond the usual. */
  public static final ProtocolOptions DEFAULT = new ProtocolOptions(false);
}
