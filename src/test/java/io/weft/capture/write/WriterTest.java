package io.weft.capture.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CaptureOptions;
import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.SweepTest;
import io.weft.capture.open.Captures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterTest {
  private static final byte[] PACKET = CaptureBytes.packet(90, 5);
  private static final long NANOS = 1_700_000_000_123_456_789L;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesPcap(boolean nanoseconds) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapWriter writer =
        new PcapWriter(out, LinkType.LINUX_SLL, PcapWriter.WHOLE_PACKETS, nanoseconds)) {
      writer.write(PACKET, 10, 61, 1514, NANOS, 0);
      writer.write(PACKET, 0, 0, 0, 0, 0);
      assertThrows(IllegalArgumentException.class, () -> writer.write(PACKET, 0, 1, 1, -1, 0));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.write(PACKET, 0, 1, 1, 4_294_967_296_000_000_000L, 0));
    }
    Contents contents = CaptureBytes.read(out.toByteArray());
    assertEquals(
        List.of(
            new Copy(
                1,
                CaptureBytes.latin1(CaptureBytes.packet(61, 15)),
                1514,
                nanoseconds ? NANOS : NANOS / 1000 * 1000,
                true,
                113,
                0,
                null),
            new Copy(2, "", 0, 0, true, 113, 0, null)),
        contents.records());
    assertEquals(PcapWriter.WHOLE_PACKETS, contents.faces().get(0).snaplen());
    assertEquals(nanoseconds ? "nsecpcap" : "pcap", contents.info().files().get(0).format());
  }

  @Test
  void writesPcapng() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CaptureInterface first =
        new CaptureInterface(
            0,
            "test",
            "eth0",
            "größer",
            1,
            200,
            1_000_000_000,
            4,
            "ip",
            "Linux",
            "card",
            "hi",
            null);
    CaptureInterface.Statistics statistics =
        new CaptureInterface.Statistics(NANOS, NANOS + 1, 10, 20, -1, 40, 50);
    try (PcapngWriter writer = new PcapngWriter(out, "a test")) {
      assertEquals(0, writer.addInterface(first));
      writer.write(PACKET, 0, 61, 61, NANOS, 0, "see\nthis");
      assertEquals(1, writer.addInterface("lo", LinkType.NULL, 0));
      writer.writeSecrets(CaptureInfo.Secrets.TLS_KEY_LOG, new byte[] {1, 2, 3});
      writer.write(PACKET, 0, 64, 70, NANOS + 1, 1);
      writer.writeStatistics(0, statistics, NANOS + 2);
      assertThrows(IllegalArgumentException.class, () -> writer.write(PACKET, 0, 1, 1, 1, 2));
    }
    Contents contents = CaptureBytes.read(out.toByteArray());
    assertTrue(contents.end().complete());
    assertEquals(
        List.of(
            new Copy(
                1,
                CaptureBytes.latin1(CaptureBytes.packet(61, 5)),
                61,
                NANOS,
                true,
                1,
                0,
                "see\nthis"),
            new Copy(
                2,
                CaptureBytes.latin1(CaptureBytes.packet(64, 5)),
                70,
                NANOS + 1,
                true,
                0,
                1,
                null)),
        contents.records());
    assertEquals(
        new CaptureInterface(
            0,
            "test",
            "eth0",
            "größer",
            1,
            200,
            1_000_000_000,
            4,
            "ip",
            "Linux",
            "card",
            "hi",
            statistics),
        contents.faces().get(0));
    assertEquals("lo", contents.faces().get(1).name());
    assertEquals("a test", contents.info().sections().get(0).application());
    assertArrayEquals(new byte[] {1, 2, 3}, contents.info().secrets().get(0).bytes());
  }

  @Test
  void copiesCapturesPacketByPacket() throws IOException {
    byte[] original = SweepTest.files().get(0);
    Path copy = folder.resolve("copy.pcapng");
    CapturedPacket packet = new CapturedPacket();
    try (PacketSource source = Captures.open(CaptureBytes.channel(original), "test");
        PcapngWriter writer = PcapngWriter.create(copy)) {
      for (CaptureInterface face : source.interfaces()) {
        writer.addInterface(face);
      }
      while (source.next(packet)) {
        writer.write(packet);
      }
    }
    try (PacketSource source = Captures.open(copy)) {
      assertEquals(CaptureBytes.read(original).records(), Contents.of(source).records());
    }
  }

  @Test
  void leavesWholeRecordsInTheFileBetweenFlushes() throws IOException {
    Path file = folder.resolve("live.pcap");
    try (PcapWriter writer = PcapWriter.create(file, LinkType.ETHERNET)) {
      writer.flush();
      assertEquals(24, Files.size(file));
      writer.write(PACKET, 0, 90, 90, NANOS, 0);
      assertEquals(24, Files.size(file));
      writer.flush();
      byte[] large = new byte[100_000];
      for (int i = 0; i < 20; i++) {
        writer.write(large, 0, large.length, large.length, NANOS, 0);
        try (PacketSource source = Captures.open(file)) {
          Contents contents = Contents.of(source);
          assertTrue(contents.end().complete(), contents.end().toString());
          assertTrue(contents.records().size() > i - 5);
        }
      }
      byte[] larger = new byte[1_000_000]; // more than the buffer holds
      writer.write(larger, 0, larger.length, larger.length, NANOS, 0);
    }
    try (PacketSource source =
        Captures.open(List.of(file), new CaptureOptions(2_000_000, 0, false))) {
      List<Copy> records = Contents.of(source).records();
      assertEquals(22, records.size());
      assertEquals(1_000_000, records.get(21).bytes().length());
    }
  }
}
