package io.weft.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Standard output with a buffer. It knows whether a write failed because the reader closed the
 * pipe, which ends the command without an error, or for another reason. {@code PrintStream} would
 * hide both kinds of failure.
 */
final class StandardOutput extends OutputStream {
  private static final int CAPACITY = 1 << 16;

  // The file type within st_mode (inode(7)).
  private static final int TYPE_MASK = 0xF000;
  private static final int FIFO = 0x1000;
  private static final int SOCKET = 0xC000;

  private final OutputStream target;
  private final Delivery delivery;
  private final byte[] buffer = new byte[CAPACITY];
  private final BooleanSupplier pipe;
  private int filled;
  private volatile boolean readerGone;

  /**
   * @param delivery sees what the target takes
   * @param pipe tells whether the target is a pipe or a socket; asked only after a failure
   */
  StandardOutput(OutputStream target, Delivery delivery, BooleanSupplier pipe) {
    this.target = target;
    this.delivery = delivery;
    this.pipe = pipe;
  }

  /** Whether the reader has closed its end of the pipe. Once true, it stays true. */
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

  /** Flushes. The target stays open, since other commands may still write to it. */
  @Override
  public void close() throws IOException {
    flush();
  }

  private void drain() throws IOException {
    int length = filled;
    // This comes before the write: after a failure the next flush must not send these bytes again.
    filled = 0;
    if (length > 0) {
      send(buffer, 0, length);
    }
  }

  private void send(byte[] bytes, int from, int length) throws IOException {
    try {
      delivery.write(target, bytes, from, length);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private IOException failure(IOException e) {
    String message = String.valueOf(e.getMessage());
    // The message of EPIPE, and of the same error on Windows, names the pipe, but in the system's
    // language. The only way in which a write to a pipe or a socket fails is a reader that is gone.
    readerGone |= message.toLowerCase(Locale.ROOT).contains("pipe") || pipe.getAsBoolean();
    return new StandardOutputException("standard output: " + message, e);
  }

  /** Whether standard output is a pipe or a socket; false where the system does not tell. */
  static boolean isPipe() {
    try {
      int mode = (Integer) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE_MASK;
      return mode == FIFO || mode == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // The system has no /dev/stdout or no file modes: only the message can tell.
      return false;
    }
  }
}
