package io.weft.protocol.app.ssh;

import static io.weft.protocol.Frames.bytes;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.weft.flow.FlowConfig;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the fields of SSH's packets say. */
final class SshFieldsTest {
  private static final byte[] GROUP_ANSWER =
      message(
          "21",
          string(string("ssh-rsa"), string(hex("010001")), string(hex("00c1c2"))),
          string(hex("f1f2f3")),
          string(string("ssh-rsa"), string(hex("51525354"))));

  private Wire wire;
  private Conversation tcp;

  private static byte[] hex(String text) {
    return bytes().hex(text).build();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] string(byte[]... parts) {
    byte[] inside = joined(parts);
    return bytes().u16(0).u16(inside.length).add(inside).build();
  }

  private static byte[] string(String text) {
    return string(text.getBytes(ISO_8859_1));
  }

  /** A packet of a message, its number in base 16, with four bytes of padding. */
  private static byte[] message(String code, byte[]... parts) {
    byte[] body = joined(hex(code), joined(parts));
    byte[] head = bytes().u16(0).u16(1 + body.length + 4).u8(4).build();
    return joined(head, body, hex("a1a2a3a4"));
  }

  private static byte[] offer(String exchange, String cipher) {
    byte[][] parts = new byte[12][];
    Arrays.fill(parts, string("m"));
    parts[0] = new byte[Ssh.COOKIE];
    parts[1] = string(exchange);
    parts[3] = string(cipher);
    parts[4] = string(cipher);
    parts[11] = hex("01 00000000");
    return message("14", parts);
  }

  /** Begins a connection up to both offers. */
  private void begin(String exchange, String cipher) {
    wire = new Wire(FlowConfig.defaults().withAnalysis(true));
    tcp = wire.tcp().open();
    tcp.client.send("SSH-2.0-a\r\n");
    tcp.server.send("SSH-2.0-b\r\n");
    send(tcp.client, offer(exchange, cipher));
    send(tcp.server, offer(exchange, cipher));
  }

  private static void send(Conversation.Side side, byte[] bytes) {
    side.send(new String(bytes, ISO_8859_1));
  }

  private String of(String field) {
    return wire.values().of("ssh." + field);
  }

  @Test
  void anOffer() {
    begin("curve25519-sha256", "aes128-ctr");
    assertEquals("20", of("message_code"));
    assertEquals("true", of("direction"));
    assertEquals("0", of("seq_num"));
    assertEquals("1", of("first_kex_packet_follows"));
    assertEquals("00000000", of("kex.reserved"));
    assertEquals("a1a2a3a4", of("padding_string"));
    assertEquals("curve25519-sha256;aes128-ctr;m;m", of("kex.hasshserver_algorithms"));
    assertEquals(32, of("kex.hasshserver").length());
    assertEquals("", of("kex.hassh"));
  }

  @Test
  void keysOnACurve() {
    begin("curve25519-sha256", "aes128-ctr");
    send(tcp.client, message("1e", string(hex("c0c1"))));
    assertEquals("c0c1", of("ecdh.q_c"));
    assertEquals("2", of("ecdh.q_c_length"));
    assertEquals("1", of("seq_num"));
    send(
        tcp.server,
        message(
            "1f",
            string(string("ssh-ed25519"), string(hex("e0e1e2"))),
            string(hex("d0d1")),
            string(string("ssh-ed25519"), string(hex("b0b1")))));
    assertEquals("ssh-ed25519", of("host_key.type"));
    assertEquals("e0e1e2", of("host_key.eddsa.key"));
    assertEquals("d0d1", of("ecdh.q_s"));
    assertEquals("ssh-ed25519", of("host_sig.type"));
    assertEquals("00000002b0b1", of("host_sig.data"));
  }

