package io.weft.report.parquet;

import java.io.ByteArrayOutputStream;
import org.apache.parquet.bytes.BytesInput;

/**
 * The levels of a page's values, as data pages of version 1 have them: runs of one value, and
 * between them values packed by eights ("RLE" in Parquet's list of encodings), with their length
 * before them. The library has a writer of these, which takes one value at a time.
 */
final class Levels {
  /** Values that are packed together; shorter runs are packed as well. */
  private static final int GROUP = 8;

  /** Groups behind one head of one byte. */
  private static final int MAX_GROUPS = 63;

  private final int bits;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Whole groups that are not written yet. */
  private final byte[] groups;

  private int groupCount;

  /** The group that is not yet full, the first value in the lowest bits. */
  private long group;

  private int inGroup;

  /** The run that goes on. */
  private int level;

  private int times;

  /**
   * @param max the highest level, at most 255; 0 for none that need be written
   */
  Levels(int max) {
    if (max > 0xff) {
      throw new IllegalArgumentException("nested too deep: " + max);
    }
    bits = Integer.SIZE - Integer.numberOfLeadingZeros(max);
    groups = new byte[MAX_GROUPS * bits];
  }

  /** Adds the same level many times. */
  void add(int level, int times) {
    if (level != this.level) {
      endRun();
      this.level = level;
    }
    this.times += times;
  }

  private void endRun() {
    if (inGroup > 0) {
      int some = Math.min(times, GROUP - inGroup);
      pack(some);
      times -= some;
    }
    if (times >= GROUP) {
      endGroups();
      head((long) times << 1);
      out.write(level);
    } else {
      pack(times);
    }
    times = 0;
  }

  private void pack(int times) {
    for (int i = 0; i < times; i++) {
      group |= (long) level << (bits * inGroup);
      if (++inGroup == GROUP) {
        endGroup();
      }
    }
  }

  private void endGroup() {
    for (int i = 0; i < bits; i++) {
      groups[groupCount * bits + i] = (byte) (group >>> (Byte.SIZE * i));
    }
    group = 0;
    inGroup = 0;
    if (++groupCount == MAX_GROUPS) {
      endGroups();
    }
  }

  private void endGroups() {
    if (groupCount > 0) {
      head(((long) groupCount << 1) | 1);
      out.write(groups, 0, groupCount * bits);
      groupCount = 0;
    }
  }

  /** Writes what stands before a run or groups, seven bits a byte. */
  private void head(long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) (rest | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /** The levels that were added, and begins anew. */
  BytesInput take() {
    endRun();
    if (inGroup > 0) {
      endGroup();
    }
    endGroups();
    byte[] levels = out.toByteArray();
    out.reset();
    return bits == 0
        ? BytesInput.empty()
        : BytesInput.concat(BytesInput.fromInt(levels.length), BytesInput.from(levels));
  }

  /** Bytes that are kept. */
  int size() {
    return out.size();
  }
}
