package io.weft.protocol.app.rdp;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Direction;
import io.weft.dissect.Exchange;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RdpDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Rdp.register(chain);
    return chain.build().streams().get(0);
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

  private static final String REQUEST =
      "0300002a 25e00000000000 436f6f6b69653a206d737473686173683d626f620d0a 0100080003000000";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void whatTheServerChoosesDecides(int pieces) {
    driver.send(FROM_CLIENT, hex(REQUEST.replace("2a 25", "28 23")), pieces);
    driver.send(FROM_SERVER, hex("03000013 0ed00000123400 0200080002000000"), pieces);
    assertEquals(List.of("connect bob credssp"), told());
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void withoutTlsNothingElseIsRead(int pieces) {
    driver.send(FROM_CLIENT, hex(REQUEST.replace("2a 25", "28 23")), pieces);
    driver.send(FROM_SERVER, hex("03000013 0ed00000123400 0300080005000000"), pieces);
    assertEquals(List.of("connect bob error"), told());
    assertEquals("5", ((RdpExchange) driver.exchanges().get(0)).reply());
    assertEquals(List.of(), driver.handOvers());
  }

  @Test
  void isRecognised() {
    byte[] request = hex(REQUEST.replace("2a 25", "28 23"));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, request));
    assertEquals(ProbeResult.MORE, protocol.probe(FROM_CLIENT, request, 0, 5));
    assertEquals(
        ProbeResult.NO,
        probe(FROM_CLIENT, hex("03000016 11e00000000100 c1020100c2020102c0010a")),
        "so S7 begins");
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
