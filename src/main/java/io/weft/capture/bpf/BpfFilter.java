package io.weft.capture.bpf;

import io.weft.bytes.BigEndian;
import io.weft.capture.CapturedPacket;
import java.util.Arrays;

/**
 * Runs a program over packets. Whatever the packet's bytes are, it ends and does not fail: a load
 * from behind the captured bytes rejects the packet, and so does a division by zero, as in the
 * kernel. It allocates nothing. Only one thread at a time may use a filter, because of its memory;
 * the program may be shared.
 */
public final class BpfFilter {
  /** A packet that keeps a loop going for longer is rejected; real ones have a few headers. */
  private static final int MAX_JUMPS_BACK = 1000;

  private final BpfProgram program;
  private final int[] memory;

  /** Prepares to run the program. */
  public BpfFilter(BpfProgram program) {
    this.program = program;
    this.memory = new int[program.usesMemory() ? BpfProgram.MEMORY_SLOTS : 0];
  }

  /** Whether the program accepts the packet. */
  public boolean matches(CapturedPacket packet) {
    return run(packet.bytes(), packet.offset(), packet.capturedLength(), packet.originalLength())
        != 0;
  }

  /**
   * Runs the program.
   *
   * @param bytes hold the packet from {@code from} on
   * @param captured how many of the packet's bytes are there
   * @param original how many bytes the packet had on the wire
   * @return how many bytes of the packet the program wants, unsigned; 0 rejects it
   */
  public int run(byte[] bytes, int from, int captured, int original) {
    if (memory.length > 0) {
      Arrays.fill(memory, 0);
    }
    int a = 0;
    int x = 0;
    int i = 0;
    int jumpsBack = 0;
    while (true) {
      int k = program.operand(i);
      boolean holds;
      switch (program.operation(i)) {
        case Operation.LD_W_ABS -> {
          if (isBehind(k & 0xFFFF_FFFFL, Integer.BYTES, captured)) {
            return 0;
          }
          a = BigEndian.i32(bytes, from + k);
          i++;
          continue;
        }
        case Operation.LD_H_ABS -> {
          if (isBehind(k & 0xFFFF_FFFFL, Short.BYTES, captured)) {
            return 0;
          }
          a = BigEndian.u16(bytes, from + k);
          i++;
          continue;
        }
        case Operation.LD_B_ABS -> {
          if (isBehind(k & 0xFFFF_FFFFL, Byte.BYTES, captured)) {
            return 0;
          }
          a = bytes[from + k] & 0xFF;
          i++;
          continue;
        }
        case Operation.LD_W_IND -> {
          if (isBehind(sum(x, k), Integer.BYTES, captured)) {
            return 0;
          }
          a = BigEndian.i32(bytes, from + x + k);
          i++;
          continue;
        }
        case Operation.LD_H_IND -> {
          if (isBehind(sum(x, k), Short.BYTES, captured)) {
            return 0;
          }
          a = BigEndian.u16(bytes, from + x + k);
          i++;
          continue;
        }
        case Operation.LD_B_IND -> {
          if (isBehind(sum(x, k), Byte.BYTES, captured)) {
            return 0;
          }
          a = bytes[from + x + k] & 0xFF;
          i++;
          continue;
        }
        case Operation.LDX_MSH -> {
          // the length of an IPv4 header
          if (isBehind(k & 0xFFFF_FFFFL, Byte.BYTES, captured)) {
            return 0;
          }
          x = (bytes[from + k] & 0xF) << 2;
          i++;
          continue;
        }
        case Operation.LDX_IMM -> {
          x = k;
          i++;
          continue;
        }
        case Operation.LDX_MEM -> {
          x = memory[k];
          i++;
          continue;
        }
        case Operation.LDX_LEN -> {
          x = original;
          i++;
          continue;
        }
        case Operation.ST -> {
          store(k, a);
          i++;
          continue;
        }
        case Operation.STX -> {
          store(k, x);
          i++;
          continue;
        }
        case Operation.TAX -> {
          x = a;
          i++;
          continue;
        }
        case Operation.LD_MEM -> {
          a = memory[k];
          i++;
          continue;
        }
        case Operation.DIV_X, Operation.MOD_X -> {
          if (x == 0) {
            return 0;
          }
          a = calculate(program.operation(i), a, x, k, original);
          i++;
          continue;
        }
        case Operation.RET_K -> {
          return k;
        }
        case Operation.RET_A -> {
          return a;
        }
        case Operation.JA -> {
          if (k < 0 && ++jumpsBack > MAX_JUMPS_BACK) {
            return 0;
          }
          holds = true;
        }
        case Operation.JEQ_K -> holds = a == k;
        case Operation.JGT_K -> holds = Integer.compareUnsigned(a, k) > 0;
        case Operation.JGE_K -> holds = Integer.compareUnsigned(a, k) >= 0;
        case Operation.JSET_K -> holds = (a & k) != 0;
        case Operation.JEQ_X -> holds = a == x;
        case Operation.JGT_X -> holds = Integer.compareUnsigned(a, x) > 0;
        case Operation.JGE_X -> holds = Integer.compareUnsigned(a, x) >= 0;
        case Operation.JSET_X -> holds = (a & x) != 0;
        default -> {
          a = calculate(program.operation(i), a, x, k, original);
          i++;
          continue;
        }
      }
      i = holds ? program.whenTrue(i) : program.whenFalse(i);
    }
  }

  /** Of a program that never reads its memory, what it stores is not kept. */
  private void store(int slot, int value) {
    if (memory.length > 0) {
      memory[slot] = value;
    }
  }

  /** The operations that change nothing but the accumulator. */
  private static int calculate(int operation, int a, int x, int k, int original) {
    return switch (operation) {
      case Operation.LD_IMM -> k;
      case Operation.LD_LEN -> original;
      case Operation.TXA -> x;
      case Operation.ADD_K -> a + k;
      case Operation.SUB_K -> a - k;
      case Operation.MUL_K -> a * k;
      case Operation.DIV_K -> Integer.divideUnsigned(a, k);
      case Operation.MOD_K -> Integer.remainderUnsigned(a, k);
      case Operation.OR_K -> a | k;
      case Operation.AND_K -> a & k;
      case Operation.XOR_K -> a ^ k;
      case Operation.LSH_K -> a << k;
      case Operation.RSH_K -> a >>> k;
      case Operation.ADD_X -> a + x;
      case Operation.SUB_X -> a - x;
      case Operation.MUL_X -> a * x;
      case Operation.DIV_X -> Integer.divideUnsigned(a, x);
      case Operation.MOD_X -> Integer.remainderUnsigned(a, x);
      case Operation.OR_X -> a | x;
      case Operation.AND_X -> a & x;
      case Operation.XOR_X -> a ^ x;
      case Operation.LSH_X -> Integer.compareUnsigned(x, Integer.SIZE) < 0 ? a << x : 0;
      case Operation.RSH_X -> Integer.compareUnsigned(x, Integer.SIZE) < 0 ? a >>> x : 0;
      case Operation.NEG -> -a;
      default -> throw new IllegalStateException("operation " + operation);
    };
  }

  /** The sum of two unsigned numbers, which does not overflow. */
  private static long sum(int x, int k) {
    return (x & 0xFFFF_FFFFL) + (k & 0xFFFF_FFFFL);
  }

  /** Whether {@code length} bytes at {@code at} are not all among the captured ones. */
  private static boolean isBehind(long at, int length, int captured) {
    return at + length > captured;
  }
}
