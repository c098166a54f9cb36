package io.weft.protocol.app.websocket;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** WebSocket, which begins where HTTP hands over to it; its frames have no mark of their own. */
public final class WebSocket implements StreamProtocol {
  public static final Protocol PROTOCOL = Protocol.of("websocket", "WebSocket");

  private WebSocket() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.stream(new WebSocket());
  }

  @Override
  public Protocol protocol() {
    return PROTOCOL;
  }

  @Override
  public ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
    return ProbeResult.NO;
  }

  @Override
  public boolean suggestedBy(int serverPort) {
    return false;
  }

  @Override
  public StreamDissector create() {
    return new WebSocketDissector();
  }
}
