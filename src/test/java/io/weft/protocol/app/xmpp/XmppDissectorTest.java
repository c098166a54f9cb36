package io.weft.protocol.app.xmpp;

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

final class XmppDissectorTest {
  private final StreamTrial stream = new StreamTrial(Xmpp::register);
  private final StreamDriver driver = stream.driver();

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
    assertEquals(List.of("stream a.test features", "starttls proceed"), stream.told());
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @Test
  void aRefusalLeadsNowhere() {
    driver.send(FROM_CLIENT, bytes(OPEN + "<starttls/>"), 100);
    driver.send(FROM_SERVER, bytes("<stream:stream><failure/>"), 100);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("starttls failure", "stream a.test unanswered"), stream.told());
    assertEquals(List.of(), driver.handOvers());
  }

  @Test
  void isRecognised() {
    byte[] open = bytes(OPEN);
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, open));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, open, 30));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, bytes("<?xml version='1.0'?><html>")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
