package io.weft.protocol.app.dcerpc;

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

final class DceRpcDissectorTest {
  private final StreamTrial stream = new StreamTrial(DceRpc::register);
  private final StreamDriver driver = stream.driver();

  private static final String BIND =
      "05000b03100000004800000001000000d016d016000000000100000000000100"
          + "0883afe11f5dc91191a408002b14a0fa03000000"
          + "045d888aeb1cc9119fe808002b10486002000000";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void callsAreJoinedToTheirAnswers(int pieces) {
    driver.send(FROM_CLIENT, hex(BIND), pieces);
    driver.send(FROM_SERVER, hex("05000c03100000001400000001000000 00000000"), pieces);
    driver.send(FROM_CLIENT, hex("05000003100000001a00000002000000 0000000000000300 0000"), pieces);
    driver.send(FROM_SERVER, hex("05000203100000001800000002000000 0000000000000000"), pieces);
    driver.send(FROM_CLIENT, hex("05000003100000001a00000003000000 0000000000000400 0000"), pieces);
    driver.send(
        FROM_SERVER,
        hex("05000323100000002000000003000000 0000000000000000 0300011c 00000000"),
        pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("bind epmapper ack", "call 3 ok", "call 4 fault"), stream.told());
    assertEquals("0x1c010003", ((DceRpcExchange) driver.exchanges().get(2)).reply());
  }

  @Test
  void aLoginByNtlmTellsItsUser() {
    String login =
        "4e544c4d53535000 03000000 0000000000000000 0000000000000000"
            + "0000000000000000 0200020040000000 0000000000000000 0000000000000000 00000000"
            + "626f";
    driver.send(FROM_CLIENT, hex("05 00 10 03 10000000 5600 4200 03000000" + "00000000" + login));
    driver.end();
    assertEquals(List.of("login bo unanswered"), stream.told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, hex(BIND)));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, hex("05000b03")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("050100")), "so SOCKS begins");
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
