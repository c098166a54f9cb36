package io.weft.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.open.Captures;
import io.weft.capture.write.PacketWriter;
import io.weft.capture.write.PcapWriter;
import io.weft.capture.write.PcapngWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PoisonTest {
  /** With many refills and odd lengths, no byte may be read again after it was handed out. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void poisonedPacketsReadAlike(boolean pcapng) throws IOException {
    Random random = new Random(3);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = new byte[200_000];
    random.nextBytes(bytes);
    try (PacketWriter writer = writer(pcapng, out)) {
      for (int i = 0; i < 4000; i++) {
        int length = random.nextInt(i % 100 == 0 ? bytes.length : 1500);
        writer.write(bytes, i % 100, Math.min(length, bytes.length - 100), length, i, 0);
      }
    }
    List<Copy> plain = CaptureBytes.read(out.toByteArray()).records();
    try (PacketSource source =
        new PoisoningSource(Captures.open(CaptureBytes.channel(out.toByteArray()), "test"))) {
      assertEquals(plain, Contents.of(source).records());
    }
    assertEquals(4000, plain.size());
  }

  private static PacketWriter writer(boolean pcapng, ByteArrayOutputStream out) throws IOException {
    if (!pcapng) {
      return new PcapWriter(out, 1, PcapWriter.WHOLE_PACKETS, true);
    }
    PcapngWriter writer = new PcapngWriter(out, "a test");
    writer.addInterface(null, 1, 0);
    return writer;
  }

  @Test
  void poisonIsSeenByWhoeverKeepsAView() throws IOException {
    CaptureBytes file =
        CaptureBytes.littleEndian()
            .pcapHeader()
            .pcapRecord(1, 1, new byte[] {1, 2})
            .pcapRecord(1, 1, new byte[] {3, 4});
    try (PacketSource source = new PoisoningSource(file.open())) {
      CapturedPacket packet = new CapturedPacket();
      source.next(packet);
      byte[] kept = packet.bytes();
      int at = packet.offset();
      source.next(packet);
      assertEquals(PoisoningSource.POISON, kept[at]);
      assertEquals(PoisoningSource.POISON, kept[at + 1]);
      assertEquals(3, packet.bytes()[packet.offset()]);
    }
  }
}
