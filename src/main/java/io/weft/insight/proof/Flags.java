package io.weft.insight.proof;

import io.weft.flow.TcpAnalysisRecord;

/** Looks up how often a term of Wireshark's TCP analysis applies. */
public final class Flags {
  private Flags() {}

  public static long packets(TcpAnalysisRecord.Side side, String name) {
    for (TcpAnalysisRecord.FlagCount count : side.flags()) {
      if (count.name().equals(name)) {
        return count.packets();
      }
    }
    return 0;
  }
}
