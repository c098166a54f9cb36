package io.weft.protocol.app.rdp;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static io.weft.protocol.app.StreamTrial.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.protocol.app.StreamTrial;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RdpDissectorTest {
  private final StreamTrial stream = new StreamTrial(Rdp::register);
  private final StreamDriver driver = stream.driver();

  private static final String REQUEST =
      "03000028 23e00000000000 436f6f6b69653a206d737473686173683d626f620d0a 0100080003000000";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void whatTheServerChoosesDecides(int pieces) {
    driver.send(FROM_CLIENT, hex(REQUEST), pieces);
    driver.send(FROM_SERVER, hex("03000013 0ed00000123400 0200080002000000"), pieces);
    assertEquals(List.of("connect bob credssp"), stream.told());
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void withoutTlsNothingElseIsRead(int pieces) {
    driver.send(FROM_CLIENT, hex(REQUEST), pieces);
    driver.send(FROM_SERVER, hex("03000013 0ed00000123400 0300080005000000"), pieces);
    assertEquals(List.of("connect bob error"), stream.told());
    assertEquals("5", ((RdpExchange) driver.exchanges().get(0)).reply());
    assertEquals(List.of(), driver.handOvers());
  }

  @Test
  void isRecognised() {
    byte[] request = hex(REQUEST);
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, request));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, request, 5));
    assertEquals(
        ProbeResult.NO,
        stream.probe(FROM_CLIENT, hex("03000016 11e00000000100 c1020100c2020102c0010a")),
        "so S7 begins");
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
