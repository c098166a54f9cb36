package io.weft.protocol.app.http;

import io.weft.protocol.app.http.body.ChunkSizes;

/**
 * What is known of a message besides the bytes of its header. Attached to its layer.
 *
 * @param request what a response answers; null where that is not known, and for a request
 * @param chunks sizes of the body's chunks; null where it has none
 */
record HttpNotes(HttpMessage request, ChunkSizes chunks) {
  /** Null where there is nothing to know. */
  static HttpNotes of(HttpMessage request, ChunkSizes chunks) {
    return request == null && chunks == null ? null : new HttpNotes(request, chunks);
  }
}
