package io.weft.protocol.app.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.protocol.app.tls.RecordedStreams.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsProbeTest {
  private static ProbeResult probe(Direction direction, byte[] bytes, int length) {
    return Tls.probe(direction, bytes, 0, length);
  }

  private static ProbeResult hex(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return probe(Direction.FROM_CLIENT, bytes, bytes.length);
  }

  @Test
  void recordedHellos() throws IOException {
    for (List<Piece> pieces : RecordedStreams.of("samples/tls.pcap").all()) {
      byte[] hello = pieces.get(0).bytes();
      for (int length = 0; length < 10; length++) {
        assertEquals(ProbeResult.MORE, probe(Direction.FROM_CLIENT, hello, length));
      }
      assertEquals(ProbeResult.YES, probe(Direction.FROM_CLIENT, hello, hello.length));
      assertEquals(ProbeResult.YES_REVERSED, probe(Direction.FROM_SERVER, hello, hello.length));
    }
  }

  @Test
  void joinedMidway() {
    assertEquals(ProbeResult.YES, hex("17 0303 0100 aa"));
    assertEquals(ProbeResult.YES, hex("17 0303 0001 aa 15 0303 0012"));
    assertEquals(ProbeResult.NO, hex("17 0303 0001 aa 47 45 54"));
    assertEquals(ProbeResult.NO, hex("17 0303 ff00"));
    assertEquals(ProbeResult.NO, hex("17 0403 0010"));
    assertEquals(ProbeResult.NO, hex("19 0303 0010"));
    assertEquals(ProbeResult.NO, hex("16 0303 0010 63"));
  }

  @Test
  void otherProtocols() {
    for (String other :
        List.of("GET / HTTP/1.1\r\n", "SSH-2.0-OpenSSH", "220 ready\r\n", "PRI * HTTP/2.0\r\n")) {
      byte[] bytes = other.getBytes(StandardCharsets.US_ASCII);
      for (int length = 1; length <= bytes.length; length++) {
        assertEquals(ProbeResult.NO, probe(Direction.FROM_CLIENT, bytes, length));
      }
    }
    assertEquals(ProbeResult.NO, hex("80 2e 01 0002 0015 0000 0011 0000000000"));
    assertEquals(ProbeResult.NO, hex("ff534d42 72000000 0018 53c8 0000"));
  }
}
