package io.weft.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reading a file that is cut or has flipped bits throws nothing but {@link CaptureFormatException}.
 */
public class SweepTest {
  public static List<byte[]> files() {
    CaptureBytes pcap = CaptureBytes.in(ByteOrder.BIG_ENDIAN).pcapHeader();
    for (int i = 0; i < 8; i++) {
      pcap.pcapRecord(i, i, CaptureBytes.packet(i * 11, i));
    }
    CaptureBytes pcapng = CaptureBytes.littleEndian();
    pcapng.section(pcapng.option(1, "comment")).describe(1, 0, pcapng.option(2, "eth0"));
    pcapng.enhanced(0, 1, CaptureBytes.packet(33, 1), pcapng.option(1, "packet"));
    pcapng.block(4, pcapng.body().u16(1).u16(8).u8(1, 2, 3, 4).text("abc\0").u32(0).bytes());
    pcapng.block(3, pcapng.body().u32(5).raw(CaptureBytes.packet(5, 9)).bytes());
    pcapng.block(0x4000_0BAD, new byte[21]);
    pcapng.block(10, pcapng.body().u32(1).u32(3).text("key").bytes());
    pcapng.order(ByteOrder.BIG_ENDIAN).section().describe(101, 100);
    pcapng.enhanced(0, 2, CaptureBytes.packet(20, 2));
    pcapng.block(2, pcapng.body().u16(0).u16(0).u64(7).u32(4).u32(4).u32(99).bytes());
    pcapng.block(5, pcapng.body().u32(0).u64(0).options(pcapng.option(4, new byte[8])).bytes());
    return List.of(pcap.bytes(), pcapng.bytes());
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("files")
  void everyPrefixGivesAPrefixOfThePackets(byte[] file) throws IOException {
    Contents whole = CaptureBytes.read(file);
    assertTrue(whole.end().complete());
    int before = 0;
    boolean opened = false;
    for (int length = 0; length < file.length; length++) {
      byte[] prefix = Arrays.copyOf(file, length);
      try {
        Contents cut = CaptureBytes.read(prefix);
        opened = true;
        List<Copy> records = cut.records();
        assertEquals(whole.records().subList(0, records.size()), records);
        assertTrue(records.size() >= before, "fewer packets in " + length + " bytes");
        before = records.size();
        for (CaptureEnd.Damage damage : cut.end().damages()) {
          assertTrue(damage.offset() < length, damage.sentence());
          // What comes before the offset must be a capture without damage.
          byte[] good = Arrays.copyOf(file, (int) damage.offset());
          Contents same = CaptureBytes.read(good);
          assertTrue(same.end().complete());
          assertEquals(records, same.records());
        }
      } catch (CaptureFormatException e) {
        assertFalse(opened, "no capture at " + length + " bytes, but at fewer");
      }
    }
    assertTrue(before >= whole.records().size() - 1);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("files")
  void flippedBitsNeverThrow(byte[] file) throws IOException {
    Random random = new Random(42);
    int told = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] flipped = file.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
      }
      try {
        told += CaptureBytes.read(flipped).end().complete() ? 0 : 1;
      } catch (CaptureFormatException e) {
        told++;
      }
    }
    assertTrue(told > 1000, "only " + told + " damages noticed");
  }

  @Test
  void arbitraryBytesAreRefusedOrRead() throws IOException {
    Random random = new Random(7);
    byte[][] starts = {
      {},
      {(byte) 0xA1, (byte) 0xB2, (byte) 0xC3, (byte) 0xD4, 0, 2, 0, 4},
      {0x1F, (byte) 0x8B},
      {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD},
      {0x04, 0x22, 0x4D, 0x18},
      {(byte) 0xFD, '7', 'z', 'X', 'Z', 0},
      {0x0A, 0x0D, 0x0D, 0x0A},
      {0x50, 0x2A, 0x4D, 0x18},
    };
    int refused = 0;
    for (int i = 0; i < 8000; i++) {
      byte[] start = starts[i % starts.length];
      byte[] bytes = new byte[start.length + random.nextInt(200)];
      random.nextBytes(bytes);
      System.arraycopy(start, 0, bytes, 0, start.length);
      try {
        CaptureBytes.read(bytes);
      } catch (CaptureFormatException e) {
        refused++;
      }
    }
    assertTrue(refused > 6000, refused + " refused");
  }
}
