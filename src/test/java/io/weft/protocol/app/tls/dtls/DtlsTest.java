package io.weft.protocol.app.tls.dtls;

import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.dissect.Packet;
import io.weft.protocol.Dissection;
import org.junit.jupiter.api.Test;

final class DtlsTest {
  private static final String HELLO = "16 fefd 0000 000000000001 0010 01 000200 0000 000000 000004";
  private static final String REST = " fefd5a5a";
  private static final String CHANGE = "14 fefd 0000 000000000002 0001 01";
  private static final String FINISHED = "16 fefd 0001 000000000000 0004 5a5a5a5a";
  private static final String DATA = "17 feff 0001 000000000001 0002 5a5a";

  private final Dissection dissection = new Dissection();

  /** The last layer, where it is of DTLS what is shown of it. */
  private String info(String payload) {
    dissection.ip(ipv4(UDP, udp(40_000, 40_001, bytes().hex(payload).build())));
    Packet packet = dissection.packet();
    int last = packet.layerCount() - 1;
    StringBuilder text = new StringBuilder();
    if (packet.protocol(last) == Dtls.PROTOCOL) {
      dissection.chain().info(Dtls.PROTOCOL).describe(packet, last, text);
    } else {
      text.append(packet.protocol(last));
    }
    return text.toString();
  }

  @Test
  void recordsFillTheDatagram() {
    assertEquals("client_hello", info(HELLO + REST));
    assertEquals(
        "client_hello, change_cipher_spec, handshake", info(HELLO + REST + CHANGE + FINISHED));
    assertEquals("application_data", info(DATA));
    assertEquals("data", info(DATA + "00"));
    assertEquals("data", info(HELLO));
  }

  @Test
  void recordsOfVersion3MayFollow() {
    assertEquals("client_hello", info(HELLO + REST + "2e 0000 0002 5a5a"));
  }

  @Test
  void anotherVersionIsNone() {
    assertEquals("data", info(DATA.replace("feff", "fefc")));
    assertEquals("data", info(DATA.replace("17", "1b")));
  }
}
