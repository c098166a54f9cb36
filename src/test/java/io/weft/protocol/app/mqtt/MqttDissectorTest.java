package io.weft.protocol.app.mqtt;

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

final class MqttDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Mqtt.register(chain);
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

  private static final byte[] CONNECT = bytes("\20\17\0\4MQTT\4\2\0\74\0\3bob");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void acknowledgementsAreJoinedToPackets(int pieces) {
    driver.send(FROM_CLIENT, CONNECT, pieces);
    driver.send(FROM_SERVER, hex("20020000"), pieces);
    driver.send(FROM_CLIENT, bytes("\u0082\6\0\1\0\1a\0"), pieces);
    driver.send(FROM_SERVER, hex("9003000180"), pieces);
    driver.send(FROM_CLIENT, bytes("\62\7\0\1b\0\2hi\60\5\0\1chi"), pieces);
    driver.send(FROM_SERVER, hex("40020002"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of(
            "connect bob accepted",
            "subscribe a 128",
            "publish c unacknowledged",
            "publish b acknowledged"),
        told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, CONNECT));
    for (int length = 1; length < 8; length++) {
      assertEquals(ProbeResult.MORE, protocol.probe(FROM_CLIENT, CONNECT, 0, length));
    }
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
