package io.weft.protocol.app.bgp;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;

/** BGP on any port: messages begin with sixteen bytes whose bits are all set. */
final class BgpStreams {
  private BgpStreams() {}

  /**
   * Recognises a marker, a length and a type. A connection that was joined within a message is
   * recognised by the marker of the next one, if it begins a segment.
   */
  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (!Bgp.isMarked(bytes, from, to)) {
      return ProbeResult.NO;
    }
    if (to - from < Bgp.HEADER_LENGTH) {
      return ProbeResult.MORE;
    }
    return Bgp.isMessage(bytes, from) ? ProbeResult.YES : ProbeResult.NO;
  }
}
