package io.weft.protocol.app.smb;

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

final class SmbDissectorTest {
  private final StreamTrial stream = new StreamTrial(Smb::register);
  private final StreamDriver driver = stream.driver();

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

  /** A message of version 1 without parameters and data. */
  private static byte[] one(int command, int flags, int id) {
    String numbers = "0000".repeat(3) + le(id, 2);
    return hex(
        String.format("00000023 ff534d42 %02x 00000000 %02x", command, flags)
            + "00".repeat(14)
            + numbers
            + "000000");
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
        stream.told());
  }

  @Test
  void aLoginByNtlmTellsItsUser() {
    String login =
        "4e544c4d53535000 03000000 0000000000000000 0000000000000000"
            + "0000000000000000 0200020040000000 0000000000000000 0000000000000000 00000000"
            + "626f";
    driver.send(FROM_CLIENT, two(1, 0, 0, 1, "19000000" + login));
    driver.send(FROM_CLIENT, two(8, 0, 0, 2, "19000000" + login));
    driver.end();
    assertEquals(List.of("session_setup bo unanswered", "read unanswered"), stream.told());
  }

  @Test
  void isRecognised() {
    byte[] request = two(0, 0, 0, 0, "24000500");
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, request));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, request, 3));
    assertEquals(ProbeResult.YES_REVERSED, stream.probe(FROM_CLIENT, two(0, 0, 1, 0, "4100")));
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, hex("81000044 20" + "41".repeat(67))));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("0000002400010203040506")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }

  @Test
  void anEncryptedMessageDoesNotShowWhoSendsIt() {
    byte[] sealed = hex("00000044 fd534d42" + "5a".repeat(64));
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, sealed));
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, sealed));
  }

  @Test
  void commandsOfTheFirstVersionHaveTheirNames() {
    driver.send(FROM_CLIENT, one(0x72, 0, 7));
    driver.send(FROM_SERVER, one(0x72, 0x80, 7));
    driver.send(FROM_CLIENT, one(0xC7, 0, 8));
    driver.end();
    assertEquals(List.of("smb1_negotiate success", "smb1_c7 unanswered"), stream.told());
  }
}
