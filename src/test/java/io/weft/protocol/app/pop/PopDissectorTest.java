package io.weft.protocol.app.pop;

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

final class PopDissectorTest {
  private final StreamTrial stream = new StreamTrial(Pop::register);
  private final StreamDriver driver = stream.driver();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void aSessionInPiecesOfEveryLength(int pieces) {
    driver.send(FROM_SERVER, bytes("+OK ready\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("user bob\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("+OK\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("PASS secret\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("+OK in\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("LIST\r\nRETR 1\r\nDELE 9\r\n"), pieces);
    driver.send(
        FROM_SERVER,
        bytes("+OK 1\r\n1 20\r\n.\r\n+OK mail\r\n-ERR is text here\r\n\r\n..\r\n.\r\n-ERR no\r\n"),
        pieces);
    driver.send(FROM_CLIENT, bytes("AUTH PLAIN\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("+ \r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("c2VjcmV0\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("+OK in\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("QUIT\r\n"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of(
            "greeting OK",
            "USER bob OK",
            "PASS *** OK",
            "LIST OK",
            "RETR 1 OK",
            "DELE 9 ERR",
            "AUTH PLAIN OK",
            "QUIT unanswered"),
        stream.told());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void stlsLeadsOnWhereTheServerAgrees(int pieces) {
    driver.send(FROM_SERVER, bytes("+OK ready\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("STLS\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("-ERR no\r\n"), pieces);
    assertEquals(List.of(), driver.handOvers());
    driver.send(FROM_CLIENT, bytes("STLS\r\n"), pieces);
    driver.send(FROM_SERVER, bytes("+OK go on\r\n"), pieces);
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, bytes("+OK x\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_SERVER, bytes("+OK\r\n")), "so Redis answers");
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, bytes("CAPA\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("CAPABILITY\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
