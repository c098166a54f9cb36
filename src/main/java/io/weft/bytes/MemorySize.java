package io.weft.bytes;

/** Estimates of the memory that objects take on a usual 64-bit JVM, in bytes. */
public final class MemorySize {
  /** A string without its characters. */
  private static final int STRING = 44;

  private MemorySize() {}

  /**
   * Estimated memory of a string in bytes; 0 for null. The string is taken to hold only characters
   * up to U+00FF, as nearly all texts from packets do.
   */
  public static int of(String text) {
    return text == null ? 0 : STRING + text.length();
  }
}
