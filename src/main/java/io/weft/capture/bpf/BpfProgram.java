package io.weft.capture.bpf;

/**
 * A classic BPF program (McCanne and Jacobson, "The BSD Packet Filter", 1993), checked once so that
 * running it cannot fail: every jump leads to an instruction, every path ends with a return, every
 * memory slot exists, no constant divides by zero or shifts a number out of its register, and no
 * load asks for what only a kernel knows of a packet. These are the checks of the Linux kernel
 * ({@code bpf_check_classic}), but for one: an unconditional jump may lead back, as in libpcap's
 * own interpreter, because {@code protochain} needs loops. {@link BpfFilter} bounds them.
 * Immutable.
 *
 * <pre>
 * instruction   code 2, jump if true 1, jump if false 1, operand k 4
 * code          class in the lowest three bits; size, mode, operation and source above them
 * </pre>
 */
public final class BpfProgram {
  /** The most instructions of a program; the kernel has the same bound. */
  public static final int MAX_LENGTH = 4096;

  /** How many 32-bit slots of memory a program has. */
  static final int MEMORY_SLOTS = 16;

  private static final int REGISTER_BITS = 32;

  /**
   * Loads from these offsets ask the Linux kernel for the direction, the interface and so on
   * (SKF_AD_OFF).
   */
  private static final int KERNEL_DATA = 0xFFFF_F000;

  private static final int KERNEL_DATA_LENGTH = 64;

  // The parts of a code.
  private static final int CLASS = 0x07;
  private static final int ST = 0x02;
  private static final int STX = 0x03;
  private static final int ALU = 0x04;
  private static final int JMP = 0x05;
  private static final int RET = 0x06;
  private static final int JA = 0x05;
  private static final int SOURCE_X = 0x08;

  private final byte[] operations;
  private final int[] operands;

  /** The indices of the instructions that follow where a condition is true, or false. */
  private final short[] whenTrue;

  private final short[] whenFalse;

  private final boolean usesMemory;

  private BpfProgram(int[] codes, int[] jumpTrue, int[] jumpFalse, int[] k) {
    int length = codes.length;
    if (length == 0 || length > MAX_LENGTH) {
      throw refusal(0, "the program has " + length + " instructions, not 1 to " + MAX_LENGTH);
    }
    operations = new byte[length];
    operands = k.clone();
    whenTrue = new short[length];
    whenFalse = new short[length];
    boolean memory = false;
    for (int i = 0; i < length; i++) {
      int operation = Operation.of(codes[i]);
      if (operation < 0) {
        throw refusal(i, "unknown code 0x" + Integer.toHexString(codes[i]));
      }
      operations[i] = (byte) operation;
      check(i, codes[i], k[i]);
      memory |= operation == Operation.LD_MEM || operation == Operation.LDX_MEM;
      boolean always = codes[i] == JA;
      whenTrue[i] = target(i, codes[i], always ? k[i] : jumpTrue[i], length);
      whenFalse[i] = target(i, codes[i], always ? k[i] : jumpFalse[i], length);
    }
    if ((codes[length - 1] & CLASS) != RET) {
      throw refusal(length - 1, "the program does not end with a return");
    }
    usesMemory = memory;
  }

  /**
   * Checks a program.
   *
   * @param codes of the instructions, 16 bits each
   * @param jumpTrue for each instruction how many to pass over where its condition is true
   * @param jumpFalse for each instruction how many to pass over where its condition is false
   * @param k the operands, unsigned
   * @throws IllegalArgumentException for a program that could fail or never end
   */
  public static BpfProgram of(int[] codes, int[] jumpTrue, int[] jumpFalse, int[] k) {
    return new BpfProgram(codes, jumpTrue, jumpFalse, k);
  }

  private static void check(int i, int code, int k) {
    int kind = code & CLASS;
    boolean constant = kind == ALU && (code & SOURCE_X) == 0;
    int operation = Operation.of(code);
    boolean load =
        operation == Operation.LD_W_ABS
            || operation == Operation.LD_H_ABS
            || operation == Operation.LD_B_ABS;
    if (load && k >= KERNEL_DATA && k < KERNEL_DATA + KERNEL_DATA_LENGTH) {
      throw new IllegalArgumentException(
          "it asks for what only a live capture knows of a packet, such as its direction");
    }
    if (constant && k == 0 && (operation == Operation.DIV_K || operation == Operation.MOD_K)) {
      throw refusal(i, "a division by zero");
    }
    boolean shift = operation == Operation.LSH_K || operation == Operation.RSH_K;
    if (shift && Integer.compareUnsigned(k, REGISTER_BITS) >= 0) {
      throw refusal(i, "a shift by " + Integer.toUnsignedString(k) + " bits");
    }
    boolean slot =
        kind == ST
            || kind == STX
            || operation == Operation.LD_MEM
            || operation == Operation.LDX_MEM;
    if (slot && Integer.compareUnsigned(k, MEMORY_SLOTS) >= 0) {
      throw refusal(i, "no memory slot " + Integer.toUnsignedString(k));
    }
  }

  private static short target(int i, int code, int over, int length) {
    if ((code & CLASS) != JMP) {
      return (short) (i + 1);
    }
    int least = code == JA ? -i - 1 : 0; // back to the first instruction
    if (over < least || over >= length - i - 1) {
      throw refusal(i, "a jump out of the program");
    }
    return (short) (i + 1 + over);
  }

  private static IllegalArgumentException refusal(int i, String why) {
    return new IllegalArgumentException("BPF instruction " + i + ": " + why);
  }

  /** How many instructions the program has. */
  public int length() {
    return operations.length;
  }

  /** Whether the program reads its memory, so that whoever runs it must provide some. */
  boolean usesMemory() {
    return usesMemory;
  }

  /** What the instruction does: a constant of {@link Operation}. */
  int operation(int i) {
    return operations[i];
  }

  int operand(int i) {
    return operands[i];
  }

  int whenTrue(int i) {
    return whenTrue[i];
  }

  int whenFalse(int i) {
    return whenFalse[i];
  }
}
