package io.weft.protocol.app.dnp3;

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

final class Dnp3DissectorTest {
  private final StreamTrial stream = new StreamTrial(Dnp3::register);
  private final StreamDriver driver = stream.driver();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void responsesAreJoinedToRequests(int pieces) {
    byte[] read = withCheck(hex("05640bc40a0001000000 c0c0013c0106 ffff"));
    byte[] response = withCheck(hex("05640a4401000a000000 c0c0818000 ffff"));
    driver.send(FROM_CLIENT, read, pieces);
    driver.send(FROM_SERVER, response, pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("read 1 > 10 response"), stream.told());
    assertEquals("0x8000", ((Dnp3Exchange) driver.exchanges().get(0)).reply());
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, read));
    read[8]++;
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, read), "the check is wrong");
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
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, hex("056405c001000004e921")));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, hex("056405")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
