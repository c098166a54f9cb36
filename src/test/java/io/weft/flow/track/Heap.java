package io.weft.flow.track;

/** Measures the heap. */
final class Heap {
  /** The serial collector compacts all of the heap only in one full collection out of four. */
  private static final int COLLECTIONS = 4;

  private Heap() {}

  /** Bytes of the objects that are reachable now. */
  static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
