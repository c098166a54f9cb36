package io.weft.flow.tcp;

import io.weft.flow.table.FlowMemory;

/**
 * What stays of one direction's stream when the record of its connection has left: where the stream
 * goes on, and what the whole of it amounts to until there.
 *
 * @param origin sequence number of the stream's first byte
 * @param next offset of the byte that it goes on with
 * @param missing bytes before that one which the capture does not hold
 * @param captureLoss the part of them that the capture may have lost
 * @param inOrderNanos when the newest bytes before that one were captured; 0 where there are none
 * @param digest of the bytes before that one which the capture does hold; null where no digest is
 *     kept
 */
record PastStream(
    int origin, long next, long missing, long captureLoss, long inOrderNanos, StreamDigest digest) {
  /** Estimated memory of the object without its digest, in bytes. */
  private static final int BYTES = 64;

  /** Estimated memory, in bytes. */
  int bytes() {
    return BYTES + (digest == null ? 0 : FlowMemory.DIGEST);
  }
}
