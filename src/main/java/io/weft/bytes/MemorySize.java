package io.weft.bytes;

/** Estimates of how much memory things take on a usual 64-bit JVM, in bytes. */
public final class MemorySize {
  /** A string without its characters. */
  private static final int STRING = 44;

  private MemorySize() {}

  /** 0 for null; of characters up to U+00FF, as nearly all from packets are. */
  public static int of(String text) {
    return text == null ? 0 : STRING + text.length();
  }
}
