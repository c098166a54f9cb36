package io.weft.capture.write;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A file in the making, or a stream that is there already. Counts what it took in; after its first
 * failure it takes nothing more, so that what is there can be cut and stays so.
 */
final class OutputFile extends OutputStream {
  private final OutputStream target;
  private final Path path;
  private final FileChannel channel;
  private long count;
  private IOException failure;

  /**
   * A file of its own.
   *
   * @param regular whether it has a length that can be cut
   */
  @SuppressWarnings("resource") // the channel is the stream's own
  OutputFile(FileOutputStream target, Path path, boolean regular) {
    this.target = target;
    this.path = path;
    this.channel = regular ? target.getChannel() : null;
  }

  /** Somebody's stream, whose failures are told as they are. */
  OutputFile(OutputStream target) {
    this.target = target;
    this.path = null;
    this.channel = null;
  }

  /** Null for a stream. */
  Path path() {
    return path;
  }

  /** Bytes taken in so far. */
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

  /** Whether {@link #cut} can be asked for. */
  boolean canBeCut() {
    return channel != null;
  }

  /** Bytes that the file really has after a failure, some of the last write's among them. */
  long reached() throws IOException {
    return channel.position();
  }

  void cut(long size) throws IOException {
    channel.truncate(size);
    count = size;
  }

  /** What has failed stays open, to be cut and then {@linkplain #release released}. */
  @Override
  public void close() throws IOException {
    if (failure == null) {
      target.close();
    }
  }

  /** Closes it, failed or not. */
  void release() throws IOException {
    target.close();
  }
}
