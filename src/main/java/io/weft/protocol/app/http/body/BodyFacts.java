package io.weft.protocol.app.http.body;

import io.weft.bytes.MemorySize;
import java.io.Serializable;

/**
 * What was found out about a body by reading it.
 *
 * @param decodedBytes its length in bytes without codings, as far as it was decoded
 * @param sha256 of the decoded bytes, in hexadecimal digits; null where not all of them were seen
 * @param type the media type that its first bytes show; null where they show none
 * @param trouble why it could not be decoded to its end: {@code cut} (bytes are missing), {@code
 *     damaged}, {@code unknown_coding}, {@code too_large} (a limit was reached); null where it
 *     could
 */
public record BodyFacts(long decodedBytes, String sha256, String type, String trouble)
    implements Serializable {
  private static final int BYTES = 40;

  /** Memory of this object, estimated in bytes. */
  public int memory() {
    return BYTES + MemorySize.of(sha256);
  }
}
