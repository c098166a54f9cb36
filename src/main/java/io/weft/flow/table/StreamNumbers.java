package io.weft.flow.table;

/**
 * The numbers that flows get, an own sequence an IP protocol, in the order of first packets: TCP's
 * and UDP's are Wireshark's.
 */
final class StreamNumbers {
  private final int[] next = new int[256];

  /** The next number of the protocol; a number once given, or passed over, never comes again. */
  int next(int ipProtocol) {
    return next[ipProtocol]++;
  }
}
