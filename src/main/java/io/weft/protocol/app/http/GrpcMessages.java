package io.weft.protocol.app.http;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Moment;

/**
 * Counts the messages of one side of a call of gRPC: each has a byte that tells whether it is
 * compressed, and four of its length, before it.
 */
final class GrpcMessages {
  private static final int PREFIX = 5;

  private final byte[] prefix = new byte[PREFIX];
  private int prefixLength;
  private long left;
  private boolean isLost;
  private long count;
  private long bytes;
  private long firstNanos;
  private long lastNanos;
  private boolean hasWhole;

  /**
   * Takes bytes of the body.
   *
   * @param nanos when they came
   */
  void take(byte[] body, int from, int to, long nanos) {
    int at = from;
    while (at < to && !isLost) {
      if (left > 0) {
        long n = Math.min(left, to - at);
        left -= n;
        at += (int) n;
        complete(nanos);
        continue;
      }
      prefix[prefixLength++] = body[at++];
      if (prefixLength == PREFIX) {
        prefixLength = 0;
        left = BigEndian.u32(prefix, 1);
        count++;
        bytes += left;
        complete(nanos);
      }
    }
  }

  private void complete(long nanos) {
    if (left > 0) {
      return;
    }
    if (!hasWhole) {
      hasWhole = true;
      firstNanos = nanos;
    }
    lastNanos = nanos;
  }

  /** Bytes of the body are missing. */
  void gap(long missing) {
    if (missing <= left) {
      left -= missing;
    } else {
      isLost = true; // where the next message begins is not known
    }
  }

  Http2Details.Messages toRecord() {
    return new Http2Details.Messages(
        count,
        bytes,
        hasWhole ? new Moment(firstNanos) : null,
        hasWhole ? new Moment(lastNanos) : null);
  }
}
