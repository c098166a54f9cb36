package io.weft.flow.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Exchange;
import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.StandardProtocols;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams inside streams, shown by {@link FrameProtocol} that carries HTTP/1. */
class ChildStreamsTest {
  private static final String FIRST = "GET /first HTTP/1.1\r\nHost: one.test\r\n\r\n";
  private static final String SECOND = "GET /second HTTP/1.1\r\nHost: two.test\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";
  private static final String GONE = "HTTP/1.1 410 Gone\r\nContent-Length: 4\r\n\r\n";

  private Wire wire = new Wire(FlowConfig.defaults(), chain());
  private Conversation tcp = wire.tcp();

  private static Chain chain() {
    return StandardProtocols.register(new Chain.Builder()).stream(FrameProtocol.stream()).build();
  }

  private static String frame(int stream, String data) {
    return FrameProtocol.frame(stream, data);
  }

  private List<String> summaries() {
    return wire.exchanges().stream().map(Exchange::summary).toList();
  }

  @Test
  void twoConversationsInterleavedAreReadInPiecesOfEveryLength() {
    String requests =
        FrameProtocol.GREETING
            + frame(1, FIRST.substring(0, 15))
            + frame(3, SECOND.substring(0, 30))
            + frame(1, FIRST.substring(15))
            + frame(3, SECOND.substring(30));
    String responses =
        FrameProtocol.GREETING
            + frame(3, GONE)
            + frame(1, OK + "01234")
            + frame(3, "gone")
            + frame(1, "56789");
    List<String> expected = null;
    for (int length = 1; length <= requests.length(); length++) {
      wire = new Wire(FlowConfig.defaults(), chain());
      tcp = wire.tcp();
      tcp.open();
      inPieces(tcp.client, requests, length);
      inPieces(tcp.server, responses, length);
      tcp.close();
      FlowRecord record = wire.finishOne();
      assertEquals(
          new FlowRecord.Application("http", "content", List.of("mux")), record.application());
      List<String> found = summaries();
      if (expected == null) {
        expected = found;
        assertEquals(2, expected.size());
        assertTrue(expected.get(0).contains("/second"), expected.toString());
        assertTrue(expected.get(0).contains("410"), expected.toString());
        assertTrue(expected.get(1).contains("/first"), expected.toString());
        assertTrue(expected.get(1).contains("200"), expected.toString());
      }
      assertEquals(expected, found, "pieces of " + length);
      assertEquals(0, wire.waitingBytes(), "nothing is kept");
    }
  }

  private static void inPieces(Conversation.Side side, String text, int length) {
    for (int at = 0; at < text.length(); at += length) {
      side.send(text.substring(at, Math.min(text.length(), at + length)));
    }
  }

  @Test
  void aGapInsideAFrameIsAGapOfItsStreamAlone() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING + frame(1, FIRST) + frame(3, SECOND));
    tcp.server.send(FrameProtocol.GREETING + frame(1, OK + "0"));
    String rest = frame(1, "123456789");
    tcp.server.send(rest.substring(0, 6));
    tcp.server.lose(rest.substring(6, 9));
    tcp.server.send(rest.substring(9) + frame(3, GONE + "gone"));
    tcp.client.ack();
    tcp.close();
    wire.finish();
    assertEquals(2, wire.exchanges().size(), summaries().toString());
    assertTrue(summaries().get(0).contains("/first"), summaries().toString());
    assertTrue(summaries().get(1).contains("410"), summaries().toString());
  }

  @Test
  void anExchangeTellsThePacketsThatCarriedIt() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING);
    String request = frame(7, FIRST);
    tcp.client.send(request.substring(0, 20));
    long begun = wire.nanos() - 1_000_000;
    tcp.client.send(request.substring(20));
    tcp.server.send(FrameProtocol.GREETING + frame(7, OK + "0123456789"));
    tcp.close();
    wire.finish();
    assertEquals(1, wire.exchanges().size());
    assertEquals(begun, wire.exchanges().get(0).startNanos());
  }

  @Test
  void aStreamEndsWithTheOneAroundIt() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING + frame(1, FIRST));
    tcp.server.send(FrameProtocol.GREETING + frame(1, "HTTP/1.1 200 OK\r\n\r\nuntil the end"));
    wire.finish();
    assertEquals(1, wire.exchanges().size());
    assertTrue(summaries().get(0).contains("200"), summaries().toString());
  }

  @Test
  void aStreamThatEndsIsForgottenAndItsNumberIsFree() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING);
    tcp.server.send(FrameProtocol.GREETING);
    for (int i = 0; i < 1_500; i++) {
      tcp.client.send(frame(5, FIRST) + frame(5, ""));
      tcp.server.send(frame(5, GONE + "gone") + frame(5, ""));
    }
    tcp.close();
    wire.finish();
    assertEquals(1_500, wire.exchanges().size());
    assertEquals(0, wire.counters().bounds().refusedChildren());
  }

  @Test
  void whatIsNoProtocolDisturbsNoOther() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING + frame(1, "\0\1\2 nobody reads this"));
    tcp.client.send(frame(3, SECOND) + frame(1, "nor this"));
    tcp.server.send(FrameProtocol.GREETING + frame(3, GONE + "gone"));
    tcp.close();
    wire.finish();
    assertEquals(1, wire.exchanges().size());
  }

  @Test
  void tooManyAreCountedAndLeftOut() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING);
    for (int stream = 0; stream < 1_005; stream++) {
      tcp.client.send(frame(stream, FIRST));
    }
    tcp.server.send(FrameProtocol.GREETING + frame(999, OK + "0123456789"));
    tcp.server.send(frame(1_004, OK + "0123456789"));
    tcp.close();
    wire.finish();
    assertTrue(wire.counters().bounds().refusedChildren() >= 5);
    assertEquals(1_000, wire.exchanges().size(), "each open one has its request");
  }

  @Test
  void nestingEndsSomewhere() {
    String inner = FIRST;
    for (int depth = 0; depth < 8; depth++) {
      inner = FrameProtocol.GREETING + frame(1, inner);
    }
    tcp.open();
    tcp.client.send(inner);
    tcp.close();
    FlowRecord record = wire.finishOne();
    assertEquals(8, record.application().over().size());
    assertEquals(1, wire.exchanges().size());
    assertEquals(0, wire.counters().bounds().refusedChildren());

    wire = new Wire(FlowConfig.defaults(), chain());
    tcp = wire.tcp();
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING + frame(1, inner));
    tcp.close();
    wire.finish();
    assertEquals(0, wire.exchanges().size());
    assertTrue(wire.counters().bounds().refusedChildren() > 0);
  }

  @Test
  void memoryIsGivenBack() {
    tcp.open();
    tcp.client.send(FrameProtocol.GREETING);
    for (int stream = 0; stream < 100; stream++) {
      tcp.client.send(frame(stream, FIRST.substring(0, 20)));
    }
    tcp.close();
    wire.finish();
    assertEquals(0, wire.waitingBytes());
  }
}
