package io.weft.capture.open;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.WaitListener;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;
import java.util.List;

/** The packets of one channel, whose bytes can be read only once. */
final class ChannelSource implements PacketSource {
  private final CaptureFile file;
  private final CaptureSession session;

  ChannelSource(CaptureFile file, CaptureSession session) {
    this.file = file;
    this.session = session;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    return file.next(into);
  }

  @Override
  public void whileWaiting(WaitListener listener) {
    file.whileWaiting(listener);
  }

  @Override
  public CaptureEnd end() {
    return session.end();
  }

  @Override
  public long bytesRead() {
    return file.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return -1;
  }

  @Override
  public boolean reopenable() {
    return false;
  }

  @Override
  public List<CaptureInterface> interfaces() {
    return session.interfaces();
  }

  @Override
  public CaptureInfo info() {
    return session.info();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
