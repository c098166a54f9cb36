package io.weft.flow.table;

/**
 * Gives flows their numbers, in the order of first packets. Each IP protocol has a sequence of its
 * own; the numbers of TCP and UDP are Wireshark's {@code tcp.stream} and {@code udp.stream}.
 */
final class StreamNumbers {
  private final int[] next = new int[256];

  /** The next number of the protocol; a number once given, or passed over, never comes again. */
  int next(int ipProtocol) {
    return next[ipProtocol]++;
  }
}
