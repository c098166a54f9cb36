package io.weft.capture.write;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The bytes of a file that is being written, or a stream in its place. It counts the bytes. After
 * its first failure it takes nothing more, so that the file can be cut and stays as it was cut.
 */
final class OutputFile extends OutputStream {
  private final OutputStream target;
  private final Path path;
  private final FileChannel channel;
  private long count;
  private IOException failure;

  /**
   * Writes to a file.
   *
   * @param regular whether it is a regular file, which can be cut
   */
  @SuppressWarnings("resource") // the channel is the stream's own
  OutputFile(FileOutputStream target, Path path, boolean regular) {
    this.target = target;
    this.path = path;
    this.channel = regular ? target.getChannel() : null;
  }

  /** Writes to a stream of the caller, and passes its exceptions on unchanged. */
  OutputFile(OutputStream target) {
    this.target = target;
    this.path = null;
    this.channel = null;
  }

  /** The file's name; null for a stream. */
  Path path() {
    return path;
  }

  /** How many bytes were written so far, those of a failed write not included. */
  long count() {
    return count;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      target.write(bytes, from, length);
      count += length;
    } catch (IOException e) {
      failure = named(e);
      throw failure;
    }
  }

  @Override
  public void flush() throws IOException {
    if (failure != null) {
      throw failure;
    }
    target.flush();
  }

  private IOException named(IOException e) {
    return path == null ? e : new FileSystemException(path.toString(), null, e.getMessage());
  }

  /** Whether {@link #reached} and {@link #cut} may be called. */
  boolean canBeCut() {
    return channel != null;
  }

  /** The length that the file has after a failure: the last write may have written some bytes. */
  long reached() throws IOException {
    return channel.position();
  }

  /** Shortens the file to {@code size} bytes. */
  void cut(long size) throws IOException {
    channel.truncate(size);
    count = size;
  }

  /**
   * Closes the file unless it has failed: then it must be cut and {@linkplain #release released}.
   */
  @Override
  public void close() throws IOException {
    if (failure == null) {
      target.close();
    }
  }

  /** Closes the file, whether it has failed or not. */
  void release() throws IOException {
    target.close();
  }
}
