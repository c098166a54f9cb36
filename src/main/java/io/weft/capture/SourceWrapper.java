package io.weft.capture;

import java.io.IOException;
import java.util.List;

/**
 * A source that forwards every call to another source. A subclass that counts, shows or limits the
 * packets on their way overrides {@link #next}.
 */
public abstract class SourceWrapper implements PacketSource {
  private final PacketSource source;

  /**
   * Wraps a source.
   *
   * @param source answers every call; it is closed together with this one
   */
  protected SourceWrapper(PacketSource source) {
    this.source = source;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    return source.next(into);
  }

  @Override
  public void whileWaiting(WaitListener listener) {
    source.whileWaiting(listener);
  }

  @Override
  public CaptureStatistics statistics() {
    return source.statistics();
  }

  @Override
  public boolean openEnded() {
    return source.openEnded();
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
