package io.weft.protocol.app.socks;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.Frames;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SocksDissectorTest {
  private static final String CONNECT_NAME = "05010003 06 612e74657374 0050";
  private static final String SUCCEEDED = "05000001 c0000201 0438";

  private final StreamProtocol protocol = StreamTrial.protocol(Socks::register);
  private StreamDriver driver = new StreamDriver(protocol.create());

  private static byte[] bytes(String hex) {
    return Frames.bytes().hex(hex).build();
  }

  private void say(Direction direction, String hex, int pieces) {
    driver.send(direction, bytes(hex), pieces);
  }

  private SocksExchange only() {
    assertEquals(1, driver.exchanges().size(), driver.exchanges()::toString);
    return (SocksExchange) driver.exchanges().get(0);
  }

  private ProbeResult probe(Direction direction, String hex) {
    byte[] bytes = bytes(hex);
    return protocol.probe(direction, bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 100})
  void version5WithAUserInPiecesOfEveryLength(int pieces) {
    say(FROM_CLIENT, "05020002", pieces);
    say(FROM_SERVER, "0502", pieces);
    say(FROM_CLIENT, "01 03 626f62 06 736563726574", pieces);
    say(FROM_SERVER, "0100", pieces);
    say(FROM_CLIENT, CONNECT_NAME, pieces);
    say(FROM_SERVER, SUCCEEDED, pieces);
    SocksExchange exchange = only();
    assertEquals(5, exchange.version());
    assertEquals("username_password", exchange.method());
    assertEquals("***", exchange.user());
    assertEquals("connect", exchange.command());
    assertEquals("a.test", exchange.host());
    assertEquals(80, exchange.port());
    assertEquals("succeeded", exchange.reply());
    assertEquals(5, exchange.requestPacket());
    assertEquals(6, exchange.responsePacket());
    assertEquals("connect a.test:80 succeeded", exchange.summary());
    assertEquals(1, driver.handOvers().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"04010050 0a000001 00", "04010050 00000001 6d6500 612e7465737400"})
  void version4(String request) {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, request));
    say(FROM_CLIENT, request, 3);
    say(FROM_SERVER, "005a 0000 00000000", 3);
    SocksExchange exchange = only();
    assertEquals(4, exchange.version());
    assertNull(exchange.method());
    boolean isNamed = request.length() > 30;
    assertEquals(isNamed ? "a.test" : "10.0.0.1", exchange.host());
    assertEquals(isNamed ? "***" : null, exchange.user());
    assertEquals("granted", exchange.reply());
    assertEquals(1, driver.handOvers().size());
  }

  @Test
  void whatTheClientDoesNotWaitWithIsLeftForTheNext() {
    say(FROM_CLIENT, "050100" + CONNECT_NAME + "474554", 100);
    assertEquals(List.of(), driver.handOvers());
    say(FROM_SERVER, "0500" + SUCCEEDED, 100);
    assertEquals("succeeded", only().reply());
    assertEquals(1, driver.handOvers().size());
  }

  @Test
  void theProxyMayBeAheadInTheCapture() {
    say(FROM_SERVER, "0500" + SUCCEEDED + "48545450", 100);
    say(FROM_CLIENT, "050100" + CONNECT_NAME, 100);
    assertEquals("succeeded", only().reply());
    assertEquals(1, driver.handOvers().size());
  }

  @Test
  void bindHasTwoReplies() {
    say(FROM_CLIENT, "050100" + CONNECT_NAME.replace("0501", "0502"), 100);
    say(FROM_SERVER, "0500" + SUCCEEDED, 100);
    assertEquals(List.of(), driver.handOvers());
    say(FROM_SERVER, SUCCEEDED, 100);
    assertEquals("bind", only().command());
    assertEquals(1, driver.handOvers().size());
  }

  @Test
  void aRefusalHandsNothingOver() {
    say(FROM_CLIENT, "050100" + CONNECT_NAME, 100);
    say(FROM_SERVER, "0500" + SUCCEEDED.replace("0500", "0505"), 100);
    assertEquals("connection refused", only().reply());
    assertEquals(List.of(), driver.handOvers());
  }

  @Test
  void noMethodIsAcceptable() {
    say(FROM_CLIENT, "050101", 100);
    say(FROM_SERVER, "05ff", 100);
    assertEquals("no acceptable method", only().reply());
    assertNull(only().host());
  }

  @Test
  void aRequestWithoutAnAnswerIsToldAtTheEnd() {
    say(FROM_CLIENT, "050100" + CONNECT_NAME, 100);
    driver.end(FROM_CLIENT, true);
    driver.end(FROM_SERVER, false);
    assertEquals("connect a.test:80 unanswered", only().summary());
  }

  @Test
  void whatIsNotSocks() {
    for (String no :
        new String[] {"0500", "05010a", "050100ff", "0401000000000000", "04030050", "06"}) {
      assertEquals(ProbeResult.NO, probe(FROM_CLIENT, no), no);
    }
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, "0502"));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, "040100500a000001"));
    assertEquals(ProbeResult.MORE, probe(FROM_SERVER, "0500"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "48545450"));
  }
}
