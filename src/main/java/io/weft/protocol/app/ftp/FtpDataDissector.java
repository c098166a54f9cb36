package io.weft.protocol.app.ftp;

import io.weft.dissect.Direction;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;

/** Passes over the bytes of a file or a list of files: nothing in them is of FTP. */
final class FtpDataDissector implements StreamDissector {
  /** What the control connection tells of the file; null where it was not captured. */
  private final FtpTransfer.Latest transfer;

  FtpDataDissector(FtpTransfer.Latest transfer) {
    this.transfer = transfer;
  }

  @Override
  public int onBytes(Direction direction, byte[] bytes, int from, int to, StreamContext context) {
    if (!context.attaches()) {
      return STOP;
    }
    context.append(Ftp.DATA, bytes, from, to, transfer == null ? null : transfer.get());
    return to - from;
  }

  @Override
  public void onGap(Direction direction, long missing, StreamContext context) {
    // Files may have gaps.
  }

  @Override
  public int memory() {
    return Long.BYTES * 2;
  }
}
