package io.weft.capture.open;

import io.weft.capture.CaptureEnd;
import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.CapturedPacket;
import io.weft.capture.WaitListener;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads several files as one capture; only one of them is open at a time. */
final class CaptureSet extends SessionSource {
  private final List<? extends Member> files;
  private final long bytesTotal;
  private final boolean reopenable;

  private WaitListener listener = WaitListener.NONE;
  private CaptureFile current;
  private int nextFile;
  private long bytesBefore;

  /** One of the files. */
  interface Member {
    /** In bytes; -1 where it is unknown. */
    long size();

    /**
     * Opens the file.
     *
     * @param session takes up what the file says besides packets
     */
    CaptureFile open(CaptureSession session) throws IOException;
  }

  private CaptureSet(List<? extends Member> files, CaptureSession session) {
    super(session);
    this.files = files;
    long total = 0;
    boolean known = true;
    for (Member file : files) {
      known &= file.size() >= 0;
      total += file.size();
    }
    bytesTotal = known ? total : -1;
    reopenable = known;
  }

  /** Finds the files and opens the first one, so that a lone file that is no capture fails here. */
  static CaptureSet open(List<Path> filesOrFolders, CaptureOptions options) throws IOException {
    CaptureSession session = new CaptureSession(options);
    return open(new CaptureFinder(session).find(filesOrFolders), session);
  }

  /** Opens the first of some files, which are to be read in this order. */
  static CaptureSet open(List<? extends Member> files, CaptureSession session) throws IOException {
    CaptureSet set = new CaptureSet(files, session);
    set.openNext();
    return set;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    while (current != null) {
      if (current.next(into)) {
        return true;
      }
      closeCurrent();
      openNext();
    }
    return false;
  }

  /**
   * Opens the next file that is a capture. Only the first file may fail the whole set. All others
   * except pipes were opened before, when they were ordered, and a pipe, which comes last, must not
   * discard what was read before it: it counts as damaged instead.
   */
  private void openNext() throws IOException {
    while (current == null && nextFile < files.size()) {
      try {
        current = files.get(nextFile++).open(session());
        current.whileWaiting(listener);
      } catch (CaptureFormatException e) {
        if (nextFile == 1) {
          throw e;
        }
        session().add(new CaptureEnd.Damage(e.file(), e.offset(), false, e.reason(), null));
      }
    }
  }

  private void closeCurrent() throws IOException {
    CaptureFile done = current;
    current = null;
    bytesBefore += done.bytesRead();
    done.close();
  }

  @Override
  public void whileWaiting(WaitListener heard) {
    listener = heard;
    if (current != null) {
      current.whileWaiting(listener);
    }
  }

  @Override
  public long bytesRead() {
    return bytesBefore + (current == null ? 0 : current.bytesRead());
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public boolean reopenable() {
    return reopenable;
  }

  @Override
  public void close() throws IOException {
    nextFile = files.size();
    if (current != null) {
      closeCurrent();
    }
  }
}
