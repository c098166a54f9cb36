package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Layers of connections that the capture joined midway, whose bytes wait at first. */
final class EarlyLayersTest {
  private static final String GET = "GET /%s HTTP/1.1\r\nHost: shop.test\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp();

  private static String get(String target) {
    return GET.formatted(target);
  }

  /** Numbers of the packets that have a layer of HTTP, each with the message's first word or so. */
  private List<String> layers() {
    return wire.layers().stream().map(line -> line.substring(0, line.indexOf('\r'))).toList();
  }

  @Test
  void aRequestIsALayerOfItsOwnPacket() {
    tcp.client.send(get("1"));
    assertEquals(List.of("1 http GET /1 HTTP/1.1"), layers());
    assertEquals("", wire.fromClient(), "the stream does not begin before that is sure");
  }

  @Test
  void nothingIsShownAgainOnceTheBeginningIsSure() {
    tcp.client.send(get("1")).send(get("2"));
    tcp.server.send(OK).send(OK);
    tcp.client.send(get("3"));
    tcp.server.send(OK);
    assertEquals(
        List.of(
            "1 http GET /1 HTTP/1.1",
            "2 http GET /2 HTTP/1.1",
            "3 http HTTP/1.1 200 OK",
            "4 http HTTP/1.1 200 OK",
            "5 http GET /3 HTTP/1.1",
            "6 http HTTP/1.1 200 OK"),
        layers());
    wire.finish();
    assertEquals(3, wire.exchanges().size());
    assertEquals(get("1") + get("2") + get("3"), wire.fromClient());
  }

  @Test
  void aMessageMayTakeSeveralSegments() {
    String request = get("1");
    tcp.client.send(request.substring(0, 20)).send(request.substring(20));
    assertEquals(List.of("2 http GET /1 HTTP/1.1"), layers());
    tcp.server.send(OK);
    assertEquals(2, layers().size());
  }

  @Test
  void behindAHoleMessagesWaitForTheBeginning() {
    tcp.client.send(get("1")).lose("lost").send(get("2"));
    assertEquals(List.of("1 http GET /1 HTTP/1.1"), layers());
    tcp.server.ack();
    assertEquals("1 http GET /1 HTTP/1.1", layers().get(0));
    assertEquals(1, layers().stream().filter(line -> line.contains("/1 ")).count());
  }

  @Test
  void whoeverDoesNotLookAtLayersHasNone() {
    Wire plain = new Wire(FlowConfig.defaults());
    plain.tcp().client.send(get("1"));
    assertEquals(List.of(), plain.layers());
  }
}
