package io.weft.protocol.app.http;

import io.weft.bytes.MemorySize;
import java.io.Serializable;
import java.util.List;

/**
 * A header field of a message.
 *
 * @param name as it was sent; among the header fields of proxies as the IANA registry spells it
 * @param value without the blanks around it; folded lines are joined by one blank
 */
public record HttpHeader(String name, String value) implements Serializable {
  /** Memory of the object and its place in a list, estimated in bytes. */
  private static final int BYTES = 32;

  /** Memory of a list, estimated in bytes. */
  static int memory(List<HttpHeader> headers) {
    int bytes = 0;
    for (HttpHeader header : headers) {
      bytes += BYTES + MemorySize.of(header.name) + MemorySize.of(header.value);
    }
    return bytes;
  }
}
