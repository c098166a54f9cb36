package io.weft.protocol.app.http;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.app.StreamTrial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProbeTest {
  private final StreamProtocol protocol = StreamTrial.protocol(Http::register);

  private ProbeResult probe(Direction direction, String text) {
    byte[] bytes = ("##" + text + "##").getBytes(ISO_8859_1);
    return protocol.probe(direction, bytes, 2, bytes.length - 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.0\n",
        "\r\n\r\nPOST /x HTTP/1.1\r\n",
        "OPTIONS * HTTP/1.1\r\n",
        "CONNECT a:443 HTTP/1.1\r\n",
        "VERSION-CONTROL /a HTTP/1.1\r\n",
        "BREW /pot HTTP/1.1\r\n",
        "get /a HTTP/1.1\r\n",
        "GET http://a/b c HTTP/1.1\r\nHost: a\r\n",
        "GET HTTP/1.1\r\n"
      })
  void requests(String text) {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, text));
    assertEquals(ProbeResult.YES_REVERSED, probe(FROM_SERVER, text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", "HTTP/1.0 404", "http/1.1 200 OK\r\n"})
  void responses(String text) {
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, text));
    assertEquals(ProbeResult.YES_REVERSED, probe(FROM_CLIENT, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2\r\n",
        "220 mail.test ESMTP\r\n",
        "EHLO mail.test\r\n",
        "USER anna\r\n",
        "PRI * HTTP/2.0\r\n",
        "OPTIONS sip:a SIP/2.0\r\n",
        "DESCRIBE rtsp://a RTSP/1.0\r\n",
        "CONNECT {\"verbose\":false}\r\n",
        "GET / \u0001\r\n",
        "GET /\u0001 HTTP/1.1\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001",
        "HTTP/2 200\r\n",
        "HTTP/1.1 2x0",
        "HTTP/1.1200 OK",
        " GET / HTTP/1.1\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n",
        "<html>",
        "{\"a\":1}",
        "NOSUCHMETHODISASLONGASTHISONEHERE / HTTP/1.1\r\n"
      })
  void others(String text) {
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, text));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, text));
  }

  @Test
  void everyPrefixOfAStartLineIsUndecided() {
    String request = "DELETE /a/b?c=d HTTP/1.1";
    for (int length = 0; length <= request.length(); length++) {
      assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, request.substring(0, length)), "" + length);
    }
    String response = "HTTP/1.1 20";
    for (int length = 0; length <= response.length(); length++) {
      assertEquals(
          ProbeResult.MORE, probe(FROM_SERVER, response.substring(0, length)), "" + length);
    }
  }

  @Test
  void aLongTargetIsBelievedToAKnownMethod() {
    String target = " /" + "a".repeat(3_000);
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "GET" + target));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "BREW" + target));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, ("GET" + target).substring(0, 500)));
  }

  /** Once a probe has made up its mind, more bytes do not change it. */
  @Test
  void noVerdictIsTakenBack() {
    String text = "\r\nPUT /some/where HTTP/1.1\r\nHost: a\r\n\r\n";
    boolean decided = false;
    for (int length = 0; length <= text.length(); length++) {
      ProbeResult verdict = probe(FROM_CLIENT, text.substring(0, length));
      assertNotEquals(ProbeResult.NO, verdict);
      assertEquals(decided || verdict == ProbeResult.YES, verdict == ProbeResult.YES);
      decided |= verdict == ProbeResult.YES;
    }
    assertEquals(true, decided);
  }

  @Test
  void commonPortsAreSuggested() {
    assertEquals(true, protocol.suggestedBy(80));
    assertEquals(true, protocol.suggestedBy(8080));
    assertEquals(false, protocol.suggestedBy(22));
  }

  @Test
  void oddVersionsAreVersions() {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "GET /a HTTP/1.0.8\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, "HTTP/1.0.8 200 OK\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "GET /a HTTP/1.10\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "GET /a HTTP/1.0.8.0.0.0.0.0.0.0\r\n"));
  }

  /** HTTP/0.9: a client's line of GET and a path. */
  @Test
  void aRequestWithoutAVersion() {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "GET /index.html\r\n"));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, "GET /index.html"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "GET index.html\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "PUT /index.html\r\n"));
  }
}
