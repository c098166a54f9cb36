package io.weft.protocol.app.xmpp;

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

final class XmppDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Xmpp.register(chain);
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

  private static final String OPEN =
      "<?xml version='1.0'?>\n<stream:stream xmlns='jabber:client' to='a.test' version='1.0'>";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void startTlsLeadsOnWhereTheServerAgrees(int pieces) {
    driver.send(FROM_CLIENT, bytes(OPEN), pieces);
    driver.send(
        FROM_SERVER,
        bytes("<stream:stream from='a.test'><stream:features><starttls/></stream:features>"),
        pieces);
    driver.send(FROM_CLIENT, bytes("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), pieces);
    driver.send(FROM_SERVER, bytes("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), pieces);
    assertEquals(List.of("stream a.test features", "starttls proceed"), told());
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @Test
  void aRefusalLeadsNowhere() {
    driver.send(FROM_CLIENT, bytes(OPEN + "<starttls/>"), 100);
    driver.send(FROM_SERVER, bytes("<stream:stream><failure/>"), 100);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("starttls failure", "stream a.test unanswered"), told());
    assertEquals(List.of(), driver.handOvers());
  }

  @Test
  void isRecognised() {
    byte[] open = bytes(OPEN);
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, open));
    assertEquals(ProbeResult.MORE, protocol.probe(FROM_CLIENT, open, 0, 30));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, bytes("<?xml version='1.0'?><html>")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
