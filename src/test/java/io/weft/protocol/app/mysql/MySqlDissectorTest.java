package io.weft.protocol.app.mysql;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static io.weft.protocol.app.StreamTrial.bytes;
import static io.weft.protocol.app.StreamTrial.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.StreamTrial;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MySqlDissectorTest {
  private final StreamTrial stream = new StreamTrial(MySql::register);
  private final StreamDriver driver = stream.driver();

  private static byte[] packet(int number, byte[] body) {
    byte[] packet = new byte[4 + body.length];
    packet[0] = (byte) body.length;
    packet[1] = (byte) (body.length >> 8);
    packet[3] = (byte) number;
    System.arraycopy(body, 0, packet, 4, body.length);
    return packet;
  }

  private static byte[] greeting() {
    return packet(0, bytes("\n8.0.36\0" + "x".repeat(40)));
  }

  private static byte[] login(int capabilities, String user) {
    byte[] body = new byte[32];
    body[1] = (byte) (capabilities >> 8);
    return packet(1, bytes(new String(body, StandardCharsets.ISO_8859_1) + user));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void aSessionInPiecesOfEveryLength(int pieces) {
    driver.send(FROM_SERVER, greeting(), pieces);
    driver.send(FROM_CLIENT, login(0, "bob\0secret"), pieces);
    driver.send(FROM_SERVER, packet(2, hex("fe00")), pieces);
    driver.send(FROM_CLIENT, packet(3, bytes("secret")), pieces);
    driver.send(FROM_SERVER, packet(4, hex("00000002000000")), pieces);
    driver.send(FROM_CLIENT, packet(0, bytes("\3SELECT 1")), pieces);
    driver.send(FROM_SERVER, packet(1, hex("01")), pieces);
    driver.send(FROM_SERVER, packet(2, bytes("x".repeat(3000))), pieces);
    driver.send(FROM_SERVER, packet(3, hex("fe00000000")), pieces);
    driver.send(FROM_CLIENT, packet(0, bytes("\3SELECT x")), pieces);
    driver.send(FROM_SERVER, packet(1, bytes("\u00ff\u001e\4#42S22Unknown column")), pieces);
    driver.send(FROM_CLIENT, packet(0, hex("01")), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of(
            "greeting 8.0.36",
            "login bob ok",
            "query SELECT 1 result",
            "query SELECT x error",
            "quit unanswered"),
        stream.told());
    assertEquals("1054 Unknown column", ((MySqlExchange) driver.exchanges().get(3)).reply());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void aRequestForTlsLeadsIntoIt(int pieces) {
    driver.send(FROM_SERVER, greeting(), pieces);
    driver.send(FROM_CLIENT, login(0x800, ""), pieces);
    assertEquals(List.of("tls"), driver.handOvers());
    assertEquals(List.of("greeting 8.0.36"), stream.told());
  }

  @Test
  void isRecognised() {
    byte[] greeting = greeting();
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, greeting));
    for (int length = 1; length < 12; length++) {
      assertEquals(ProbeResult.MORE, stream.probe(FROM_SERVER, greeting, length));
    }
    assertEquals(ProbeResult.NO, stream.probe(FROM_SERVER, bytes("220 ready\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("1603010200010001fc0303")));
  }
}
