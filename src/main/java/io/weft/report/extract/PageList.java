package io.weft.report.extract;

import java.util.Arrays;

/** Bytes in a row of pages, each of which is filled before the next is taken. */
final class PageList {
  private byte[][] pages = new byte[4][];
  private int[] filled = new int[4];
  private int count;
  private int length;

  /** Bytes. */
  int length() {
    return length;
  }

  int pages() {
    return count;
  }

  byte[] page(int index) {
    return pages[index];
  }

  /** Bytes in the page. */
  int filled(int index) {
    return filled[index];
  }

  /** Bytes that the pages hold when they are full. */
  int capacity() {
    int capacity = 0;
    for (int i = 0; i < count; i++) {
      capacity += pages[i].length;
    }
    return capacity;
  }

  /** Bytes that the last page has room for. */
  int room() {
    return count == 0 ? 0 : pages[count - 1].length - filled[count - 1];
  }

  void add(byte[] page) {
    if (count == pages.length) {
      pages = Arrays.copyOf(pages, 2 * count);
      filled = Arrays.copyOf(filled, 2 * count);
    }
    pages[count] = page;
    filled[count] = 0;
    count++;
  }

  /** Appends what the last page has room for; returns how many bytes that were. */
  int append(byte[] bytes, int from, int to) {
    int taken = Math.min(to - from, room());
    System.arraycopy(bytes, from, pages[count - 1], filled[count - 1], taken);
    filled[count - 1] += taken;
    length += taken;
    return taken;
  }
}
