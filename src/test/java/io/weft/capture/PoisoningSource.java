package io.weft.capture;

import java.io.IOException;
import java.util.Arrays;

/**
 * Overwrites every packet's bytes before the next one is asked for, so that whoever kept a view of
 * them longer than allowed reads {@code DE DE DE} and fails his test.
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
