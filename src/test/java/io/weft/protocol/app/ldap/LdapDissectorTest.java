package io.weft.protocol.app.ldap;

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

final class LdapDissectorTest {
  private final StreamTrial stream = new StreamTrial(Ldap::register);
  private final StreamDriver driver = stream.driver();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void requestsAreJoinedToTheirResults(int pieces) {
    driver.send(FROM_CLIENT, hex("300e 020101 6009 020103 0402636e 8000"), pieces);
    driver.send(FROM_SERVER, hex("300c 020101 6107 0a0100 0400 0400"), pieces);
    driver.send(FROM_CLIENT, hex("300f 020102 630a 0404 64633d78 0a0102 00"), pieces);
    driver.send(FROM_SERVER, hex("3009 020102 6404 0402636e"), pieces);
    driver.send(FROM_SERVER, hex("300e 020102 6509 0a0120 0400 04026e6f"), pieces);
    driver.send(FROM_CLIENT, hex("3005 020103 4200"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of("bind cn success", "search dc=x no_such_object", "unbind unanswered"),
        stream.told());
    assertEquals("no", ((LdapExchange) driver.exchanges().get(1)).reply());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void startTlsLeadsOnWhereTheServerAgrees(int pieces) {
    String request = "301d 020101 7718 8016 312e332e362e312e342e312e313436362e3230303337";
    driver.send(FROM_CLIENT, hex(request), pieces);
    driver.send(FROM_SERVER, hex("300c 020101 7807 0a0134 0400 0400"), pieces);
    assertEquals(List.of(), driver.handOvers());
    driver.send(FROM_CLIENT, hex(request.replace("020101", "020102")), pieces);
    driver.send(FROM_SERVER, hex("300c 020102 7807 0a0100 0400 0400"), pieces);
    assertEquals(List.of("tls"), driver.handOvers());
    assertEquals(List.of("start_tls 52", "start_tls success"), stream.told());
  }

  @Test
  void isRecognised() {
    assertEquals(
        ProbeResult.YES, stream.probe(FROM_CLIENT, hex("300c 020101 6007 020103 0400 8000")));
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, hex("3005 020103 4200")));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, hex("300c 0201")));
    assertEquals(
        ProbeResult.YES, stream.probe(FROM_SERVER, hex("300c 020101 6107 0a0100 0400 0400")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("0 is no number of a message")));
    assertEquals(
        ProbeResult.NO, stream.probe(FROM_CLIENT, hex("302602010104067075626c6963a019020100")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
