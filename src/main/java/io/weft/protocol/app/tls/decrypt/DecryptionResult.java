package io.weft.protocol.app.tls.decrypt;

import java.io.Serializable;

/**
 * Whether a connection could be decrypted.
 *
 * @param status {@code decrypted}, {@code no_key}, {@code no_key_fits} or {@code unsupported}
 * @param reason what is not supported; else null
 * @param clientRecords of the client that were decrypted
 * @param serverRecords of the server that were decrypted
 * @param refusedRecords for which there was a key that did not fit them
 */
public record DecryptionResult(
    String status, String reason, long clientRecords, long serverRecords, long refusedRecords)
    implements Serializable {
  private static final String DECRYPTED = "decrypted";
  private static final String NO_KEY = "no_key";
  private static final String NO_KEY_FITS = "no_key_fits";
  private static final String UNSUPPORTED = "unsupported";

  /** What became of a connection; null where nothing was to be decrypted. */
  static DecryptionResult of(
      long clientRecords,
      long serverRecords,
      long refusedRecords,
      boolean isWithoutKey,
      String unsupported) {
    boolean isDecrypted = clientRecords + serverRecords > 0;
    String status =
        isDecrypted
            ? DECRYPTED
            : unsupported != null
                ? UNSUPPORTED
                : refusedRecords > 0 ? NO_KEY_FITS : isWithoutKey ? NO_KEY : null;
    return status == null
        ? null
        : new DecryptionResult(
            status, isDecrypted ? null : unsupported, clientRecords, serverRecords, refusedRecords);
  }
}
