package io.weft.capture.open;

import io.weft.capture.CapturedPacket;
import io.weft.capture.WaitListener;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;

/** The packets of one channel, whose bytes can be read only once. */
final class ChannelSource extends SessionSource {
  private final CaptureFile file;

  ChannelSource(CaptureFile file, CaptureSession session) {
    super(session);
    this.file = file;
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
  public void close() throws IOException {
    file.close();
  }
}
