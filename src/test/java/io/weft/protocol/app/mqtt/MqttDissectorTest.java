package io.weft.protocol.app.mqtt;

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

final class MqttDissectorTest {
  private final StreamTrial stream = new StreamTrial(Mqtt::register);
  private final StreamDriver driver = stream.driver();

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
        stream.told());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, CONNECT));
    for (int length = 1; length < 8; length++) {
      assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, CONNECT, length));
    }
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
