package io.weft.protocol;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamProtocol;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The probes of all stream protocols look at nothing behind the bytes that they are shown. */
class StreamProbesTest {
  private static final int LONGEST = 96;
  private static final int VARIANTS = 40;

  private final List<StreamProtocol> protocols = StandardProtocols.chain().streams();

  @Test
  void noProbeLooksBehindTheEnd() {
    Random random = new Random(7);
    for (int first = 0; first < 256; first++) {
      for (int variant = 0; variant < VARIANTS; variant++) {
        byte[] bytes = new byte[LONGEST];
        random.nextBytes(bytes);
        // Half of them are small numbers, as lengths and types are.
        int mask = variant % 2 == 0 ? 0xFF : 0x03;
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] &= (byte) mask;
        }
        bytes[0] = (byte) first;
        showAll(bytes);
        Arrays.fill(bytes, 1, 4, (byte) 0);
        showAll(bytes);
      }
    }
  }

  private void showAll(byte[] bytes) {
    for (int length = 1; length <= bytes.length; length += length < 24 ? 1 : 9) {
      byte[] shown = Arrays.copyOf(bytes, length);
      for (StreamProtocol each : protocols) {
        each.probe(Direction.FROM_CLIENT, shown, 0, length);
        each.probe(Direction.FROM_SERVER, shown, 0, length);
      }
    }
  }
}
