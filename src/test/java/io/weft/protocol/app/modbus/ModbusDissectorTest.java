package io.weft.protocol.app.modbus;

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

final class ModbusDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Modbus.register(chain);
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

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void responsesAreJoinedToRequests(int pieces) {
    driver.send(FROM_CLIENT, hex("0001 0000 0006 11 03 006b 0003"), pieces);
    driver.send(FROM_CLIENT, hex("0002 0000 0006 11 01 0013 0025"), pieces);
    driver.send(FROM_SERVER, hex("0002 0000 0003 11 81 02"), pieces);
    driver.send(FROM_SERVER, hex("0001 0000 0009 11 03 06 022b 0000 0064"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of("read_coils unit 17 at 19 exception", "read_holding_registers unit 17 at 107 ok"),
        told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, hex("0001 0000 0006 11 03 006b 0003")));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, hex("0001 0000 00")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("0001 0000 0007 11 03 006b 0003")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
