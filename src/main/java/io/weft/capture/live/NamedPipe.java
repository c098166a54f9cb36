package io.weft.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A named pipe in a folder that nobody else may enter, for the short while in which it needs a name
 * at all. This is its reading side.
 */
final class NamedPipe implements Closeable {
  private static final int OWNER_ONLY = 0600;

  /** Of a pipe on Linux to which nobody has given another. */
  private static final int USUAL_CAPACITY = 64 << 10;

  private static final Path LARGEST = Path.of("/proc/sys/fs/pipe-max-size");

  private final Path folder;
  private final Path path;

  /** A writer besides the one that is awaited: without one, opening to read would wait. */
  private RandomAccessFile placeholder;

  private FileInputStream in;
  private int capacity = USUAL_CAPACITY;
  private FileChannel channel;

  private NamedPipe(Path folder) {
    this.folder = folder;
    this.path = folder.resolve("pipe");
  }

  /** Does the system have such pipes? */
  static boolean supported() {
    return !Platform.isWindows();
  }

  /** Makes the pipe and opens its reading side. */
  static NamedPipe open() throws IOException {
    NamedPipe pipe = new NamedPipe(Files.createTempDirectory("weft-"));
    boolean opened = false;
    try {
      pipe.make();
      opened = true;
    } finally {
      if (!opened) {
        pipe.close();
      }
    }
    return pipe;
  }

  private void make() throws IOException {
    Libc libc = Libc.load();
    try {
      libc.mkfifo(path.toString(), OWNER_ONLY);
    } catch (LastErrorException e) {
      throw new IOException(path + ": no pipe can be made there: " + e.getMessage(), e);
    }
    placeholder = new RandomAccessFile(path.toFile(), "rw");
    enlarge(libc);
    in = new FileInputStream(path.toFile());
    channel = in.getChannel();
  }

  /**
   * As large as the system allows to anybody. A smaller pipe does the same work, only with more
   * changes between its two ends.
   */
  private void enlarge(Libc libc) throws IOException {
    if (!Platform.isLinux() || !Files.isReadable(LARGEST)) {
      return;
    }
    int size;
    try (BufferedReader numbers = Files.newBufferedReader(LARGEST)) {
      // In one read: the kernel gives such a file's first digits alone to who asks for few bytes.
      size = Integer.parseInt(numbers.readLine().strip());
    }
    try {
      int descriptor = libc.open(path.toString(), Libc.O_RDONLY | Libc.O_NONBLOCK);
      try {
        capacity = libc.fcntl(descriptor, Libc.F_SETPIPE_SZ, size);
      } finally {
        libc.close(descriptor);
      }
    } catch (LastErrorException e) {
      // The user's pipes have reached what all of them together may hold: it stays as it is.
      return;
    }
  }

  /** Bytes it holds, as far as the system tells. */
  int capacity() {
    return capacity;
  }

  /** What the writer is to open. */
  String path() {
    return path.toString();
  }

  /** The writer has opened it: from now on its end is the end, and nobody needs the name. */
  void connected() throws IOException {
    placeholder.close();
    placeholder = null;
    unlink();
  }

  private void unlink() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }

  /** Bytes that can be read at once. */
  int available() throws IOException {
    return in.available();
  }

  int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public void close() throws IOException {
    unlink();
    if (placeholder != null) {
      placeholder.close();
    }
    if (in != null) {
      in.close();
    }
  }
}
