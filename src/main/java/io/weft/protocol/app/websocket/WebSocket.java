package io.weft.protocol.app.websocket;

import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;

/** WebSocket, which begins where HTTP hands over to it; its frames have no mark of their own. */
public final class WebSocket {
  public static final Protocol PROTOCOL = Protocol.of("websocket", "WebSocket");

  private WebSocket() {}

  /** Adds the protocol to a chain. */
  public static void register(Chain.Builder chain) {
    chain.lateFields(PROTOCOL, WebSocketFields::all);
    chain.info(PROTOCOL, WebSocketText::describe);
    chain.stream(
        StreamProtocol.of(PROTOCOL, StreamProtocol.Probe.NEVER, WebSocketDissector::new)
            .leadingToOthers());
  }
}
