package io.weft.protocol.app.ftp;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FtpDissectorTest {
  private final StreamProtocol protocol = StreamTrial.protocol(Ftp::register);
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private void client(String text, int pieces) {
    driver.send(FROM_CLIENT, text.getBytes(ISO_8859_1), pieces);
  }

  private void server(String text, int pieces) {
    driver.send(FROM_SERVER, text.getBytes(ISO_8859_1), pieces);
  }

  private List<String> told() {
    return driver.exchanges().stream().map(Object::toString).toList();
  }

  private FtpExchange told(int nth) {
    return (FtpExchange) driver.exchanges().get(nth);
  }

  private ProbeResult probe(Direction direction, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return protocol.probe(direction, bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void aSessionInPiecesOfEveryLength(int pieces) {
    server("220-hello\r\n530 is no reply here\r\n220 ready\r\n", pieces);
    client("user bob\r\n", pieces);
    server("331 password?\r\n", pieces);
    client("PASS secret\r\n", pieces);
    server("230 in\r\n", pieces);
    client("PASV\r\n", pieces);
    server("227 Entering Passive Mode (10,0,0,1,19,137).\r\n", pieces);
    client("RETR a.txt\r\n", pieces);
    server("150 coming\r\n", pieces);
    server("226 done\r\n", pieces);
    client("EPSV\r\n", pieces);
    server("229 Extended (|||6446|)\r\n", pieces);
    client("EPRT |2|::1|5000|\r\n", pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(7, driver.exchanges().size(), told()::toString);
    assertNull(told(0).command());
    assertEquals("ready", told(0).reply());
    assertEquals("USER bob 331", told(1).summary());
    assertEquals("PASS *** 230", told(2).summary());
    assertEquals(new FtpExchange.Endpoint("10.0.0.1", 19 * 256 + 137), told(3).data());
    assertEquals("RETR a.txt 226", told(4).summary());
    assertEquals(2_000_000, told(4).time().nanos());
    assertEquals(8, told(4).requestPacket());
    assertEquals(10, told(4).responsePacket());
    assertEquals(new FtpExchange.Endpoint(null, 6446), told(5).data());
    assertEquals(new FtpExchange.Endpoint("::1", 5000), told(6).data());
    assertEquals("EPRT |2|::1|5000| unanswered", told(6).summary());
    assertEquals(
        List.of(
            "FROM_SERVER 5001 ftp-data", "FROM_SERVER 6446 ftp-data", "FROM_CLIENT 5000 ftp-data"),
        driver.expected());
  }

  @Test
  void tlsTakesOver() {
    driver.server("220 FTP\r\n").client("AUTH TLS\r\n").server("234 go\r\n");
    assertEquals(List.of("tls"), driver.handOvers());
    assertEquals("AUTH TLS 234", told(1).summary());
  }

  @Test
  void noTlsWhereTheServerWillNot() {
    driver.server("220 FTP\r\n").client("AUTH TLS\r\n").server("500 what?\r\n");
    driver.client("USER bob\r\n").server("331 ok\r\n");
    assertEquals(List.of(), driver.handOvers());
    assertEquals("USER bob 331", told(2).summary());
  }

  @Test
  void whatTheServerSaysUnaskedAnswersNothing() {
    driver.server("220 FTP\r\n").client("NOOP\r\n").server("200 ok\r\n");
    driver.server("421 timeout\r\n").client("QUIT\r\n").server("221 bye\r\n");
    assertEquals(
        List.of("greeting 220", "NOOP 200", "greeting 421", "QUIT 221"),
        driver.exchanges().stream().map(each -> each.summary()).toList());
  }

  @Test
  void impossibleAddressesAreNone() {
    driver.server("220 FTP\r\n").client("PORT 10,0,0,1,256,1\r\n").client("EPRT |1|a|70000|\r\n");
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertNull(told(1).data());
    assertNull(told(2).data());
  }

  @Test
  void probes() {
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, "220 my FTP server\r\n"));
    assertEquals(ProbeResult.MORE, probe(FROM_SERVER, "220 welcome\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, "220 welcome\r\n331 password?\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "220 mx ESMTP\r\n"));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, "USER bob\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "AUTH TLS\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "+OK POP3\r\n"));
  }
}
