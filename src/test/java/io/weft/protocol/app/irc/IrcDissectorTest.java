package io.weft.protocol.app.irc;

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

final class IrcDissectorTest {
  private final StreamTrial stream = new StreamTrial(Irc::register);
  private final StreamDriver driver = stream.driver();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void registrationsAndChannels(int pieces) {
    driver.send(FROM_CLIENT, bytes("PASS secret\r\nNICK bob\r\nUSER b 0 * :Bob\r\n"), pieces);
    driver.send(FROM_SERVER, bytes(":a.test NOTICE * :hello\r\n:a.test 001 bob :hi\r\n"), pieces);
    driver.send(FROM_CLIENT, bytes("JOIN #x\r\nPRIVMSG #x :words\r\n"), pieces);
    driver.send(FROM_SERVER, bytes(":a.test 353 bob = #x :bob\r\n"), pieces);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals(List.of("NICK bob 001", "JOIN #x 353"), stream.told());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void startTlsLeadsOnWhereTheServerAgrees(int pieces) {
    driver.send(FROM_CLIENT, bytes("CAP LS\r\nSTARTTLS\r\n"), pieces);
    driver.send(FROM_SERVER, bytes(":a.test 670 * :go on\r\n"), pieces);
    assertEquals(List.of("tls"), driver.handOvers());
  }

  @Test
  void isRecognised() {
    assertEquals(ProbeResult.YES, stream.probe(FROM_CLIENT, bytes("NICK bob\r\n")));
    assertEquals(ProbeResult.MORE, stream.probe(FROM_CLIENT, bytes("NIC")));
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, bytes(":a.test NOTICE * :x\r\n")));
    assertEquals(ProbeResult.YES, stream.probe(FROM_SERVER, bytes(":a.test 001 bob :x\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_SERVER, bytes(":a word\r\n")));
    assertEquals(ProbeResult.NO, stream.probe(FROM_CLIENT, hex("16030100")));
  }
}
