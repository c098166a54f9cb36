package io.weft.protocol.app.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Anomaly;
import io.weft.dissect.Cursor;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DnsDissectorTest {
  private static final byte[] RESPONSE =
      DnsBytes.header(7, DnsBytes.RESPONSE, 1, 2, 0, 1)
          .question("shop.test", 1)
          .pointer(12)
          .record(5, 60, "0377 77 77 c00c")
          .pointer(39)
          .record(1, 60, "c0000201")
          .u8(0)
          .record(41, 0, "")
          .bytes();

  private static final int CLIENT = 50_000;

  private final Chain.Builder builder = new Chain.Builder();
  private final Cursor cursor = new Cursor();
  private final Packet packet = cursor.packet();

  private Packet dissect(byte[] message, int captured, int port) {
    Dns.register(builder);
    Chain chain = builder.build();
    cursor.wrap(message, 0, captured, message.length);
    chain.dissect(reader(port), cursor);
    return packet;
  }

  /** Who reads the wrapped message at a server's port. */
  private Dissector reader(int port) {
    return builder.udpPayloads().choose(cursor, CLIENT, port);
  }

  @Test
  void aMessageIsALayer() {
    dissect(RESPONSE, RESPONSE.length, 53);
    Dns dns = new Dns();
    assertTrue(packet.bind(dns));
    assertNull(packet.anomaly());
    assertEquals(7, dns.id());
    assertTrue(dns.isResponse());
    assertEquals("shop.test", dns.questionName());
    assertEquals(1, dns.questionCount());
    assertEquals(2, dns.answerCount());
    assertEquals(0, dns.authorityCount());
    assertEquals(1, dns.additionalCount());
    assertEquals(0, dns.responseCode());
    assertEquals(RESPONSE.length, dns.limit() - dns.start());
    assertFalse(packet.bind(new Dns(Dns.MULTICAST)));
  }

  @Test
  void portsTellTheKind() {
    assertSame(Dns.MULTICAST, dissect(RESPONSE, RESPONSE.length, 5353).protocol(0));
    Chain.Builder other = new Chain.Builder();
    Dns.register(other);
    cursor.wrap(RESPONSE, 0, RESPONSE.length, RESPONSE.length);
    assertSame(Dns.LINK_LOCAL, other.udpPayloads().choose(cursor, 5355, CLIENT).protocol());
    assertEquals(3, other.build().datagrams().size());
  }

  @Test
  void everyTruncationByTheCaptureIsSaidToBeOne() {
    Dns.register(builder);
    Chain chain = builder.build();
    for (int captured = 1; captured < RESPONSE.length; captured++) {
      cursor.wrap(RESPONSE, 0, captured, RESPONSE.length);
      chain.dissect(reader(53), cursor);
      assertSame(Anomaly.CUT_BY_CAPTURE, packet.anomaly(), "captured " + captured);
      assertEquals(captured < Dns.HEADER_LENGTH ? 0 : 1, packet.layerCount());
    }
  }

  @Test
  void everyTruncationOnTheWireIsALie() {
    Dns.register(builder);
    Chain chain = builder.build();
    for (int length = Dns.HEADER_LENGTH; length < RESPONSE.length; length++) {
      cursor.wrap(Arrays.copyOf(RESPONSE, length), 0, length, length);
      chain.dissect(reader(53), cursor);
      assertSame(Dns.BAD_COUNT, packet.anomaly(), "of " + length);
    }
  }

  @Test
  void hostileCounts() {
    byte[] lying = Arrays.copyOf(RESPONSE, RESPONSE.length);
    Arrays.fill(lying, 6, 12, (byte) 0xFF);
    assertSame(Dns.BAD_COUNT, dissect(lying, lying.length, 53).anomaly());
    byte[] badLabel = Arrays.copyOf(RESPONSE, RESPONSE.length);
    badLabel[12] = (byte) 0x80;
    cursor.wrap(badLabel, 0, badLabel.length, badLabel.length);
    reader(53).dissect(cursor);
    assertSame(Dns.BAD_NAME, packet.anomaly());
  }

  @Test
  void noMessageIsNoLayer() {
    assertEquals(0, dissect(new byte[0], 0, 53).layerCount());
    assertNull(packet.anomaly());
  }

  @Test
  void flippedBytes() {
    Dns.register(builder);
    Chain chain = builder.build();
    Random random = new Random(1035);
    int anomalies = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] flipped = RESPONSE.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt(256);
      }
      cursor.wrap(flipped, 0, flipped.length, flipped.length);
      chain.dissect(reader(53), cursor);
      assertEquals(1, packet.layerCount());
      anomalies += packet.anomaly() == null ? 0 : 1;
      if (packet.anomaly() != null) {
        assertNotNull(packet.problem().sentence());
      }
    }
    assertTrue(anomalies > 5_000 && anomalies < 45_000, anomalies + " anomalies");
  }
}
