package io.weft.cli.option;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import java.io.IOException;

/** The first packets of another source. */
final class FirstPackets extends SourceWrapper {
  private long left;

  /**
   * @param source closed with this one
   * @param count how many packets are given at most
   */
  FirstPackets(PacketSource source, long count) {
    super(source);
    this.left = count;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    return left-- > 0 && super.next(into);
  }

  @Override
  public boolean openEnded() {
    return left < 0 || super.openEnded();
  }
}
