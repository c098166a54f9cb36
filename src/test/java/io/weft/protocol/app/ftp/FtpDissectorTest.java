package io.weft.protocol.app.ftp;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertEquals(ProbeResult.MAYBE, probe(FROM_SERVER, "220 welcome\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, "220 welcome\r\n331 password?\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "220 mx ESMTP\r\n"));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, "USER bob\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "AUTH TLS\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "+OK POP3\r\n"));
  }

  @Test
  void inTheMidstOfADialogThePortDecides() {
    assertEquals(ProbeResult.MAYBE, probe(FROM_SERVER, "502 no such command\r\n"));
    assertEquals(ProbeResult.MAYBE, probe(FROM_CLIENT, "pass IEUser@\r\n"));
    assertEquals(ProbeResult.MAYBE, probe(FROM_CLIENT, "QUIT\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "QUIT"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "QUITE\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "GET / HTTP/1.1\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "999 no reply\r\n"));
  }

  private FtpNotes lastNotes() {
    return (FtpNotes) driver.holders().get(driver.holders().size() - 1);
  }

  /** What a client says, what the server answers, and where the client is then. */
  private void moves(String command, String reply, String directory) {
    driver.client(command + "\r\n").server(reply + "\r\n");
    assertEquals(directory, lastNotes().directory(), command);
  }

  @Test
  void theDirectoryIsFollowed() {
    moves("NOOP", "220 FTP", null);
    moves("CWD pub/data", "250 ok", "pub/data");
    moves("CWD ../x/./y/", "250 ok", "pub/x/y");
    moves("CWD z", "550 no", "pub/x/y");
    moves("PWD", "257 \"/home/a \"\"b\"\"\" is it", "/home/a \"b\"");
    moves("CDUP", "200 ok", "/home");
    moves("CWD ../../..", "250 ok", "/");
    moves("XCWD /srv", "250 ok", "/srv");
    assertFalse(lastNotes().isBadDirectory());
    moves("PWD", "257 nowhere", "/srv");
    assertTrue(lastNotes().isBadDirectory());
    moves("CWD " + "long/".repeat(40), "250 ok", "/srv/" + "long/".repeat(39) + "long");
    for (int i = 0; i < 5; i++) {
      driver.client("CWD " + "long/".repeat(40) + "\r\n").server("250 ok\r\n");
    }
    assertNull(lastNotes().directory(), "paths have an end");
  }

  @Test
  void linesSayWhereAFileGoes() {
    driver.server("220 FTP\r\n").client("PORT 10,0,0,1,19,137\r\n");
    assertEquals("PORT 10.0.0.1 5001 false", endpoint());
    driver.server("200 ok\r\n").client("PORT 10,0,0,9,19,137\r\n");
    assertEquals("PORT 10.0.0.9 5001 true", endpoint());
    driver.server("200 ok\r\n").client("PASV\r\n").server("227 at (10,0,0,2,0,80)\r\n");
    assertEquals("PASV 10.0.0.2 80 false", endpoint());
    driver.client("EPSV\r\n").server("229 at (|||6446|)\r\n");
    assertEquals("EPSV 10.0.0.2 6446 false", endpoint());
    driver.client("EPRT |2|2001:db8::1|6446|\r\n");
    assertEquals("EPRT 2001:db8::1 6446 true", endpoint());
    driver.server("200 ok\r\n").client("PORT 1,2\r\n");
    assertNull(lastNotes().address());
  }

  private String endpoint() {
    FtpNotes notes = lastNotes();
    return notes.setup() + " " + notes.address() + " " + notes.port() + " " + notes.isTranslated();
  }

  /** Lines of a reply that one packet brings are a layer of it. */
  @Test
  void aReplyMayComeInPieces() {
    driver.server("220 FTP\r\n").client("FEAT\r\n").server("211-Features:\r\n EPRT\r\n");
    assertEquals("ftp 3 211-Features:\r\n EPRT\r\n", driver.layers().get(2));
    driver.server(" MDTM\r\n211 End\r\n");
    assertEquals("ftp 4  MDTM\r\n211 End\r\n", driver.layers().get(3));
    assertTrue(lastNotes().isReply());
    assertEquals("FEAT 211", told(1).summary());
  }

  @Test
  void behindAGapWhatLooksLikeACommandIsOne() {
    driver.server("220 FTP\r\n").client("CWD a\r\n").server("250 ok\r\n");
    driver.gap(FROM_CLIENT, 10).client("me.txt\r\nCWD b\r\n").server("250 ok\r\n");
    assertEquals("a/b", lastNotes().directory());
    driver.gap(FROM_CLIENT, 10).client("CWD ..\r\n").server("250 ok\r\n");
    assertEquals("a", lastNotes().directory());
    driver.gap(FROM_SERVER, 10).server("tory\r\n226 done\r\n");
    assertEquals("ftp 11 226 done\r\n", driver.layers().get(driver.layers().size() - 1));
  }
}
