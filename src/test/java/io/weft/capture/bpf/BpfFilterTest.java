package io.weft.capture.bpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes;
import io.weft.capture.CapturedPacket;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpfFilterTest {
  private static final byte[] PACKET = CaptureBytes.packet(60, 1);

  /** A program; each instruction is its code, both jumps and its operand. */
  static BpfProgram program(int[]... instructions) {
    int n = instructions.length;
    int[][] columns = new int[4][n];
    for (int i = 0; i < n; i++) {
      for (int column = 0; column < 4; column++) {
        columns[column][i] = instructions[i][column];
      }
    }
    return BpfProgram.of(columns[0], columns[1], columns[2], columns[3]);
  }

  private static int[] op(int code, int k) {
    return new int[] {code, 0, 0, k};
  }

  private static int run(int[]... instructions) {
    byte[] around = new byte[100];
    System.arraycopy(PACKET, 0, around, 20, PACKET.length);
    return new BpfFilter(program(instructions)).run(around, 20, PACKET.length, 1500);
  }

  @ParameterizedTest
  @CsvSource({
    // code, operand, what the accumulator holds afterwards
    "20, 0, 01020304",
    "20, 56, 393a3b3c",
    "28, 58, 3b3c",
    "30, 59, 3c",
    "40, 50, 393a3b3c", // behind x = 6
    "48, -1, 0", // the sum does not wrap
    "50, 53, 3c",
    "80, 0, 5dc",
    "00, -2, fffffffe",
    // not among the captured bytes
    "20, 57, 0",
    "28, 59, 0",
    "30, 60, 0",
    "30, 2147483647, 0",
    "40, 51, 0",
    "48, 53, 0",
    "50, 54, 0",
  })
  void loads(String code, int k, String a) {
    int value = run(op(0x01, 6), op(Integer.parseInt(code, 16), k), op(0x16, 0));
    assertEquals(Integer.parseUnsignedInt(a, 16), value);
  }

  @ParameterizedTest
  @CsvSource({
    // a, code, x or operand, result; all in hexadecimal
    "fffffff0, 04, 11, 1",
    "10, 14, 11, ffffffff",
    "80000001, 24, 2, 2",
    "fffffff0, 34, 10, fffffff",
    "fffffff5, 94, 10, 5",
    "a0, 44, 5, a5",
    "ff, 54, f0, f0",
    "ff, a4, f0, f",
    "1, 64, 1f, 80000000",
    "80000000, 74, 1f, 1",
    "1, 84, 0, ffffffff",
    "fffffff0, 0c, 11, 1",
    "10, 1c, 11, ffffffff",
    "80000001, 2c, 2, 2",
    "fffffff0, 3c, 10, fffffff",
    "fffffff5, 9c, 10, 5",
    "7, 3c, 0, 0", // rejected
    "7, 9c, 0, 0", // rejected
    "a0, 4c, 5, a5",
    "ff, 5c, f0, f0",
    "ff, ac, f0, f",
    "1, 6c, 20, 0",
    "ffffffff, 6c, ffffffff, 0",
    "80000000, 7c, 1f, 1",
    "80000000, 7c, 20, 0",
  })
  void calculates(String a, String code, String operand, String result) {
    int k = Integer.parseUnsignedInt(operand, 16);
    int[] last = op(Integer.parseInt(code, 16), k);
    int value = run(op(0x00, Integer.parseUnsignedInt(a, 16)), op(0x01, k), last, op(0x16, 0));
    assertEquals(Integer.parseUnsignedInt(result, 16), value);
  }

  @ParameterizedTest
  @CsvSource({
    // code, a, operand, whether it holds
    "15, 7, 7, true",
    "15, 7, 8, false",
    "25, -1, 7, true",
    "25, 7, 7, false",
    "35, 7, 7, true",
    "35, 7, -1, false",
    "45, 6, 2, true",
    "45, 6, 1, false",
  })
  void jumps(String code, int a, int k, boolean holds) {
    for (int source = 0; source <= 8; source += 8) {
      int[] jump = {Integer.parseInt(code, 16) | source, 1, 2, source == 0 ? k : 0};
      int[][] program = {
        op(0x00, a), op(0x01, k), jump, op(0x06, 1), op(0x06, 2), op(0x06, 3),
      };
      assertEquals(holds ? 2 : 3, run(program));
    }
  }

  @Test
  void keepsValuesInMemoryOnlyWithinARun() {
    int[][] program = {
      op(0x60, 3),
      new int[] {0x15, 0, 2, 0},
      op(0x00, 9),
      op(0x02, 3),
      op(0x61, 3),
      op(0x03, 15),
      op(0x60, 15),
      op(0x16, 0),
    };
    BpfFilter filter = new BpfFilter(program(program));
    assertEquals(9, filter.run(PACKET, 0, 60, 60));
    assertEquals(9, filter.run(PACKET, 0, 60, 60));
  }

  @Test
  void movesRegistersAndReadsHeaderLengths() {
    assertEquals(6, run(op(0x00, 6), op(0x07, 0), op(0x00, 0), op(0x87, 0), op(0x16, 0)));
    assertEquals(0xC << 2, run(op(0xB1, 59), op(0x87, 0), op(0x16, 0)));
    assertEquals(0, run(op(0xB1, 60), op(0x06, 1)));
    assertEquals(1500, run(op(0x81, 0), op(0x87, 0), op(0x16, 0)));
  }

  @Test
  void aLoopEndsSomeTime() {
    assertEquals(0, run(op(0x05, -1), op(0x06, 1)));
    // counts to 900
    int[][] counts = {
      op(0x00, 0), op(0x04, 1), new int[] {0x35, 1, 0, 900}, op(0x05, -3), op(0x16, 0),
    };
    assertEquals(900, run(counts));
  }

  @Test
  void refusesWhatCouldFail() {
    assertRefused("0 instructions");
    assertRefused("5000 instructions", new int[5000][4]);
    assertRefused("does not end", op(0x00, 1));
    assertRefused("unknown code 0xff", op(0xFF, 0), op(0x06, 0));
    assertRefused("unknown code 0x116", op(0x116, 0), op(0x06, 0));
    assertRefused("unknown code 0xe", op(0x0E, 0), op(0x06, 0));
    assertRefused("a jump out", new int[] {0x15, 1, 0, 0}, op(0x06, 0));
    assertRefused("a jump out", new int[] {0x15, 0, 1, 0}, op(0x06, 0));
    assertRefused("a jump out", op(0x05, 1), op(0x06, 0));
    assertRefused("a jump out", op(0x05, -2), op(0x06, 0));
    assertRefused("a jump out", op(0x05, Integer.MAX_VALUE), op(0x06, 0));
    assertRefused("a division by zero", op(0x34, 0), op(0x06, 0));
    assertRefused("a division by zero", op(0x94, 0), op(0x06, 0));
    assertRefused("a shift by 32", op(0x64, 32), op(0x06, 0));
    assertRefused("a shift by 4294967295", op(0x74, -1), op(0x06, 0));
    assertRefused("no memory slot 16", op(0x02, 16), op(0x06, 0));
    assertRefused("no memory slot 4294967295", op(0x03, -1), op(0x06, 0));
    assertRefused("no memory slot 17", op(0x60, 17), op(0x06, 0));
    assertRefused("no memory slot 18", op(0x61, 18), op(0x06, 0));
    assertRefused("only a live capture", op(0x28, 0xFFFF_F004), op(0x06, 0));
  }

  private static void assertRefused(String why, int[]... instructions) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> program(instructions));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  private static BpfProgram longerThan(int bytes) {
    return program(op(0x80, 0), new int[] {0x25, 0, 1, bytes}, op(0x06, -1), op(0x06, 0));
  }

  @Test
  void aFilteredSourceKeepsNumbersAndLeavesOutWhatDoesNotFit() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().section().describe(LinkType.ETHERNET, 0);
    file.describe(LinkType.RAW, 0).describe(LinkType.USB_LINUX, 0);
    for (int i = 0; i < 9; i++) {
      file.enhanced(i % 3, i, new byte[i * 10]);
    }
    List<Integer> compiled = new ArrayList<>();
    try (PacketSource source =
        new FilteredSource(
            file.open(),
            linkType -> {
              compiled.add(linkType);
              if (linkType == LinkType.USB_LINUX) {
                throw new IOException("no filter for it");
              }
              return longerThan(linkType == LinkType.RAW ? 50 : 20);
            })) {
      List<Long> numbers = new ArrayList<>();
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        numbers.add(packet.number());
      }
      assertEquals(List.of(4L, 7L, 8L), numbers);
      assertEquals(List.of(LinkType.ETHERNET, LinkType.RAW, LinkType.USB_LINUX), compiled);
      assertEquals(List.of("no filter for it; packets left out for that: 3"), source.end().notes());
    }
  }

  @Test
  void theFirstLinkTypeMustFit() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    try (PacketSource source = file.open()) {
      assertThrows(
          IOException.class,
          () ->
              new FilteredSource(
                  source,
                  linkType -> {
                    throw new IOException("no filter");
                  }));
    }
  }
}
