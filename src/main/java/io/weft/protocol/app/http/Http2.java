package io.weft.protocol.app.http;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.protocol.app.http.frame.FrameFields;
import io.weft.protocol.app.http.frame.FrameText;
import io.weft.protocol.app.http.frame.Http2Frame;

/**
 * HTTP/2 (RFC 9113): in clear where the client knows that the server speaks it, or where HTTP/1 was
 * upgraded to it, and within TLS that could be decrypted. Its exchanges have the form of those of
 * HTTP/1.
 */
public final class Http2 {
  public static final Protocol PROTOCOL = Protocol.of("http2", "Hypertext Transfer Protocol 2");

  /** The most parameters in the first SETTINGS frame that is believed. */
  private static final int MOST_SETTINGS = 40;

  private Http2() {}

  /** Adds the protocol to a chain, with the usual limits. */
  public static void register(Chain.Builder chain) {
    register(chain, HttpLimits.DEFAULT);
  }

  /** Adds the protocol to a chain, with limits of the caller's own. */
  public static void register(Chain.Builder chain, HttpLimits limits) {
    chain.lateFields(PROTOCOL, FrameFields::all);
    chain.info(PROTOCOL, FrameText::describe);
    chain.stream(
        StreamProtocol.of(PROTOCOL, Http2::probe, () -> new Http2Dissector(limits))
            .leadingToOthers());
  }

  static ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    if (Http2Frame.isPreface(bytes, from, to)) {
      if (to - from < Http2Frame.prefaceLength()) {
        return ProbeResult.MORE;
      }
      return ProbeResult.yes(direction == Direction.FROM_CLIENT);
    }
    if (to - from < Http2Frame.HEADER) {
      return from < to && bytes[from] == 0 ? ProbeResult.MORE : ProbeResult.NO;
    }
    boolean isSettings =
        direction == Direction.FROM_SERVER
            && Http2Frame.isLikely(bytes, from)
            && Http2Frame.type(bytes, from) == Http2Frame.SETTINGS
            && Http2Frame.flags(bytes, from) == 0
            && Http2Frame.length(bytes, from) <= 6 * MOST_SETTINGS;
    return isSettings || Http2Reader.isLikely(bytes, from, to) ? ProbeResult.YES : ProbeResult.NO;
  }
}
