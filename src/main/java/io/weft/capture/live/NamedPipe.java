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
 * The reading side of a named pipe. The pipe has a name only until its writer has opened it, and
 * during that time it lies in a folder that no other user may enter.
 */
final class NamedPipe implements Closeable {
  private static final int OWNER_ONLY = 0600;

  /** The size of a pipe on Linux, unless it is set, in bytes. */
  private static final int USUAL_CAPACITY = 64 << 10;

  /** Linux tells here the largest size that a user may set. */
  private static final Path LARGEST = Path.of("/proc/sys/fs/pipe-max-size");

  private final Path folder;
  private final Path path;

  /** A second writer: without any writer, opening the reading side would wait for one. */
  private RandomAccessFile placeholder;

  private FileInputStream in;
  private int capacity = USUAL_CAPACITY;
  private FileChannel channel;

  private NamedPipe(Path folder) {
    this.folder = folder;
    this.path = folder.resolve("pipe");
  }

  /** Whether the system has named pipes. */
  static boolean supported() {
    return !Platform.isWindows();
  }

  /** Creates a pipe and opens its reading side. */
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
   * Makes the pipe as large as the system allows. A smaller pipe works too, but the system has to
   * switch more often between its two ends.
   */
  private void enlarge(Libc libc) throws IOException {
    if (!Platform.isLinux() || !Files.isReadable(LARGEST)) {
      return;
    }
    int size;
    try (BufferedReader numbers = Files.newBufferedReader(LARGEST)) {
      // The number must come in one read: the kernel gives a small read only the first digits.
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
      // All pipes of the user together have reached their limit: this one keeps its size.
      return;
    }
  }

  /** How many bytes the pipe holds, as far as the system tells. */
  int capacity() {
    return capacity;
  }

  /** The name for the writer to open. */
  String path() {
    return path.toString();
  }

  /**
   * To be called when the writer has opened the pipe. From now on the reader sees the end when the
   * writer closes it, and the pipe's name is removed.
   */
  void connected() throws IOException {
    placeholder.close();
    placeholder = null;
    unlink();
  }

  private void unlink() throws IOException {
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }

  /** How many bytes can be read without waiting. */
  int available() throws IOException {
    return in.available();
  }

  /** Reads the bytes that are there, or waits for some; -1 at the end. */
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
