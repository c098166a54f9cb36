package io.weft.capture.open;

import io.weft.capture.CaptureFormatException;
import io.weft.capture.CaptureOptions;
import io.weft.capture.CapturedPacket;
import io.weft.capture.WaitListener;
import io.weft.capture.reader.CaptureSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Reads captures that another program still writes, until {@link #stop}. A single file is read on
 * as it grows. Of a folder, and of a file that a rotation has named, the files are read one after
 * the other in the order in which they were written last; the reading goes on to a new file as soon
 * as there is one.
 */
public final class FollowedCapture extends SessionSource {
  private final FollowedFiles files;
  private final Object filesLock = new Object();
  private WaitListener listener = WaitListener.NONE;
  private CaptureFile current;
  private long bytesBefore;
  private volatile boolean isStopped;

  private FollowedCapture(CaptureSession session, FollowedFiles files) {
    super(session);
    this.files = files;
  }

  /**
   * Begins to follow a file or a folder. The method blocks until a file has the header of a
   * capture.
   *
   * @throws CaptureFormatException for a file that is no capture, or a folder without any
   * @throws java.nio.file.NoSuchFileException for a path that does not exist
   */
  public static FollowedCapture open(Path fileOrFolder, CaptureOptions options) throws IOException {
    FollowedCapture capture =
        new FollowedCapture(new CaptureSession(options), FollowedFiles.of(fileOrFolder));
    if (!capture.openNext()) {
      throw new CaptureFormatException(fileOrFolder.toString(), 0, "no capture in this folder");
    }
    return capture;
  }

  /**
   * Ends the reading: what has been written by now is still read. Any thread may call this, several
   * times.
   */
  public void stop() {
    isStopped = true;
  }

  @Override
  public boolean next(CapturedPacket into) throws IOException {
    while (!current.next(into)) {
      if (!openNext()) {
        return false;
      }
    }
    return true;
  }

  /** Goes on to the next file; false where there is none. Files that are no captures are noted. */
  private boolean openNext() throws IOException {
    for (Path path = take(); path != null; path = take()) {
      CaptureFile opened;
      try {
        GrowingChannel channel = new GrowingChannel(path, new Growth(path));
        opened = new CaptureFile(channel, path.toString(), -1, CaptureFile.Kind.PIPE, session());
      } catch (CaptureFormatException e) {
        if (current == null) {
          throw e;
        }
        session().note("left out " + e.getMessage());
        continue;
      }
      if (current != null) {
        bytesBefore += current.bytesRead();
        current.close();
      }
      current = opened;
      current.whileWaiting(listener);
      return true;
    }
    return false;
  }

  private Path take() throws IOException {
    synchronized (filesLock) {
      return files.next();
    }
  }

  /** Asked by the thread that reads ahead. */
  private final class Growth implements GrowingChannel.Watch {
    private final Path path;

    Growth(Path path) {
      this.path = path;
    }

    @Override
    public boolean isOver() {
      if (isStopped) {
        return true;
      }
      try {
        synchronized (filesLock) {
          return files.hasNext();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void onShortened() {
      session()
          .note(
              path
                  + " was shortened while it was followed: what was read before counts, the rest is"
                  + " not followed");
    }
  }

  @Override
  public void whileWaiting(WaitListener heard) {
    listener = heard;
    current.whileWaiting(listener);
  }

  /** Whoever writes the files may go on. */
  @Override
  public boolean openEnded() {
    return true;
  }

  @Override
  public long bytesRead() {
    return bytesBefore + current.bytesRead();
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
    stop();
    current.close();
  }
}
