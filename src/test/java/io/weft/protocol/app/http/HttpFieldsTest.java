package io.weft.protocol.app.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the fields of a message say of lines that are not as they should be. */
final class HttpFieldsTest {
  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));
  private final Conversation tcp = wire.tcp().open();

  private void respond(String headers, String body) {
    tcp.client.send("GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n");
    String escaped = headers.replace("~", "\r\n").replace("_", " ").replace("^", "\u000b");
    tcp.server.send("HTTP/1.1 200 OK\r\n" + escaped + "\r\n\r\n" + body);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Length: 0, ''",
    "Content-Length_: 0, true",
    "Content-Length: 0~a b: 1~c@d: 2, true true",
    "X-Foo: bar~_X-Bar: foo~Content-Length: 0, true",
    "X-Foo: bar~_goes on~Content-Length: 0, ''",
  })
  void aNameThatIsNoToken(String headers, String expected) {
    respond(headers, "");
    assertEquals("200", wire.values().of("http.response.code"));
    assertEquals(expected, wire.values().of("http.bad_header_name"));
  }

  @ParameterizedTest
  @CsvSource({
    "'5~hello~A;x=y~0123456789~0~~', '5 10 0'",
    "0~~, 0",
    "0~Trailer: x~~, 0",
  })
  void sizesOfChunks(String body, String sizes) {
    respond("Transfer-Encoding: chunked", body.replace("~", "\r\n"));
    assertEquals("200", wire.values().of("http.response.code"));
    assertEquals(sizes, wire.values().of("http.chunk_size"));
  }

  @Test
  void sizesOfManyChunksAreKeptToAnEnd() {
    respond("Transfer-Encoding: chunked", "1\r\nx\r\n".repeat(1500) + "0\r\n\r\n");
    assertEquals(1024, wire.values().of("http.chunk_size").split(" ", -1).length);
  }

  @Test
  void noChunksHaveNoSizes() {
    respond("Content-Length: 2", "ok");
    assertEquals("200", wire.values().of("http.response.code"));
    assertEquals("", wire.values().of("http.chunk_size"));
  }

  /** A message that is framed shows at once, another one only when the connection closes. */
  @ParameterizedTest
  @CsvSource({
    "chunked, true",
    "'chunked,', true",
    "'chunked , ,', true",
    "'gzip, chunked', true",
    "'chunked, gzip', false",
    "^chunked, false",
    "'', false",
  })
  void whatChunkedIs(String coding, boolean isFramed) {
    respond("Transfer-Encoding:" + coding, "2\r\nok\r\n0\r\n\r\n");
    assertEquals(isFramed ? "200" : "", wire.values().of("http.response.code"));
    tcp.server.fin();
    assertEquals(isFramed ? "" : "200", wire.values().of("http.response.code"));
  }
}
