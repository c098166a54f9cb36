package io.weft.flow.tcp;

import io.weft.flow.EndpointRecord;
import io.weft.flow.segment.Segment;
import io.weft.stream.Reassembler;
import io.weft.stream.StreamSink;

/**
 * Keeps account of the stream that one end of a connection sends, and hands it on: what came into
 * order, what is missing, and by what reason other bytes were set aside. What places the segments
 * builds on it.
 */
abstract class StreamAccount implements StreamSink {
  private final boolean ofFirst;
  private final StreamEvents events;

  /** The algorithm of the digest; null where no digest is asked for. */
  private final String digestAlgorithm;

  /** The digest of the stream; null before the first bytes. */
  private StreamDigest digest;

  /** Offset behind what was handed on, gaps included. */
  private long handedOn;

  private long streamBytes;

  /** What does not fit; null where all does. */
  private StreamOddities odd;

  /** Capture time of the newest bytes in order; 0 before the first. */
  private long inOrderNanos;

  /**
   * @param ofFirst does the flow's first end send it?
   * @param past what an earlier record of the same stream left; null where there is none
   * @param digestAlgorithm null where no digest is asked for
   */
  StreamAccount(boolean ofFirst, StreamEvents events, PastStream past, String digestAlgorithm) {
    this.ofFirst = ofFirst;
    this.events = events;
    this.digestAlgorithm = digestAlgorithm;
    if (past == null) {
      return;
    }
    digest = past.digest();
    handedOn = past.next();
    streamBytes = past.next() - past.missing();
    if (past.captureLoss() > 0) {
      odd = new StreamOddities();
      odd.captureLoss = past.captureLoss();
    }
    inOrderNanos = past.inOrderNanos();
  }

  /** Who hears of the stream. */
  final StreamEvents events() {
    return events;
  }

  /** Does the flow's first end send it? */
  final boolean isOfFirst() {
    return ofFirst;
  }

  /** Is there anything that does not fit? */
  final boolean isOdd() {
    return odd != null;
  }

  /** What does not fit, made now where all did. */
  final StreamOddities odd() {
    if (odd == null) {
      odd = new StreamOddities();
      events.onOdd();
    }
    return odd;
  }

  /** Counts a segment that brought nothing new. */
  final void countRepeated() {
    odd().repeated++;
    events.onRepeatedSegment();
  }

  /** Sets the bytes of a segment aside whose checksum is wrong, which the receiver drops. */
  final void onCorrupt(Segment segment) {
    if (segment.length() > 0) {
      odd().corrupt += segment.length();
    }
  }

  @Override
  public final void onBytes(byte[] bytes, int from, int to, long packet, long nanos) {
    streamBytes += to - from;
    inOrderNanos = nanos;
    long offset = handedOn;
    handedOn += to - from;
    if (digestAlgorithm != null) {
      digest(bytes, from, to);
    }
    events.onBytes(ofFirst, offset, bytes, from, to, packet, nanos);
  }

  private void digest(byte[] bytes, int from, int to) {
    if (digest == null) {
      digest = new StreamDigest(digestAlgorithm);
      events.onDigestBegun();
    }
    digest.update(bytes, from, to);
  }

  @Override
  public final void onGap(long missing) {
    if (events.isCaptureLoss(inOrderNanos)) {
      odd().captureLoss += missing;
    }
    pass(missing);
  }

  /** Takes bytes that the capture was asked to cut off. They do not count as lost by it. */
  @Override
  public final void onCut(long missing, long nanos) {
    inOrderNanos = nanos;
    odd().cut += missing;
    pass(missing);
  }

  private void pass(long missing) {
    long offset = handedOn;
    handedOn += missing;
    events.onGap(ofFirst, offset, missing);
  }

  /** What the record tells of the stream. */
  final EndpointRecord.Stream toRecord(Reassembler stream) {
    long waiting = stream.waiting();
    long outsideWindow = odd == null ? 0 : odd.outsideWindow;
    // Most streams have neither gaps nor oddities: they share the parts that say so.
    boolean isWhole = stream.missing() == 0 && captureLoss() == 0 && stream.abandoned() == 0;
    return new EndpointRecord.Stream(
        streamBytes,
        odd == null ? 0 : odd.repeatedBytes,
        odd == null ? EndpointRecord.Segments.NONE : odd.segments(),
        isWhole
            ? EndpointRecord.Missing.NONE
            : new EndpointRecord.Missing(stream.missing(), captureLoss(), stream.abandoned()),
        odd == null && waiting == 0 ? EndpointRecord.SetAside.NONE : odd().setAside(waiting),
        stream.conflicts() == 0 && outsideWindow == 0
            ? EndpointRecord.Odd.NONE
            : new EndpointRecord.Odd(stream.conflicts(), outsideWindow),
        digest == null ? null : digest.text());
  }

  private long captureLoss() {
    return odd == null ? 0 : odd.captureLoss;
  }

  /**
   * What is needed to continue the stream after the record of the connection has left.
   *
   * @param origin number of its first byte
   */
  final PastStream remains(int origin, Reassembler stream) {
    return new PastStream(
        origin, stream.next(), stream.missing(), captureLoss(), inOrderNanos, digest);
  }
}
