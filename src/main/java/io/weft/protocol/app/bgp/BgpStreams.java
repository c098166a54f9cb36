package io.weft.protocol.app.bgp;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;

/** BGP on any port: messages begin with sixteen bytes whose bits are all set. */
final class BgpStreams implements StreamProtocol {
  @Override
  public Protocol protocol() {
    return Bgp.PROTOCOL;
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return serverPort == Bgp.PORT;
  }

  @Override
  public StreamDissector create() {
    return new BgpDissector();
  }

  /**
   * Recognises a marker, a length and a type. A connection that was joined within a message is
   * recognised by the marker of the next one, if it begins a segment.
   */
  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (!Bgp.isMarked(bytes, from, to)) {
      return ProbeResult.NO;
    }
    if (to - from < Bgp.HEADER_LENGTH) {
      return ProbeResult.MORE;
    }
    return Bgp.isMessage(bytes, from) ? ProbeResult.YES : ProbeResult.NO;
  }
}
