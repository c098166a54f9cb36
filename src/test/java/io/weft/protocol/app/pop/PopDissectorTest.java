package io.weft.protocol.app.pop;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PopDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Pop.register(chain);
    return chain.build().streams().get(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private List<String> told() {
    return driver.exchanges().stream().map(Exchange::summary).toList();
  }

  private ProbeResult probe(Direction from, byte[] bytes) {
    return protocol.probe(from, bytes, 0, bytes.length);
  }

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
        told());
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
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, bytes("+OK x\r\n")));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, bytes("+OK\r\n")), "so Redis answers");
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, bytes("CAPA\r\n")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, bytes("CAPABILITY\r\n")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
