package io.weft.capture.open;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/** Reads a file that another program still writes: at its end it waits for more. */
final class GrowingChannel implements ReadableByteChannel {
  /** The time between two looks at the file. */
  private static final long PAUSE_NANOS = 50_000_000;

  private final FileChannel file;
  private final Watch watch;

  /** What the one who follows the file knows. Called by the thread that reads. */
  interface Watch {
    /** Will no more be written, or need no more be read? */
    boolean isOver();

    /** The file has become shorter than what was read of it, so that the reading ends. */
    void onShortened();
  }

  GrowingChannel(Path path, Watch watch) throws IOException {
    file = FileChannel.open(path);
    this.watch = watch;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    while (true) {
      // Asked first: what was written before that moment is then read.
      boolean isOver = watch.isOver();
      int n = file.read(into);
      if (n != -1 || isOver) {
        return n;
      }
      if (file.size() < file.position()) {
        watch.onShortened();
        return -1;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      if (Thread.interrupted()) {
        return -1; // the capture is being closed
      }
    }
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
