package io.weft.protocol.app.ssh;

import static io.weft.dissect.Direction.FROM_CLIENT;
import static io.weft.dissect.Direction.FROM_SERVER;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.weft.bytes.BigEndian;
import io.weft.dissect.Direction;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamDriver;
import io.weft.dissect.StreamProtocol;
import io.weft.protocol.app.StreamTrial;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SshDissectorTest {
  private static final String[] CLIENT = {"kx2,kx1", "hk1", "c1,c2", "c2", "m1", "m1", "none", "z"};
  private static final String[] SERVER = {"kx1,kx2", "hk1", "c2", "c2", "m2", "m1", "none", "z"};

  private final StreamProtocol protocol = StreamTrial.protocol(Ssh::register);
  private final StreamDriver driver = new StreamDriver(protocol.create());

  private static byte[] keyExchange(String... lists) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(Ssh.KEXINIT);
    body.writeBytes(new byte[Ssh.COOKIE]);
    for (String list : lists) {
      body.writeBytes(number(list.length()));
      body.writeBytes(list.getBytes(ISO_8859_1));
    }
    body.writeBytes(new byte[2 * 4 + 1 + 4]); // no languages, no guess, reserved
    int padding = 4;
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.writeBytes(number(1 + body.size() + padding));
    packet.write(padding);
    packet.writeBytes(body.toByteArray());
    packet.writeBytes(new byte[padding]);
    return packet.toByteArray();
  }

  private static byte[] number(int value) {
    byte[] bytes = new byte[4];
    BigEndian.putI32(bytes, 0, value);
    return bytes;
  }

  private static String md5(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(ISO_8859_1));
    return String.format("%032x", new BigInteger(1, digest));
  }

  private void version(Direction direction, String text, int pieces) {
    driver.send(direction, text.getBytes(ISO_8859_1), pieces);
  }

  private SshExchange only() {
    assertEquals(1, driver.exchanges().size(), driver.exchanges()::toString);
    return (SshExchange) driver.exchanges().get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50, 1000})
  void bothOffersInPiecesOfEveryLength(int pieces) throws Exception {
    version(FROM_SERVER, "Go away!\r\nSSH-2.0-OpenSSH_9.2 x\r\n", pieces);
    version(FROM_CLIENT, "SSH-2.0-PuTTY\n", pieces);
    driver.send(FROM_CLIENT, keyExchange(CLIENT), pieces);
    driver.send(FROM_SERVER, keyExchange(SERVER), pieces);
    SshExchange exchange = only();
    assertEquals("2.0-PuTTY to 2.0-OpenSSH_9.2 x", exchange.summary());
    assertEquals("kx2", exchange.kex(), "the client's choice");
    assertEquals("hk1", exchange.hostKey());
    assertEquals("c2", exchange.cipherToServer());
    assertNull(exchange.macToServer(), "nothing in common");
    assertEquals("m1", exchange.macToClient());
    assertEquals("none", exchange.compression());
    assertEquals(md5("kx2,kx1;c1,c2;m1;none"), exchange.hassh());
    assertEquals(md5("kx1,kx2;c2;m1;z"), exchange.hasshServer());
    assertEquals(2, exchange.clientPacket());
    assertEquals(1, exchange.serverPacket());
  }

  @Test
  void oneSideAlone() {
    version(FROM_SERVER, "SSH-1.5-old\n", 1000);
    driver.end(FROM_CLIENT, true).end(FROM_SERVER, true);
    assertEquals("? to 1.5-old", only().summary());
    assertNull(only().hassh());
  }

  @Test
  void aListLongerThanItsMessage() {
    version(FROM_CLIENT, "SSH-2.0-a\r\n", 1000);
    version(FROM_SERVER, "SSH-2.0-b\r\n", 1000);
    byte[] bad = keyExchange(CLIENT);
    BigEndian.putI32(bad, Ssh.PACKET_HEADER + 1 + Ssh.COOKIE, 5000);
    driver.send(FROM_CLIENT, bad).send(FROM_SERVER, keyExchange(SERVER));
    assertNull(only().kex());
  }

  @Test
  void aPacketOfImpossibleLength() {
    version(FROM_CLIENT, "SSH-2.0-a\r\n", 1000);
    driver.send(FROM_CLIENT, new byte[] {-1, -1, -1, -1, 0, 20});
    assertEquals(StreamDissector.LOST, driver.result());
    assertEquals("2.0-a to ?", only().summary());
  }

  @Test
  void probes() {
    byte[] bytes = "SSH-2.0-a\r\n".getBytes(ISO_8859_1);
    assertEquals(ProbeResult.YES, protocol.probe(FROM_SERVER, bytes, 0, bytes.length));
    assertEquals(ProbeResult.MORE, protocol.probe(FROM_CLIENT, bytes, 0, 3));
    assertEquals(ProbeResult.NO, protocol.probe(FROM_CLIENT, bytes, 1, bytes.length));
  }
}
