package io.weft.report.extract;

import java.util.Arrays;

/** Bytes in a list of pages. A page is added when the one before is full. */
final class PageList {
  private byte[][] pages = new byte[4][];
  private int[] filled = new int[4];
  private int count;
  private int length;

  /** The number of bytes in all pages. */
  int length() {
    return length;
  }

  /** The number of pages. */
  int pages() {
    return count;
  }

  /** A page; its first {@link #filled} bytes are valid. */
  byte[] page(int index) {
    return pages[index];
  }

  /** The number of bytes in a page. */
  int filled(int index) {
    return filled[index];
  }

  /** The number of bytes that all pages have room for. */
  int capacity() {
    int capacity = 0;
    for (int i = 0; i < count; i++) {
      capacity += pages[i].length;
    }
    return capacity;
  }

  /** The number of bytes that fit into the last page. */
  int room() {
    return count == 0 ? 0 : pages[count - 1].length - filled[count - 1];
  }

  /** Adds an empty page. */
  void add(byte[] page) {
    if (count == pages.length) {
      pages = Arrays.copyOf(pages, 2 * count);
      filled = Arrays.copyOf(filled, 2 * count);
    }
    pages[count] = page;
    filled[count] = 0;
    count++;
  }

  /** Appends as many bytes as fit into the last page; returns their number. */
  int append(byte[] bytes, int from, int to) {
    int taken = Math.min(to - from, room());
    System.arraycopy(bytes, from, pages[count - 1], filled[count - 1], taken);
    filled[count - 1] += taken;
    length += taken;
    return taken;
  }
}
