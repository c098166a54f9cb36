package io.weft.protocol.app.modbus;

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

final class ModbusDissectorTest {
  private final StreamTrial stream = new StreamTrial(Modbus::register);
  private final StreamDriver driver = stream.driver();

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
        stream.told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, hex("0001 0000 0006 11 03 006b 0003")));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, hex("0001 0000 00")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("0001 0000 0007 11 03 006b 0003")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
