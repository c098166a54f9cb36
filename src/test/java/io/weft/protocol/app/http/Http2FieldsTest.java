package io.weft.protocol.app.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the layers of frames say that lie in one packet or in several. */
final class Http2FieldsTest {
  private static final String PREFACE =
      HexFormat.of().formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
  private static final String SETTINGS = "000000 04 00 00000000";

  /** A request for /a of stream 1, as RFC 7541 section C.2.2 writes a path. */
  private static final String REQUEST = "000006 01 05 00000001 82 86 04 02 2f61";

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp().open();

  @BeforeEach
  void begin() {
    client(PREFACE + SETTINGS);
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
    return wire.values().of(field);
  }

  @Test
  void prefaceAndSettingsShareAPacket() {
    assertEquals("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", value("http2.magic"));
    assertEquals("4", value("http2.type"));
  }

  @Test
  void aPrefaceWithoutAHandshakeBeforeIt() {
    Conversation midway = wire.tcp(40_500, 8080);
    midway.client.send(text(PREFACE + SETTINGS));
    midway.client.send(text(REQUEST));
    midway.server.ack();
    assertTrue(wire.layers().toString().contains("http2 PRI * HTTP/2.0"), wire.layers().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "000004 08 00 00000003 80000010, http2.window_update.window_size_increment, 16",
    "000004 08 00 80000003 00000010, http2.streamid, 3",
    "000004 03 00 00000001 00000008, http2.rst_stream.error, 8",
    "00000a 07 00 00000000 00000005 0000000b 6869, http2.goaway.error, 11",
    "00000a 07 00 00000000 00000005 0000000b 6869, http2.goaway.last_stream_id, 5",
    "000005 02 00 00000005 80000003 0f, http2.headers.weight_real, 16",
    "000005 02 00 00000005 80000003 0f, http2.stream_dependency, 3",
    "00000c 04 00 00000000 0003 00000064 0009 00000001, http2.settings.id, 3 9",
    "00000c 04 00 00000000 0003 00000064 0009 00000001, http2.settings.unknown, 1",
    "000000 04 01 00000000, http2.flags.ack.settings, true",
  })
  void aFrame(String hex, String field, String expected) {
    client(hex);
    assertEquals(expected, value(field));
  }

  @Test
  void aHeaderBlock() {
    client(REQUEST);
    assertEquals("/a", value("http2.headers.path"));
    assertEquals(":method :scheme :path", value("http2.header.name"));
    assertEquals("2 6 4", value("http2.header.index"));
    assertEquals("3", value("http2.header.count"));
  }

  @Test
  void whatGoesOnBelongsToTheFrameThatEndsIt() {
    client("000002 01 01 00000001 82 86");
    assertEquals("", value("http2.headers.method"));
    client("000004 09 04 00000001 04 02 2f61");
    assertEquals("GET", value("http2.headers.method"));
    assertEquals("/a", value("http2.headers.path"));
  }

  @Test
  void aTableOfAnotherSize() {
    client("000008 01 05 00000001 3f 01 82 86 04 02 2f61");
    assertEquals("32", value("http2.header_table_size_update.header_table_size"));
    assertEquals("3", value("http2.header.count"));
  }

  @Test
  void aBodyOverTwoPacketsIsALayerOfTheSecond() {
    client(REQUEST);
    server("000001 01 04 00000001 88" + "000008 00 09 00000001 03 6865");
    assertEquals("1", value("http2.type"));
    server("6c6c 0000");
    assertEquals("", value("http2.type"));
    server("00");
    assertEquals("0", value("http2.type"));
    assertEquals("3", value("http2.pad_length"));
    assertEquals("68656c6c", value("http2.data.data"));
    assertEquals("000000", value("http2.data.padding"));
    assertEquals("true", value("http2.flags.end_stream"));
  }

  @Test
  void aFrameThatLacksAPartIsNoLayer() {
    client(REQUEST);
    server("000001 01 04 00000001 88" + "000008 00 01 00000001 6865");
    tcp.server.lose("abc");
    server("646566" + "000004 08 00 00000000 00000010");
    tcp.client.ack();
    tcp.client.fin();
    tcp.server.fin();
    for (String layer : wire.layers()) {
      assertFalse(layer.contains("def"), layer);
    }
    assertTrue(wire.layers().toString().contains("http2 \0\0\1\1\4"), wire.layers().toString());
  }

  @Test
  void aVeryLongFrameIsCut() {
    client(REQUEST);
    int piece = 1 << 10;
    int pieces = 128;
    server("000001 01 04 00000001 88" + "020000 00 00 00000001");
    for (int i = 0; i < pieces; i++) {
      assertEquals("", value("http2.data.data"));
      tcp.server.send("x".repeat(piece));
    }
    assertEquals(Integer.toString(piece * pieces), value("http2.length"));
    assertEquals("78".repeat((64 << 10) - 9), value("http2.data.data"));
  }
}
