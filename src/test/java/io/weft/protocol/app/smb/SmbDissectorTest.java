package io.weft.protocol.app.smb;

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

final class SmbDissectorTest {
  private final StreamProtocol protocol = protocol();
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static StreamProtocol protocol() {
    Chain.Builder chain = new Chain.Builder();
    Smb.register(chain);
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

  private static byte[] two(int command, int status, int flags, int id, String body) {
    String header =
        "fe534d42 4000 0000"
            + le(status, 4)
            + le(command, 2)
            + "0100"
            + le(flags, 4)
            + "00000000"
            + le(id, 8)
            + "00".repeat(32);
    byte[] message = hex(header + body);
    byte[] framed = new byte[message.length + 4];
    framed[2] = (byte) (message.length >> 8);
    framed[3] = (byte) message.length;
    System.arraycopy(message, 0, framed, 4, message.length);
    return framed;
  }

  private static String le(int value, int bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes; i++) {
      text.append(String.format("%02x", (long) value >>> (8 * i) & 0xFF));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void commandsAreJoinedToTheirResponses(int pieces) {
    driver.send(FROM_CLIENT, two(0, 0, 0, 0, "24000500"), pieces);
    driver.send(FROM_SERVER, two(0, 0, 1, 0, "41000000"), pieces);
    driver.send(FROM_CLIENT, two(3, 0, 0, 1, "0900000048000400 61006200"), pieces);
    driver.send(FROM_CLIENT, two(8, 0, 0, 2, "31000000"), pieces);
    driver.send(FROM_SERVER, two(8, 0x103, 1, 2, "0900"), pieces);
    driver.send(FROM_SERVER, two(3, 0xC00000CC, 1, 1, "0900"), pieces);
    driver.send(FROM_SERVER, two(8, 0, 1, 2, "11" + "00".repeat(5000)), pieces);
    driver.send(FROM_CLIENT, two(6, 0, 0, 3, "1800"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(
        List.of(
            "negotiate success",
            "tree_connect ab bad_network_name",
            "read success",
            "close unanswered"),
        told());
  }

  @Test
  void isRecognised() {
    byte[] request = two(0, 0, 0, 0, "24000500");
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, request));
    assertEquals(ProbeResult.MORE, protocol.probe(FROM_CLIENT, request, 0, 3));
    assertEquals(ProbeResult.YES_REVERSED, probe(FROM_CLIENT, two(0, 0, 1, 0, "4100")));
    assertEquals(ProbeResult.YES, probe(FROM_CLIENT, hex("81000044 20" + "41".repeat(67))));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("0000002400010203040506")));
    assertEquals(ProbeResult.NO, probe(FROM_CLIENT, hex("16030100")));
  }
}
