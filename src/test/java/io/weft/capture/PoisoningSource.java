package io.weft.capture;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Overwrites every packet's bytes before the next one is asked for, so that whoever kept a view of
 * them longer than allowed reads {@code DE DE DE} and fails his test.
 */
public final class PoisoningSource implements PacketSource {
  public static final byte POISON = (byte) 0xDE;

  private final PacketSource source;
  private byte[] bytes = new byte[0];
  private int from;
  private int to;

  public PoisoningSource(PacketSource source) {
    this.source = source;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    Arrays.fill(bytes, from, to, POISON);
    if (!source.next(into)) {
      to = from;
      return false;
    }
    bytes = into.bytes();
    from = into.offset();
    to = from + into.capturedLength();
    return true;
  }

  @Override
  public CaptureEnd end() {
    return source.end();
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return source.bytesTotal();
  }

  @Override
  public boolean reopenable() {
    return source.reopenable();
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return source.interfaces();
  }

  @Override
  public CaptureInfo info() {
    return source.info();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
