package io.weft.protocol.app.http.hpack;

import java.util.Arrays;

/**
 * The Huffman code of HPACK (RFC 7541, appendix B). The code is canonical: codes of one length
 * follow one another in the order of their symbols, and longer codes follow shorter ones, so that
 * the lengths say all. A decoder reads bit by bit until the code read is one of its length.
 */
final class HuffmanCode {
  /** The length in bits of each byte's code; the symbol that ends a string comes last. */
  private static final byte[] LENGTHS = {
    13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28,
    28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
    6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6,
    5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
    13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
    15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5,
    6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
    20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23,
    24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
    22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23,
    21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
    26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25,
    19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
    20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23,
    26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
    30
  };

  private static final int END_OF_STRING = 256;
  private static final int LONGEST = 30;

  /** The longest padding behind the last code, in bits. */
  private static final int LONGEST_PADDING = 7;

  /** The first code of each length, and which of {@link #SYMBOLS} it stands for. */
  private static final int[] FIRST_CODE = new int[LONGEST + 2];

  private static final int[] FIRST_SYMBOL = new int[LONGEST + 2];

  /** The symbols in the order of their codes. */
  private static final short[] SYMBOLS = new short[LENGTHS.length];

  static {
    int code = 0;
    int symbols = 0;
    for (int length = 1; length <= LONGEST; length++) {
      FIRST_CODE[length] = code;
      FIRST_SYMBOL[length] = symbols;
      for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
        if (LENGTHS[symbol] == length) {
          SYMBOLS[symbols++] = (short) symbol;
          code++;
        }
      }
      code <<= 1;
    }
    FIRST_SYMBOL[LONGEST + 1] = symbols;
    FIRST_CODE[LONGEST + 1] = code;
  }

  private HuffmanCode() {}

  /**
   * Decodes a string.
   *
   * @param most the most bytes that are kept; further ones are decoded and dropped
   * @return null where the bytes are no such code: one with a symbol that ends it, or a padding
   *     that is too long or not of ones (RFC 7541, section 5.2)
   */
  static byte[] decode(byte[] bytes, int from, int to, int most) {
    // The shortest code has 5 bits.
    byte[] text = new byte[Math.min(most, (int) ((to - from) * 8L / 5))];
    int length = 0;
    int code = 0;
    int bits = 0;
    for (int at = from; at < to; at++) {
      for (int bit = 7; bit >= 0; bit--) {
        code = code << 1 | (bytes[at] >>> bit & 1);
        bits++;
        if (bits > LONGEST) {
          return null;
        }
        int nth = code - FIRST_CODE[bits];
        if (nth >= 0 && nth < FIRST_SYMBOL[bits + 1] - FIRST_SYMBOL[bits]) {
          int symbol = SYMBOLS[FIRST_SYMBOL[bits] + nth];
          if (symbol == END_OF_STRING) {
            return null;
          }
          if (length < text.length) {
            text[length++] = (byte) symbol;
          }
          code = 0;
          bits = 0;
        }
      }
    }
    boolean isPadding = bits <= LONGEST_PADDING && code == (1 << bits) - 1;
    return isPadding ? Arrays.copyOf(text, length) : null;
  }
}
