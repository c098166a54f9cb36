package io.weft.protocol.app.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the layers of frames say: the examples of RFC 6455, section 5.7, and RFC 7692. */
final class WebSocketFieldsTest {
  private static final String MASKED_HELLO = "8185 37fa213d 7f9f4d5158";

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp().open();

  @BeforeEach
  void upgrade() {
    tcp.client.send(
        "GET /chat HTTP/1.1\r\nHost: a.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    tcp.server.send(
        "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex.replace(" ", "")), ISO_8859_1);
  }

  private void client(String hex) {
    tcp.client.send(text(hex));
  }

  private void server(String hex) {
    tcp.server.send(text(hex));
  }

  private String value(String field) {
    return wire.values().of("websocket." + field);
  }

  @Test
  void aMaskedText() {
    client(MASKED_HELLO);
    assertEquals("Hello", value("payload.text"));
    assertEquals("37fa213d", value("masking_key"));
    assertEquals("true", value("masked_payload"));
    assertEquals("5", value("payload_length"));
    assertEquals("", value("pmc"));
  }

  @Test
  void fragmentsShowTheTextAtTheirEnd() {
    server("0103 48656c");
    assertEquals("", value("payload.text"));
    assertEquals("false", value("fin"));
    server("8002 6c6f");
    assertEquals("Hello", value("payload.text"));
    assertEquals("0", value("opcode"));
  }

  @Test
  void aCompressedText() {
    server("c107 f248cdc9c90700");
    assertEquals("Hello", value("payload.text"));
    assertEquals("true", value("pmc"));
    server("8902 6869");
    assertEquals("false", value("pmc"));
    assertEquals("6869", value("payload.ping"));
  }

  @Test
  void aFrameOverTwoPacketsIsALayerOfTheSecond() {
    String hex = MASKED_HELLO.replace(" ", "");
    client(hex.substring(0, 14));
    assertEquals("", value("opcode"));
    client(hex.substring(14));
    assertEquals("Hello", value("payload.text"));
  }

  @Test
  void aLongPayloadHasItsLengthBehind() {
    server("827e 0100" + "00".repeat(256));
    assertEquals("126", value("payload_length"));
    assertEquals("256", value("payload_length_ext_16"));
  }

  @Test
  void aClose() {
    server("8806 0fa0 646f6e65");
    assertEquals("4000", value("payload.close.status_code"));
    assertEquals("done", value("payload.close.reason"));
  }

  @Test
  void aFrameThatLacksAPartIsNoLayer() {
    server("8104 4865");
    tcp.server.lose("l");
    server("6c" + "8102 6f6b");
    tcp.client.ack();
    tcp.client.fin();
    tcp.server.fin();
    long frames = wire.layers().stream().filter(layer -> layer.contains(" websocket ")).count();
    assertEquals(1, frames, wire.layers().toString());
  }
}
