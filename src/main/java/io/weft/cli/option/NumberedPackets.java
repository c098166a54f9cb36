package io.weft.cli.option;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import java.io.IOException;
import java.util.function.LongPredicate;

/** The packets of another source that are wanted, up to the last of them. */
final class NumberedPackets extends SourceWrapper {
  private final LongPredicate wanted;
  private final long highest;
  private long number;

  /**
   * @param source closed with this one
   * @param wanted numbers of the packets that are given
   * @param highest the highest of them
   */
  NumberedPackets(PacketSource source, LongPredicate wanted, long highest) {
    super(source);
    this.wanted = wanted;
    this.highest = highest;
  }

  /** All packets of a source that are wanted. */
  static PacketSource wanted(PacketSource source, LongPredicate wanted) {
    return new NumberedPackets(source, wanted, Long.MAX_VALUE);
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    while (number < highest && super.next(into)) {
      number = into.number();
      if (number <= highest && wanted.test(number)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean openEnded() {
    return number >= highest || super.openEnded();
  }
}
