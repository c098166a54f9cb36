package io.weft.protocol.app.tls;

/**
 * What is to be found out about TLS connections beyond the usual.
 *
 * @param ja3 are the fingerprints JA3 and JA3S worked out, too?
 */
public record TlsOptions(boolean ja3) {
  /** Without JA3. */
  public static final TlsOptions DEFAULT = new TlsOptions(false);
}