  @Test
  void keysInAGroupThatTheServerChooses() {
    begin("diffie-hellman-group-exchange-sha256", "aes128-ctr");
    send(tcp.client, message("22", hex("00000400 00000800 00002000")));
    assertEquals(
        "1024 2048 8192", of("dh_gex.min") + ' ' + of("dh_gex.nbits") + ' ' + of("dh_gex.max"));
    assertEquals("2", of("seq_num"), "as Wireshark counts");
    send(tcp.server, message("1f", string(hex("00d1")), string(hex("05"))));
    assertEquals("00d1 05", of("dh_gex.p") + ' ' + of("dh_gex.g"));
    assertEquals("2 1", of("mpint_length"));
    send(tcp.client, message("20", string(hex("e1e2"))));
    assertEquals("e1e2", of("dh.e"));
    send(tcp.server, GROUP_ANSWER);
    assertEquals("010001 00c1c2", of("host_key.rsa.e") + ' ' + of("host_key.rsa.n"));
    assertEquals("f1f2f3 51525354", of("dh.f") + ' ' + of("host_sig.rsa"));
    assertEquals("3 3 3 4", of("mpint_length"));
  }

  @Test
  void aCurveOfTheStandardsAndAKeyNobodyKnows() {
    begin("ecdh-sha2-nistp256", "aes128-ctr");
    byte[] key = string(string("ecdsa-sha2-nistp256"), string("nistp256"), string(hex("0401")));
    send(tcp.server, message("1f", key, string(hex("d0")), string(string("x"), hex("99"))));
    assertEquals("nistp256 0401", of("host_key.ecdsa.id") + ' ' + of("host_key.ecdsa.q"));
    assertEquals("99", of("host_sig.data"));
    begin("ecdh-sha2-nistp256", "aes128-ctr");
    send(tcp.server, message("1f", string(string("new"), hex("7788")), string(hex("d0"))));
    assertEquals("7788", of("host_key.data"));
  }

  @Test
  void whatIsEncryptedBeginsBehindNewKeys() {
    begin("diffie-hellman-group14-sha256", "aes128-ctr");
    send(tcp.client, message("1e", string(hex("e1"))));
    assertEquals("e1", of("dh.e"));
    send(tcp.client, joined(message("15"), hex("01020304 0506")));
    assertEquals("21", of("message_code"));
    assertEquals("01020304 0506", of("packet_length_encrypted") + ' ' + of("encrypted_packet"));
    assertEquals("false", of("direction"));
    begin("diffie-hellman-group14-sha256", "chacha20-poly1305@openssh.com");
    send(tcp.server, message("15"));
    send(tcp.server, hex("01020304 0506"));
    assertEquals("true", of("direction"));
    assertEquals("", of("encrypted_packet"));
  }

  @Test
  void packetsOfVersion1() {
    wire = new Wire(FlowConfig.defaults().withAnalysis(true));
    tcp = wire.tcp().open();
    tcp.server.send("SSH-1.99-b\n");
    tcp.client.send("SSH-1.5-a\n");
    send(tcp.server, hex("00000005 000000 02 aabbccdd"));
    assertEquals("5 3 2 aabbccdd", old());
    send(tcp.client, hex("00000005 000000 03 aabbccdd"));
    assertEquals("5 3 3 aabbccdd", old());
    send(tcp.client, hex("00000005 000000 0e aabbccdd"));
    assertEquals("5 3  0eaabbccdd", old());
  }

  private String old() {
    String head = of("packet_length") + ' ' + of("padding_length");
    return head + ' ' + of("message_code") + ' ' + of("payload");
  }

  /** Lengths that promise more than there is, and any byte another one. */
  @Test
  void hostileMessagesHarmNobody() {
    byte[] whole = GROUP_ANSWER;
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      byte[] packet = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        packet[5 + random.nextInt(packet.length - 5)] = (byte) random.nextInt();
      }
      begin("diffie-hellman-group14-sha256", "aes128-ctr");
      packet[5] = 31;
      send(tcp.server, packet);
      assertEquals("31", of("message_code"));
    }
    for (int length = 1; length < whole.length; length++) {
      begin("diffie-hellman-group14-sha256", "aes128-ctr");
      byte[] body = Arrays.copyOfRange(whole, 5, 5 + Math.min(length, whole.length - 9));
      send(tcp.server, message("1f", Arrays.copyOfRange(body, 1, body.length)));
      assertFalse(of("packet_length").isEmpty());
    }
  }
}
