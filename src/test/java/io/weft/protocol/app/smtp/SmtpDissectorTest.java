package io.weft.protocol.app.smtp;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpDissectorTest {
  private final StreamProtocol protocol = StreamTrial.protocol(Smtp::register);
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private void client(String text, int pieces) {
    driver.send(FROM_CLIENT, text.getBytes(ISO_8859_1), pieces);
  }

  private void server(String text, int pieces) {
    driver.send(FROM_SERVER, text.getBytes(ISO_8859_1), pieces);
  }

  private SmtpExchange told(int nth, int of) {
    assertEquals(of, driver.exchanges().size(), driver.exchanges()::toString);
    return (SmtpExchange) driver.exchanges().get(nth);
  }

  private ProbeResult probe(Direction direction, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return protocol.probe(direction, bytes, 0, bytes.length);
  }

  private void hello(int pieces) {
    server("220-mx.test ESMTP\r\n220 ready\r\n", pieces);
    client("EHLO shop.test\r\n", pieces);
    server("250-mx.test\r\n250-PIPELINING\r\n250 HELP\r\n", pieces);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void twoMailsInPiecesOfEveryLength(int pieces) {
    hello(pieces);
    client("MAIL FROM:<a@shop.test> SIZE=90\r\nRCPT TO:<b@mx.test>\r\n", pieces);
    client("RCPT TO:<c@mx.test>\r\nDATA\r\n", pieces);
    server("250 ok\r\n250 ok\r\n550 who?\r\n354 go\r\n", pieces);
    String message = "From: A <a@shop.test>\r\nSubject: Hi\r\n\r\nSubject: no\r\n..\r\n";
    client(message + ".\r\n", pieces);
    server("250 2.0.0 queued as 17\r\n", pieces);
    client("MAIL FROM:<>\r\n", pieces);
    server("451 later\r\n", pieces);
    client("QUIT\r\n", pieces);
    server("221 bye\r\n", pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    SmtpExchange mail = told(0, 2);
    assertEquals("shop.test", mail.helo());
    assertEquals("a@shop.test", mail.mailFrom());
    assertEquals(List.of("b@mx.test", "c@mx.test"), mail.rcptTo());
    assertEquals(2, mail.recipients());
    assertEquals("A <a@shop.test>", mail.from());
    assertEquals("Hi", mail.subject());
    assertEquals(message.length(), mail.messageBytes());
    assertEquals(250, mail.replyCode());
    assertEquals("2.0.0 queued as 17", mail.reply());
    assertEquals(4, mail.requestPacket());
    assertEquals(8, mail.responsePacket());
    assertEquals(4_000_000, mail.time().nanos());
    assertEquals("a@shop.test to b@mx.test +1 250", mail.summary());
    SmtpExchange refused = told(1, 2);
    assertEquals("", refused.mailFrom());
    assertNull(refused.messageBytes());
    assertEquals("<> to ? 221", refused.summary());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000})
  void chunksOfAMessage(int pieces) {
    hello(pieces);
    client("MAIL FROM:<a@shop.test>\r\nRCPT TO:<b@mx.test>\r\n", pieces);
    server("250 ok\r\n250 ok\r\n", pieces);
    client("BDAT 13\r\nSubject: a\r\n\r", pieces);
    server("250 got it\r\n", pieces);
    client("BDAT 6 LAST\r\n\n.\r\nx\n", pieces);
    server("250 queued\r\n", pieces);
    SmtpExchange mail = told(0, 1);
    assertEquals("a", mail.subject());
    assertEquals(19, mail.messageBytes());
    assertEquals("queued", mail.reply());
  }

  @Test
  void passwordsArePassedOver() {
    hello(1000);
    driver.client("AUTH LOGIN\r\n").server("334 VXNlcm5hbWU6\r\n").client("Ym9i\r\n");
    driver.server("334 UGFzc3dvcmQ6\r\n").client("c2VjcmV0\r\n").server("235 fine\r\n");
    driver.client("QUIT\r\n").server("221 bye\r\n");
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    SmtpExchange session = told(0, 1);
    assertEquals("LOGIN", session.auth());
    assertEquals("no mail 221", session.summary());
  }

  @Test
  void tlsTakesOver() {
    hello(1000);
    driver.client("STARTTLS\r\n").server("220 go ahead\r\n");
    assertEquals(List.of("tls"), driver.handOvers());
    assertEquals("no mail STARTTLS 220", told(0, 1).summary());
  }

  @Test
  void noTlsWhereTheServerWillNot() {
    hello(1000);
    driver.client("STARTTLS\r\n").server("454 not now\r\n").client("QUIT\r\n");
    assertEquals(List.of(), driver.handOvers());
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertNull(told(0, 1).tls());
  }

  @Test
  void repliesAfterAGapAreNotThoseOfEarlierCommands() {
    hello(1000);
    driver.client("MAIL FROM:<a@shop.test>\r\n").gap(FROM_SERVER, 8);
    driver.server("x ok\r\n").client("RCPT TO:<b@mx.test>\r\n").server("250 yes\r\n");
    driver.client("RSET\r\n").server("250 flushed\r\n");
    SmtpExchange mail = told(0, 1);
    assertEquals(List.of("b@mx.test"), mail.rcptTo());
    assertEquals("flushed", mail.reply());
  }

  @Test
  void aMessageWithoutItsMiddleEnds() {
    hello(1000);
    driver.client("MAIL FROM:<a@shop.test>\r\n").server("250 ok\r\n");
    driver.client("DATA\r\n").server("354 go\r\n").client("Subject: x\r\n\r\nabc");
    driver.gap(FROM_CLIENT, 100).client(".\r\n.\r\n").server("250 queued\r\n");
    assertEquals(17 + 100 + 3, told(0, 1).messageBytes());
  }

  @Test
  void whatIsNoDialogIsLost() {
    hello(1000);
    for (int i = 0; i < 5; i++) {
      driver.server("\u0001\u0002\u0003\n");
    }
    assertEquals(StreamDissector.LOST, driver.result());
    assertEquals(1, driver.exchanges().size());
  }

  @Test
  void probes() {
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, "220 mx.test ESMTP\r\n"));
    assertEquals(ProbeResult.YES_REVERSED, probe(FROM_CLIENT, "220 mx.test ESMTP\r\n"));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, "ehlo a\r\n"));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, "eh"));
    assertEquals(ProbeResult.MAYBE, probe(FROM_SERVER, "220 welcome\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "220 my FTP server\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_SERVER, "HTTP/1.1 200 OK\r\n"));
    assertEquals(ProbeResult.MAYBE, probe(FROM_SERVER, "250 ok\r\n"));
    assertEquals(ProbeResult.MAYBE, probe(FROM_CLIENT, "quit\r\n"));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, "GET / HTTP/1.1\r\n"));
  }

  @Test
  void linesThatAreNoCommandsSayWhatTheyAre() {
    driver.server("220 SMTP\r\n").client("AUTH LOGIN\r\n").server("334 VXNlcm5hbWU6\r\n");
    driver.client("Ym9i\r\n").server("334 UGFzc3dvcmQ6\r\n").client("c2VjcmV0\r\n");
    driver.server("235 in\r\n").client("DATA\r\n").server("354 go\r\n");
    driver.client("Subject: x\r\n\r\nhi\r\n.\r\n").server("250 ok\r\n");
    driver.client("AUTH LOGIN Ym9i\r\n").server("334 UGFzc3dvcmQ6\r\n").client("c2VjcmV0\r\n");
    driver.server("235 in\r\n").client("AUTH CRAM-MD5\r\n").server("334 PDE=\r\n");
    driver.client("Ym9i\r\n");
    List<Object> lines = driver.holders().stream().filter(each -> each != null).toList();
    assertEquals(
        List.of(
            SmtpLine.USERNAME,
            SmtpLine.PASSWORD,
            SmtpLine.END_OF_MESSAGE,
            SmtpLine.PASSWORD,
            SmtpLine.ANSWER),
        lines);
  }
}
