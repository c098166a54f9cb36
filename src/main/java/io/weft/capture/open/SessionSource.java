package io.weft.capture.open;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureInfo;
import io.weft.capture.CaptureInterface;
import io.weft.capture.PacketSource;
import io.weft.capture.reader.CaptureSession;
import java.util.List;

/** A source whose session collects what its files say besides packets. */
abstract class SessionSource implements PacketSource {
  private final CaptureSession session;

  SessionSource(CaptureSession session) {
    this.session = session;
  }

  /** Takes up what the files say. */
  final CaptureSession session() {
    return session;
  }

  @Override
  public final CaptureEnd end() {
    return session.end();
  }

  @Override
  public final List<CaptureInterface> interfaces() {
    return session.interfaces();
  }

  @Override
  public final CaptureInfo info() {
    return session.info();
  }
}
