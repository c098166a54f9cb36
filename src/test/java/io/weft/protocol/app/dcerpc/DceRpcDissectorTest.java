package io.weft.protocol.app.dcerpc;

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

final class DceRpcDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    DceRpc.register(chain);
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
    assertEquals(List.of("bind epmapper ack", "call 3 ok", "call 4 fault"), told());
    assertEquals("0x1c010003", ((DceRpcExchange) driver.exchanges().get(2)).reply());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, hex(BIND)));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, hex("05000b03")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("050100")), "so SOCKS begins");
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
