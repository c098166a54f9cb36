package io.weft.capture.bpf;

import java.util.Arrays;

/**
 * What an instruction does, numbered without gaps, so that choosing among them is one jump through
 * a table. The names are those of the BPF assembler: A is the accumulator, X the index register, K
 * the operand, M the memory.
 */
final class Operation {
  static final int LD_W_ABS = 0;
  static final int LD_H_ABS = 1;
  static final int LD_B_ABS = 2;
  static final int LD_W_IND = 3;
  static final int LD_H_IND = 4;
  static final int LD_B_IND = 5;
  static final int LD_IMM = 6;
  static final int LD_MEM = 7;
  static final int LD_LEN = 8;
  static final int LDX_IMM = 9;
  static final int LDX_MEM = 10;
  static final int LDX_LEN = 11;
  static final int LDX_MSH = 12;
  static final int ST = 13;
  static final int STX = 14;
  static final int ADD_K = 15;
  static final int SUB_K = 16;
  static final int MUL_K = 17;
  static final int DIV_K = 18;
  static final int OR_K = 19;
  static final int AND_K = 20;
  static final int LSH_K = 21;
  static final int RSH_K = 22;
  static final int MOD_K = 23;
  static final int XOR_K = 24;
  static final int ADD_X = 25;
  static final int SUB_X = 26;
  static final int MUL_X = 27;
  static final int DIV_X = 28;
  static final int OR_X = 29;
  static final int AND_X = 30;
  static final int LSH_X = 31;
  static final int RSH_X = 32;
  static final int MOD_X = 33;
  static final int XOR_X = 34;
  static final int NEG = 35;
  static final int JA = 36;
  static final int JEQ_K = 37;
  static final int JGT_K = 38;
  static final int JGE_K = 39;
  static final int JSET_K = 40;
  static final int JEQ_X = 41;
  static final int JGT_X = 42;
  static final int JGE_X = 43;
  static final int JSET_X = 44;
  static final int RET_K = 45;
  static final int RET_A = 46;
  static final int TAX = 47;
  static final int TXA = 48;

  /** The code of each operation, at its number. */
  private static final int[] CODES = {
    0x20, 0x28, 0x30, 0x40, 0x48, 0x50, 0x00, 0x60, 0x80, // ld
    0x01, 0x61, 0x81, 0xB1, // ldx
    0x02, 0x03, // st, stx
    0x04, 0x14, 0x24, 0x34, 0x44, 0x54, 0x64, 0x74, 0x94, 0xA4, // alu with k
    0x0C, 0x1C, 0x2C, 0x3C, 0x4C, 0x5C, 0x6C, 0x7C, 0x9C, 0xAC, 0x84, // alu with x, neg
    0x05, 0x15, 0x25, 0x35, 0x45, 0x1D, 0x2D, 0x3D, 0x4D, // jmp
    0x06, 0x16, // ret
    0x07, 0x87, // misc
  };

  private static final byte[] BY_CODE = byCode();

  private Operation() {}

  private static byte[] byCode() {
    byte[] operations = new byte[1 << 8];
    Arrays.fill(operations, (byte) -1);
    for (int i = 0; i < CODES.length; i++) {
      operations[CODES[i]] = (byte) i;
    }
    return operations;
  }

  /** The operation of an instruction's code; -1 for a code that has none. */
  static int of(int code) {
    return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : -1;
  }

  /** The code of an operation. */
  static int code(int operation) {
    return CODES[operation];
  }

  /** How many operations there are. */
  static int count() {
    return CODES.length;
  }
}
