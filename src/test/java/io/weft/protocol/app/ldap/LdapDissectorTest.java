package io.weft.protocol.app.ldap;

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

final class LdapDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Ldap.register(chain);
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
  void requestsAreJoinedToTheirResults(int pieces) {
    driver.send(FROM_CLIENT, hex("300e 020101 6009 020103 0402636e 8000"), pieces);
    driver.send(FROM_SERVER, hex("300c 020101 6107 0a0100 0400 0400"), pieces);
    driver.send(FROM_CLIENT, hex("300f 020102 630a 0404 64633d78 0a0102 00"), pieces);
    driver.send(FROM_SERVER, hex("3009 020102 6404 0402636e"), pieces);
    driver.send(FROM_SERVER, hex("300e 020102 6509 0a0120 0400 04026e6f"), pieces);
    driver.send(FROM_CLIENT, hex("3005 020103 4200"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of("bind cn success", "search dc=x no_such_object", "unbind unanswered"), told());
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
    assertEquals(List.of("start_tls 52", "start_tls success"), told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, hex("300c 020101 6007 020103 0400 8000")));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, hex("3005 020103 4200")));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, hex("300c 0201")));
    assertEquals(ProbeResult.YES, probe(FROM_SERVER, hex("300c 020101 6107 0a0100 0400 0400")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, bytes("0 is no number of a message")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("302602010104067075626c6963a019020100")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
