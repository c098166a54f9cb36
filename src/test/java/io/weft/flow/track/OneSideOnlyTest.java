package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.protocol.app.http.HttpExchange;
import org.junit.jupiter.api.Test;

/**
 * One side of a connection whose beginning was not captured, and too little of it to begin with
 * before the capture ends.
 */
final class OneSideOnlyTest {
  private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Wire wire = new Wire(FlowConfig.defaults());
  private final Conversation tcp = wire.tcp(40_001, 80);

  private void isTold() {
    wire.finish();
    assertEquals(1, wire.exchanges().size());
    assertEquals(200, ((HttpExchange) wire.exchanges().get(0)).response().status());
  }

  @Test
  void ofTheServer() {
    tcp.server.send(RESPONSE.substring(0, 20));
    tcp.server.send(RESPONSE.substring(20));
    isTold();
  }

  @Test
  void ofTheServerWithItsEnd() {
    tcp.server.send(RESPONSE);
    tcp.server.fin();
    isTold();
  }

  @Test
  void requestsOfTheClient() {
    tcp.client.send("GET /a HTTP/1.1\r\nHost: a.test\r\n\r\n");
    wire.finish();
    assertEquals(1, wire.exchanges().size());
    assertEquals("/a", ((HttpExchange) wire.exchanges().get(0)).request().target());
  }
}
