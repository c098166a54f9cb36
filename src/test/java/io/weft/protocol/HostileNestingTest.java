package io.weft.protocol;

import static io.weft.protocol.Frames.IPV4;
import static io.weft.protocol.Frames.UDP;
import static io.weft.protocol.Frames.bytes;
import static io.weft.protocol.Frames.data;
import static io.weft.protocol.Frames.ethernet;
import static io.weft.protocol.Frames.extension;
import static io.weft.protocol.Frames.ipv4;
import static io.weft.protocol.Frames.ipv6;
import static io.weft.protocol.Frames.udp;
import static io.weft.protocol.Frames.vlan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.DataSource;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Layers within layers, more than a packet may have. */
final class HostileNestingTest {
  private final Dissection dissection = new Dissection();

  private static byte[] nest(int times, byte[] innermost, UnaryOperator<byte[]> wrap) {
    byte[] packet = innermost;
    for (int i = 0; i < times; i++) {
      packet = wrap.apply(packet);
    }
    return packet;
  }

  private void assertTooDeep(String name) {
    assertEquals(Packet.MAX_LAYERS, dissection.packet().layerCount());
    assertEquals(name, dissection.packet().protocol(Packet.MAX_LAYERS - 1).name());
    assertEquals("too_deep", dissection.anomaly());
    assertEquals(1, dissection.packet().refusedLayers(), "dissection ends there");
  }

  @Test
  void justDeepEnough() {
    byte[] packet = nest(30, ipv4(UDP, udp(1, 2, data(0))), inner -> ipv4(4, inner));
    dissection.ip(packet);
    assertEquals(Packet.MAX_LAYERS, dissection.packet().layerCount());
    assertEquals("none", dissection.anomaly());
    assertEquals(0, dissection.packet().refusedLayers());
    assertTrue(dissection.layers().endsWith(":ip:udp"));
  }

  @Test
  void fortyLayers() {
    dissection.ip(nest(39, ipv4(UDP, data(8)), inner -> ipv4(4, inner)));
    assertTooDeep("ip");
    dissection.ip(ipv4(UDP, udp(1, 2, data(0))));
    assertEquals(0, dissection.packet().refusedLayers(), "the next packet begins anew");
  }

  /** Every message counts that found no room, as nothing ends with the first one. */
  @Test
  void fortyMessagesInOnePacket() {
    Protocol protocol = Protocol.of("test", "Test");
    DataSource source = DataSource.of("Reassembled Test");
    dissection.ip(ipv4(UDP, udp(1, 2, data(0))));
    for (int i = 0; i < 40; i++) {
      dissection.annotations().append(source, protocol, data(40), i, i + 1, null);
    }
    Packet packet = dissection.packet();
    assertEquals(Packet.MAX_LAYERS, packet.layerCount());
    assertEquals(40 + 2 - Packet.MAX_LAYERS, packet.refusedLayers());
    assertEquals("none", dissection.anomaly());
    assertSame(source, packet.source(Packet.MAX_LAYERS - 1));
    assertEquals(Packet.MAX_LAYERS - 2, packet.sourceNumber(Packet.MAX_LAYERS - 1));
  }

  @Test
  void ipInIp() {
    dissection.ip(nest(200, ipv4(UDP, udp(1, 2, data(0))), inner -> ipv4(4, inner)));
    assertTooDeep("ip");
  }

  @Test
  void vlanTags() {
    dissection.ethernet(
        ethernet(0x8100, nest(5000, vlan(1, IPV4, data(0)), in -> vlan(1, 0x8100, in))));
    assertTooDeep("vlan");
    assertEquals(Packet.MAX_VLANS, dissection.packet().vlanCount());
  }

  @Test
  void extensionHeaders() {
    dissection.ip(ipv6(60, nest(500, extension(59, 8, data(0)), in -> extension(60, 8, in))));
    assertTooDeep("ipv6.dstopts");
  }

  @Test
  void greInGre() {
    byte[] header = bytes().hex("00000800").build();
    dissection.ip(
        nest(100, ipv4(UDP, data(8)), inner -> ipv4(47, bytes().add(header, inner).build())));
    assertTooDeep("gre");
  }

  @Test
  void errorsThatQuoteErrors() {
    dissection.ip(nest(100, ipv4(UDP, data(8)), inner -> ipv4(1, Frames.icmp(3, 1, 0, inner))));
    assertEquals(Packet.MAX_LAYERS, dissection.packet().layerCount());
    assertEquals("none", dissection.anomaly(), "what is quoted is nobody's fault");
    assertEquals(2, dissection.packet().quotedFrom());
    assertEquals(1, dissection.packet().refusedLayers());
  }

  @Test
  void captureHeadersInCaptureHeaders() {
    byte[] header = bytes().hex("0000 0800 c0000000").build();
    dissection.of(192, nest(100, data(0), inner -> bytes().add(header, inner).build()));
    assertTooDeep("ppi");
  }

  /** The longest stack of labels is one layer; it ends with the frame. */
  @Test
  void aFrameFullOfLabels() {
    byte[] labels = nest(16_000, data(0), inner -> inner.length == 0 ? new byte[64_000] : inner);
    dissection.ethernet(ethernet(0x8847, labels));
    assertEquals("eth", dissection.layers());
    assertEquals("length_lie", dissection.anomaly());
  }
}
