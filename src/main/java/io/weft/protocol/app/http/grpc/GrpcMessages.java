package io.weft.protocol.app.http.grpc;

import io.weft.bytes.BigEndian;
import io.weft.dissect.FlowContext;
import io.weft.dissect.Moment;
import io.weft.protocol.app.LayerAssembly;

/**
 * Counts the messages of one side of a call of gRPC: each has a byte that tells whether it is
 * compressed, and four of its length, before it. Each is a layer of the packet that completes it.
 */
public final class GrpcMessages {
  /** Length of what stands before a message, in bytes. */
  static final int PREFIX = 5;

  private final LayerAssembly layer = new LayerAssembly(Grpc.PROTOCOL);

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
  public void take(byte[] body, int from, int to, long nanos, FlowContext context) {
    int at = from;
    while (at < to && !isLost) {
      if (left > 0) {
        long n = Math.min(left, to - at);
        layer.add(body, at, at + (int) n);
        left -= n;
        at += (int) n;
        complete(nanos, context);
        continue;
      }
      prefix[prefixLength++] = body[at++];
      if (prefixLength == PREFIX) {
        prefixLength = 0;
        left = BigEndian.u32(prefix, 1);
        count++;
        bytes += left;
        layer.begin(context);
        layer.add(prefix, 0, PREFIX);
        complete(nanos, context);
      }
    }
  }

  private void complete(long nanos, FlowContext context) {
    if (left > 0) {
      return;
    }
    layer.end(null, context);
    if (!hasWhole) {
      hasWhole = true;
      firstNanos = nanos;
    }
    lastNanos = nanos;
  }

  /** Bytes of the body are missing. */
  public void gap(long missing) {
    layer.drop();
    if (missing <= left) {
      left -= missing;
    } else {
      isLost = true; // where the next message begins is not known
    }
  }

  /** The messages that were begun; those behind a gap are not counted. */
  public long count() {
    return count;
  }

  /** Of all messages together, as declared, possibly compressed. */
  public long bytes() {
    return bytes;
  }

  /** When the first message was whole; null where none was. */
  public Moment first() {
    return hasWhole ? new Moment(firstNanos) : null;
  }

  /** When the last message was whole; null where none was. */
  public Moment last() {
    return hasWhole ? new Moment(lastNanos) : null;
  }

  /** Memory of what is kept of a message, in bytes. */
  public int memory() {
    return layer.memory();
  }
}
