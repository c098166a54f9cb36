package io.weft.protocol.app.imap;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static io.weft.protocol.app.StreamTrial.bytes;
import static io.weft.protocol.app.StreamTrial.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImapDissectorTest {
  private final StreamTrial stream = new StreamTrial(Imap::register);
  private final StreamDriver driver = stream.driver();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void aSessionInPiecesOfEveryLength(int pieces) {
    driver.send(FROM_SERVER, bytes("* OK [CAPABILITY IMAP4rev1] ready\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("a1 login \"bob\" secret\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("* CAPABILITY IDLE\r\na1 OK in\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("a2 UID FETCH 1 BODY[]\r\na3 NOOP\r\n"), pieces);
    driver.send(
        FROM_SERVER,
        bytes("* 1 FETCH (BODY[] {22}\r\na2 BAD not a reply\r\nxx)\r\na2 OK done\r\na3 NO why\r\n"),
        pieces);
    driver.send(FROM_CLIENT, bytes("a4 APPEND INBOX {11+}\r\na5 NOOP\r\nxx (x)\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("a4 OK kept\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("a6 AUTHENTICATE PLAIN Ym9i\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("+ \r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("c2VjcmV0\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("a6 OK in\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("a7 LOGOUT\r\n"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of(
            "greeting OK",
            "LOGIN \"bob\" *** OK",
            "UID FETCH 1 BODY[] OK",
            "NOOP NO",
            "APPEND INBOX {11+} OK",
            "AUTHENTICATE PLAIN OK",
            "LOGOUT unanswered"),
        stream.told());
    ImapExchange login = (ImapExchange) driver.exchanges().get(1);
    assertEquals("in", login.reply());
    assertEquals(2L, login.requestPacket());
    assertEquals(3L, login.responsePacket());
    assertEquals(1_000_000, login.time().nanos());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void startTlsLeadsOnWhereTheServerAgrees(int pieces) {
    driver.send(FROM_SERVER, bytes("* OK ready\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("1 STARTTLS\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("1 BAD no\r\n"), pieces);
    assertEquals(List.of(), driver.handOvers());
    driver.send(FROM_CLIENT, bytes("2 STARTTLS\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("2 OK go on\r\n"), pieces);
    assertEquals(List.of("tls"), driver.handOvers());
    assertEquals(List.of("greeting OK", "STARTTLS BAD", "STARTTLS OK"), stream.told());
  }

  @Test
  void aLostLineIsNotTakenForAReply() {
    driver.send(FROM_SERVER, bytes("* OK ready\r\n"), 100);
    driver.send(FROM_CLIENT, bytes("1 NOOP\r\n"), 100);
    driver.gap(FROM_SERVER, 5);
    driver.send(FROM_SERVER, bytes("rest\r\n2 OK done\r\n"), 100);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("greeting OK", "NOOP unanswered", "? OK"), stream.told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, bytes("* OK x\r\n")));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_SERVER, bytes("* O")));
    assertEquals(ProbeResult.YES_REVERSED, stream.probe(FROM_CLIENT, bytes("* PREAUTH x\r\n")));
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, bytes("a1 LOGIN x y\r\n")));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, bytes("a1 LOG")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("GET / HTTP/1.1\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("USER noop\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
