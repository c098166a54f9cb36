package io.weft.filter;

import io.weft.filter.syntax.Ranges;
import java.util.Arrays;

/**
 * The values that an operand has for one packet, in arrays that are reused for the next packet: no
 * value is an object. Numbers, addresses and times are in {@code low} (and {@code high}); bytes and
 * texts lie in the packet or in an array of this object.
 */
final class Values {
  /** More values than this of one packet are left out; a packet of 64 KiB has fewer. */
  static final int MAX_VALUES = 1 << 16;

  /** Values without bytes, such as numbers, point here. */
  private static final byte[] NO_BYTES = {};

  private int size;
  private long[] low = new long[2];
  private long[] high = new long[2];

  // Where bytes are, or with addresses how many leading bits count.
  private byte[][] bytes = new byte[2][];
  private int[] from = new int[2];
  private int[] length = new int[2];

  /** As far as the bytes go on behind the value itself: what is behind a protocol's header. */
  private int[] extent = new int[2];

  /** Which of its protocol's layers of the packet a value is of, from 1. */
  private int[] layer = new int[2];

  private byte[] own = NO_BYTES;
  private int ownUsed;
  private int copyFrom;

  void clear() {
    size = 0;
    ownUsed = 0;
  }

  int size() {
    return size;
  }

  long low(int index) {
    return low[index];
  }

  long high(int index) {
    return high[index];
  }

  byte[] bytes(int index) {
    return bytes[index];
  }

  int from(int index) {
    return from[index];
  }

  /** Of bytes and texts the length in bytes, of addresses the leading bits that count. */
  int length(int index) {
    return length[index];
  }

  int extent(int index) {
    return extent[index];
  }

  int layer(int index) {
    return layer[index];
  }

  /** Makes room for a value; false where there are too many. */
  private boolean more() {
    if (size == low.length) {
      if (size >= MAX_VALUES) {
        return false;
      }
      int room = size * 2;
      low = Arrays.copyOf(low, room);
      high = Arrays.copyOf(high, room);
      bytes = Arrays.copyOf(bytes, room);
      from = Arrays.copyOf(from, room);
      length = Arrays.copyOf(length, room);
      extent = Arrays.copyOf(extent, room);
      layer = Arrays.copyOf(layer, room);
    }
    return true;
  }

  /** Adds a number, a flag or a time. */
  void number(long value, int ofLayer) {
    address(0, value, 0, ofLayer);
  }

  /** Adds a floating-point number. */
  void real(double value, int ofLayer) {
    number(Double.doubleToRawLongBits(value), ofLayer);
  }

  double real(int index) {
    return Double.longBitsToDouble(low[index]);
  }

  /** Adds an address. */
  void address(long upper, long lower, int prefix, int ofLayer) {
    if (more()) {
      high[size] = upper;
      low[size] = lower;
      bytes[size] = NO_BYTES;
      from[size] = 0;
      length[size] = prefix;
      extent[size] = 0;
      layer[size++] = ofLayer;
    }
  }

  /** Adds bytes, which must stay as they are as long as somebody looks. */
  void bytes(byte[] array, int start, int count, int ofLayer) {
    bytes(array, start, count, count, ofLayer);
  }

  /**
   * Adds bytes that others follow.
   *
   * @param reach how many bytes there are from {@code start} on, those that follow included
   */
  void bytes(byte[] array, int start, int count, int reach, int ofLayer) {
    if (more()) {
      bytes[size] = array;
      from[size] = start;
      length[size] = count;
      extent[size] = reach;
      layer[size++] = ofLayer;
    }
  }

  /** Adds a value of another operand. */
  void add(Values others, int index) {
    if (more()) {
      high[size] = others.high[index];
      low[size] = others.low[index];
      bytes[size] = others.bytes[index];
      from[size] = others.from[index];
      length[size] = others.length[index];
      extent[size] = others.extent[index];
      layer[size++] = others.layer[index];
    }
  }

  // Bytes that are put together here.

  void beginCopy() {
    copyFrom = ownUsed;
  }

  void copy(byte[] array, int start, int count) {
    room(count);
    System.arraycopy(array, start, own, ownUsed, count);
    ownUsed += count;
  }

  void copy(int value) {
    room(1);
    own[ownUsed++] = (byte) value;
  }

  /** Adds what was copied since {@link #beginCopy} as one value. */
  void endCopy(int ofLayer) {
    bytes(own, copyFrom, ownUsed - copyFrom, ofLayer);
  }

  /** Adds the ranges of bytes, one after the other, as one value, if they lie within them. */
  void slice(Ranges ranges, byte[] array, int start, int count, int ofLayer) {
    if (!ranges.areWithin(count)) {
      return;
    }
    if (ranges.count() == 1) {
      bytes(array, start + ranges.first(0, count), ranges.length(0, count), ofLayer);
      return;
    }
    beginCopy();
    for (int i = 0; i < ranges.count(); i++) {
      copy(array, start + ranges.first(i, count), ranges.length(i, count));
    }
    endCopy(ofLayer);
  }

  /** Adds the ranges of what was copied since {@link #beginCopy} as one value. */
  void sliceCopy(Ranges ranges, int ofLayer) {
    slice(ranges, own, copyFrom, ownUsed - copyFrom, ofLayer);
  }

  /** Values that were put together before stay in the array that is given up here. */
  private void room(int count) {
    if (ownUsed + count > own.length) {
      byte[] larger = new byte[Math.max(64, Math.max(own.length * 2, ownUsed - copyFrom + count))];
      System.arraycopy(own, copyFrom, larger, 0, ownUsed - copyFrom);
      ownUsed -= copyFrom;
      copyFrom = 0;
      own = larger;
    }
  }

  /** Adds a text as UTF-8; characters that are no characters count as question marks. */
  void text(CharSequence text, int ofLayer) {
    beginCopy();
    for (int i = 0; i < text.length(); i++) {
      int c = text.charAt(i);
      if (c < 0x80) {
        copy(c);
        continue;
      }
      if (Character.isSurrogate((char) c)) {
        boolean isPair =
            Character.isHighSurrogate((char) c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        c = isPair ? Character.toCodePoint((char) c, text.charAt(++i)) : '?';
      }
      utf8(c);
    }
    endCopy(ofLayer);
  }

  private void utf8(int c) {
    if (c < 0x80) {
      copy(c);
    } else if (c < 0x800) {
      copy(0xC0 | c >> 6);
      copy(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      copy(0xE0 | c >> 12);
      copy(0x80 | (c >> 6 & 0x3F));
      copy(0x80 | (c & 0x3F));
    } else {
      copy(0xF0 | c >> 18);
      copy(0x80 | (c >> 12 & 0x3F));
      copy(0x80 | (c >> 6 & 0x3F));
      copy(0x80 | (c & 0x3F));
    }
  }
}
