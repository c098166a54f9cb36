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
  static final String DECRYPTED = "decrypted";
  static final String NO_KEY = "no_key";
  static final String NO_KEY_FITS = "no_key_fits";
  static final String UNSUPPORTED = "unsupported";
}
