package io.weft.cli;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import java.io.IOException;
import java.util.List;

/** A source that ends early: nobody asked for the rest. */
final class FirstPackets implements PacketSource {
  private final PacketSource source;
  private long left;

  FirstPackets(PacketSource source, long most) {
    this.source = source;
    this.left = most;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    return left-- > 0 && source.next(into);
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
