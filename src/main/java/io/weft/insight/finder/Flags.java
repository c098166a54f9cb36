package io.weft.insight.finder;

import io.weft.flow.TcpAnalysisRecord;

/** Looks up how often a term of Wireshark's TCP analysis applies. */
final class Flags {
  private Flags() {}

  static long packets(TcpAnalysisRecord.Side side, String name) {
    for (TcpAnalysisRecord.FlagCount count : side.flags()) {
      if (count.name().equals(name)) {
        return count.packets();
      }
    }
    return 0;
  }
}
