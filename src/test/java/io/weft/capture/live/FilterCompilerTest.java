package io.weft.capture.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import io.weft.capture.LinkType;
import io.weft.capture.bpf.BpfFilter;
import io.weft.capture.bpf.BpfProgram;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Needs libpcap, and is skipped without. */
class FilterCompilerTest {
  /** Codes that may stand anywhere; the jumps and returns are added by the test. */
  private static final int[] CODES = {
    0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x00, 0x60, 0x80, 0x01, 0x61, 0x81, 0xB1, 0x02, 0x03, 0x04,
    0x14, 0x24, 0x34, 0x44, 0x54, 0x64, 0x74, 0x94, 0xA4, 0x0C, 0x1C, 0x2C, 0x3C, 0x4C, 0x5C, 0x6C,
    0x7C, 0x9C, 0xAC, 0x84, 0x15, 0x25, 0x35, 0x45, 0x1D, 0x2D, 0x3D, 0x4D, 0x06, 0x16, 0x07, 0x87,
  };

  private static final int SLOTS = 16;

  @BeforeAll
  static void needsLibpcap() {
    try {
      Libpcap.require();
    } catch (LiveException e) {
      abort(e.getMessage());
    }
  }

  /** libpcap's own interpreter. */
  interface Interpreter extends Library {
    int bpf_filter(Pointer program, byte[] packet, int original, int captured);
  }

  @Test
  void compilesForEachLinkType() throws LiveException {
    FilterCompiler compiler = new FilterCompiler("tcp port 80");
    byte[] frame = new byte[54];
    frame[12] = 8; // IPv4
    frame[14] = 0x45;
    frame[23] = 6; // TCP
    frame[37] = 80;
    BpfFilter ethernet = new BpfFilter(compiler.compile(LinkType.ETHERNET));
    assertTrue(ethernet.run(frame, 0, 54, 54) != 0);
    assertEquals(0, ethernet.run(frame, 0, 37, 54));
    BpfFilter raw = new BpfFilter(compiler.compile(LinkType.RAW));
    assertTrue(raw.run(frame, 14, 40, 40) != 0);
    assertEquals(0, raw.run(frame, 0, 54, 54));
  }

  @Test
  void passesOnWhatLibpcapSays() throws LiveException {
    assertRefused("tcp prot 80", "Ethernet: can't parse filter expression: syntax error");
    assertRefused("host 1.2.3.4.5.6", "Ethernet: ");
    assertRefused("wlan type mgt", "802.11 link-layer types supported only on 802.11");
    assertRefused("inbound", "only a live capture knows");
    assertRefused("ip broadcast", "netmask not known");
    assertRefused("(".repeat(20_000) + "tcp" + ")".repeat(20_000), "for Ethernet: ");
  }

  private static void assertRefused(String filter, String why) throws LiveException {
    FilterCompiler compiler = new FilterCompiler(filter);
    LiveException e = assertThrows(LiveException.class, () -> compiler.compile(LinkType.ETHERNET));
    assertEquals(LiveException.Reason.BAD_FILTER, e.reason());
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }

  @Test
  void runsProgramsAsLibpcapDoes() {
    Interpreter theirs = Native.load("pcap", Interpreter.class);
    Random random = new Random(8);
    int accepted = 0;
    for (int run = 0; run < 4000; run++) {
      int length = SLOTS + 2 + random.nextInt(30);
      int[][] program = new int[4][length];
      for (int i = 0; i < SLOTS; i++) { // libpcap leaves in the memory what was there
        program[0][i] = 0x02;
        program[3][i] = i;
      }
      for (int i = SLOTS; i < length; i++) {
        program[0][i] = i == length - 1 ? 0x16 : CODES[random.nextInt(CODES.length)];
        program[1][i] = random.nextInt(length - i);
        program[2][i] = random.nextInt(length - i);
        program[3][i] = operand(random);
      }
      BpfFilter ours;
      try {
        ours = new BpfFilter(BpfProgram.of(program[0], program[1], program[2], program[3]));
      } catch (IllegalArgumentException e) {
        continue;
      }
      accepted++;
      try (Memory memory = new Memory(8L * length)) {
        for (int i = 0; i < length; i++) {
          memory.setShort(8L * i, (short) program[0][i]);
          memory.setByte(8L * i + 2, (byte) program[1][i]);
          memory.setByte(8L * i + 3, (byte) program[2][i]);
          memory.setInt(8L * i + 4, program[3][i]);
        }
        for (int i = 0; i < 5; i++) {
          byte[] packet = new byte[random.nextInt(80)];
          random.nextBytes(packet);
          int original = packet.length + random.nextInt(20);
          assertEquals(
              theirs.bpf_filter(memory, packet, original, packet.length),
              ours.run(packet, 0, packet.length, original));
        }
      }
    }
    assertTrue(accepted > 500, accepted + " programs");
  }

  private static int operand(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt();
      case 1 -> -random.nextInt(8);
      default -> random.nextInt(24);
    };
  }
}
