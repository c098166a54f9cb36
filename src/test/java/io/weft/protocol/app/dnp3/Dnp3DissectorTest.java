package io.weft.protocol.app.dnp3;

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

final class Dnp3DissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Dnp3.register(chain);
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
    byte[] read = withCheck(hex("05640bc40a0001000000 c0c0013c0106 ffff"));
    byte[] response = withCheck(hex("05640a4401000a000000 c0c0818000 ffff"));
    driver.send(FROM_CLIENT, read, pieces);
    driver.send(FROM_SERVER, response, pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("read 1 > 10 response"), told());
    assertEquals("0x8000", ((Dnp3Exchange) driver.exchanges().get(0)).reply());
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, read));
    read[8]++;
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, read), "the check is wrong");
  }

  /** Finds the check that the probe takes: there is one. */
  private static byte[] withCheck(byte[] frame) {
    int found = 0;
    byte[] right = null;
    for (int check = 0; check < 1 << 16; check++) {
      frame[8] = (byte) check;
      frame[9] = (byte) (check >> 8);
      if (Dnp3.isIntact(frame, 0)) {
        found++;
        right = frame.clone();
      }
    }
    assertEquals(1, found);
    return right;
  }

  @Test
  void isRecognised() {
    // From the standard's own example of a header (reset of the link of station 1 by station 1024).
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, hex("056405c001000004e921")));
    assertEquals(ProbeResult.MORE, probe(FROM_CLIENT, hex("056405")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
