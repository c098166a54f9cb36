package io.weft.capture;

import java.io.IOException;
import java.util.Arrays;

/**
 * Overwrites every packet's bytes before the next packet is read. Code that keeps a view of them
 * longer than allowed then reads {@code DE DE DE}, and its test fails.
 */
public final class PoisoningSource extends SourceWrapper {
  public static final byte POISON = (byte) 0xDE;

  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  public PoisoningSource(PacketSource source) {
    super(source);
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    Arrays.fill(bytes, from, to, POISON);
    if (!super.next(into)) {
      to = from;
      return false;
    }
    bytes = into.bytes();
    from = into.offset();
    to = from + into.capturedLength();
    return true;
  }
}
