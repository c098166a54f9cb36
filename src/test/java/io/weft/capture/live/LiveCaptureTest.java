package io.weft.capture.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.bytes.Hex;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.WaitListener;
import io.weft.capture.open.Captures;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures on this machine's loopback interface, of datagrams that the test sends. */
class LiveCaptureTest {
  private static final int DATAGRAMS = 500;

  private static LiveSource open(LiveOptions.Transfer transfer, int port, Duration duration)
      throws IOException {
    LiveOptions lo = LiveOptions.of("lo");
    try {
      return LiveCapture.open(
          new LiveOptions(
              "lo",
              "udp dst port " + port,
              lo.snaplen(),
              false,
              1 << 20,
              LiveOptions.Direction.IN,
              false,
              0,
              duration,
              null,
              transfer));
    } catch (LiveException e) {
      assumeTrue(false, e.getMessage());
      throw e;
    }
  }

  private static void send(DatagramSocket socket, int number) throws IOException {
    byte[] payload = ("datagram " + number).getBytes(UTF_8);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    socket.send(new DatagramPacket(payload, payload.length, loopback, socket.getLocalPort()));
  }

  @ParameterizedTest
  @EnumSource(LiveOptions.Transfer.class)
  void everyPacketComesInOrderByEitherTransfer(LiveOptions.Transfer transfer) throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LiveSource source = open(transfer, socket.getLocalPort(), Duration.ofSeconds(30))) {
      long before = source.statistics().received(); // packets that came before the filter was set
      for (int i = 0; i < DATAGRAMS; i++) {
        send(socket, i);
      }
      long now = LiveSource.now();
      CapturedPacket packet = new CapturedPacket();
      for (int i = 0; i < DATAGRAMS; i++) {
        assertTrue(source.next(packet), "ended after " + i);
        String text = new String(packet.bytes(), packet.offset(), packet.capturedLength(), UTF_8);
        assertTrue(text.endsWith("datagram " + i), text);
        assertTrue(Math.abs(packet.timeNanos() - now) < 10_000_000_000L, "" + packet.timeNanos());
      }
      // The kernel counts packets in both directions; libpcap leaves one direction out.
      assertEquals(2 * DATAGRAMS, source.statistics().received() - before);
      assertEquals(0, source.statistics().dropped());
      assertEquals("lo", source.interfaces().get(0).name());
      source.stop();
      assertFalse(source.next(packet));
      assertTrue(source.end().complete());
    }
  }

  @ParameterizedTest
  @EnumSource(LiveOptions.Transfer.class)
  void timeGoesByWhileNothingComes(LiveOptions.Transfer transfer) throws Exception {
    List<Long> ticks = new ArrayList<>();
    List<Long> quiet = new ArrayList<>();
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LiveSource source = open(transfer, socket.getLocalPort(), Duration.ofSeconds(2))) {
      source.whileWaiting(
          new WaitListener() {
            @Override
            public void onTick(long nanos) {
              ticks.add(nanos);
            }

            @Override
            public void onQuiet(long upTo) {
              quiet.add(upTo);
            }
          });
      assertFalse(source.next(new CapturedPacket()), "the duration ends it");
    }
    assertTrue(ticks.size() >= 5 && ticks.size() <= 40, "" + ticks);
    assertFalse(quiet.isEmpty());
    assertTrue(quiet.get(0) < ticks.get(0), "behind the wall clock");
  }

  @Test
  void whatFindsTheQueueFullIsDroppedAndCounted() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        LiveSource source =
            open(LiveOptions.Transfer.CALLBACK, socket.getLocalPort(), Duration.ofSeconds(60))) {
      byte[] payload = new byte[60_000];
      InetAddress loopback = InetAddress.getLoopbackAddress();
      DatagramPacket datagram =
          new DatagramPacket(payload, payload.length, loopback, socket.getLocalPort());
      long deadline = System.nanoTime() + 50_000_000_000L;
      int sent = 0;
      while (source.statistics().queueDropped() == 0 && System.nanoTime() < deadline) {
        socket.send(datagram);
        if (++sent % 8 == 0) {
          Thread.sleep(1); // otherwise the kernel's buffer would be full first
        }
      }
      assertTrue(source.statistics().queueDropped() > 0, "dropped none of " + sent);
      source.stop();
      CapturedPacket packet = new CapturedPacket();
      int got = 0;
      while (source.next(packet)) {
        assertEquals(60_042, packet.capturedLength());
        got++;
      }
      assertTrue(got >= CallbackFeed.CAPACITY / 60_058 - 1, "" + got);
      assertTrue(got < sent, got + " of " + sent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dns.pcap", "vlan.pcap", "cooked-v1.pcap", "raw-ip.pcap", "dns-http.pcapng"})
  void libpcapReadsTheSamePacketsFromAFile(String sample) throws Exception {
    Path file = Path.of("samples", sample);
    try (PacketSource own = Captures.open(file);
        PacketSource libpcaps = openWithLibpcap(file, null)) {
      CapturedPacket expected = new CapturedPacket();
      CapturedPacket actual = new CapturedPacket();
      while (own.next(expected)) {
        assertTrue(libpcaps.next(actual));
        assertEquals(expected.timeNanos(), actual.timeNanos());
        assertEquals(expected.linkType(), actual.linkType());
        assertEquals(expected.originalLength(), actual.originalLength());
        assertEquals(text(expected), text(actual));
      }
      assertFalse(libpcaps.next(actual));
      assertTrue(libpcaps.end().complete());
    }
  }

  private static String text(CapturedPacket packet) {
    return Hex.of(
        Arrays.copyOfRange(
            packet.bytes(), packet.offset(), packet.offset() + packet.capturedLength()));
  }

  private static PacketSource openWithLibpcap(Path file, String filter) throws IOException {
    try {
      return LibpcapFile.open(file.toString(), filter);
    } catch (LiveException e) {
      assumeTrue(e.reason() != LiveException.Reason.NO_LIBPCAP, e.getMessage());
      throw e;
    }
  }

  @Test
  void libpcapsWordsTellWhatIsWrongWithAFile() throws Exception {
    Path sample = Path.of("samples/dns.pcap");
    LiveException filter =
        assertThrows(LiveException.class, () -> openWithLibpcap(sample, "no filter"));
    assertEquals(LiveException.Reason.BAD_FILTER, filter.reason());
    IOException format =
        assertThrows(IOException.class, () -> openWithLibpcap(Path.of("README.md"), null));
    assertTrue(format.getMessage().startsWith("README.md: "), format.getMessage());
    Path cut = Files.createTempFile("weft", ".pcap");
    try {
      Files.write(cut, Arrays.copyOf(Files.readAllBytes(sample), 1_000));
      try (PacketSource source = openWithLibpcap(cut, null)) {
        CapturedPacket packet = new CapturedPacket();
        int packets = 0;
        while (source.next(packet)) {
          packets++;
        }
        assertTrue(packets > 0);
        assertFalse(source.end().complete());
        assertTrue(source.end().lost().contains("truncated"), source.end().lost());
      }
    } finally {
      Files.delete(cut);
    }
  }
}
