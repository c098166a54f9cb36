package io.weft.cli.command;

import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import java.io.IOException;

/** A source that ends early: nobody asked for the rest. */
public final class FirstPackets extends SourceWrapper {
  private long left;

  public FirstPackets(PacketSource source, long most) {
    super(source);
    this.left = most;
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
