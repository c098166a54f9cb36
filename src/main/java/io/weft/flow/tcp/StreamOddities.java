package io.weft.flow.tcp;

import io.weft.flow.EndpointRecord;

/**
 * What few streams have: segments that bring nothing new, bytes that became no part of the stream,
 * and what is remembered of numbers that do not fit. Made when the first of it comes.
 */
final class StreamOddities {
  // Segments.
  long repeated;
  long duplicates;
  long keepAlives;
  long windowProbes;
  long zeroWindows;
  long outsideWindow;

  // Bytes of payload.
  long repeatedBytes;
  long beforeStart;
  long outsideWindowBytes;
  long late;
  long conflicting;
  long cut;
  long corrupt;

  /** How many of the missing bytes lie in gaps during whose time the capture lost packets. */
  long captureLoss;

  /**
   * The origin that the SYN before the last one told, where SYNs had different numbers. The peer's
   * acknowledgment shows which one counts.
   */
  int otherOrigin;

  boolean hasOtherOrigin;

  /** Number behind the last segment that lay too far ahead. */
  int strayEnd;

  boolean hasStray;

  EndpointRecord.Segments segments() {
    return new EndpointRecord.Segments(repeated, duplicates, keepAlives, windowProbes, zeroWindows);
  }

  /**
   * @param waiting bytes that wait for a hole to be filled
   */
  EndpointRecord.SetAside setAside(long waiting) {
    return new EndpointRecord.SetAside(
        beforeStart, outsideWindowBytes, late, conflicting, cut, corrupt, waiting);
  }
}
