package io.weft.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Standard output with a buffer, telling its own failures from every other: a reader that went away
 * is the end of the work and no error. {@code PrintStream} would swallow both.
 */
final class StandardOutput extends OutputStream {
  private static final int CAPACITY = 1 << 16;

  // st_mode's file type (inode(7)).
  private static final int TYPE_MASK = 0xF000;
  private static final int FIFO = 0x1000;
  private static final int SOCKET = 0xC000;

  private final OutputStream target;
  private final byte[] buffer = new byte[CAPACITY];
  private final BooleanSupplier pipe;
  private int filled;
  private volatile boolean readerGone;

  /**
   * @param pipe asked after a failure: whether the target is a pipe or socket
   */
  StandardOutput(OutputStream target, BooleanSupplier pipe) {
    this.target = target;
    this.pipe = pipe;
  }

  /** Whether the reader of the pipe closed it. True for good once it is. */
  boolean readerGone() {
    return readerGone;
  }

  @Override
  public void write(int value) throws IOException {
    if (filled == buffer.length) {
      drain();
    }
    buffer[filled++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (length > buffer.length - filled) {
      drain();
      if (length >= buffer.length) {
        send(bytes, from, length);
        return;
      }
    }
    System.arraycopy(bytes, from, buffer, filled, length);
    filled += length;
  }

  @Override
  public void flush() throws IOException {
    drain();
    try {
      target.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Flushes; the process's standard output stays open for who comes after. */
  @Override
  public void close() throws IOException {
    flush();
  }

  private void drain() throws IOException {
    int length = filled;
    // Also on failure: what could not be written is not tried again by the next flush.
    filled = 0;
    if (length > 0) {
      send(buffer, 0, length);
    }
  }

  private void send(byte[] bytes, int from, int length) throws IOException {
    try {
      target.write(bytes, from, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private IOException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    // EPIPE and its cousins on Windows name the pipe, in the system's language; a pipe or socket
    // has no other way to fail.
    readerGone |= message.toLowerCase(Locale.ROOT).contains("pipe") || pipe.getAsBoolean();
    return new StandardOutputException("standard output: " + message, e);
  }

  /** Whether the process writes to a pipe or socket, as far as the system tells. */
  static boolean isPipe() {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE_MASK;
      return mode == FIFO || mode == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // A system without /dev/stdout or without file modes: the message has to do.
      return false;
    }
  }
}
