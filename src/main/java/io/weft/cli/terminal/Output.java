package io.weft.cli.terminal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The destination of a command's results: the file that {@code -o} names, or standard output. */
public final class Output implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Console console;
  private final Path file;
  private final boolean force;
  private final List<Path> inputs;
  private OutputStream bytes;
  private Writer text;

  /** Results go to standard output. */
  public Output(Console console) {
    this(null, false, List.of(), console);
  }

  /**
   * Results go to a file, which is created when {@link #bytes} or {@link #text} is first called.
   *
   * @param file null for standard output
   * @param force whether a file that exists may be overwritten
   * @param inputs the real paths of what is read, which is never overwritten
   */
  public Output(Path file, boolean force, List<Path> inputs, Console console) {
    this.file = file;
    this.force = force;
    this.inputs = List.copyOf(inputs);
    this.console = console;
  }

  /** Whether the results go to a file. */
  public boolean isFile() {
    return file != null;
  }

  /** The terminal's width in characters; 0 where the results do not go to a terminal. */
  public int columns() {
    return !isFile() && console.terminal().out() ? console.terminal().columns() : 0;
  }

  /** The stream for bytes. A command uses either this or {@link #text}. */
  public OutputStream bytes() throws IOException {
    if (!isFile()) {
      return console.out();
    }
    if (bytes == null) {
      bytes = new BufferedOutputStream(watched(open()), BUFFER);
    }
    return bytes;
  }

  /** Devices and named pipes are not overwritten by what is written to them. */
  private OutputStream open() throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return Files.newOutputStream(file, StandardOpenOption.WRITE);
    }
    if (!force) {
      try {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        throw refusal("exists already; --force overwrites it", e);
      }
    }
    if (Files.exists(file)) {
      Path real = file.toRealPath();
      // Where a folder is read, every file below it is an input.
      if (inputs.stream().anyMatch(real::startsWith)) {
        throw refusal("is one of the captures to be read", null);
      }
    }
    return Files.newOutputStream(file);
  }

  private FileSystemException refusal(String reason, IOException cause) {
    FileSystemException refusal = new FileSystemException(file.toString(), null, reason);
    refusal.initCause(cause);
    return refusal;
  }

  /** The file may be a named pipe, whose reader takes what it likes. */
  private OutputStream watched(OutputStream target) {
    return new FilterOutputStream(target) {
      @Override
      public void write(byte[] from, int at, int length) throws IOException {
        console.delivery().write(out, from, at, length);
      }
    };
  }

  /** The writer for characters, in UTF-8. A command uses either this or {@link #bytes}. */
  public Writer text() throws IOException {
    if (!isFile()) {
      return console.text();
    }
    if (text == null) {
      text = new Utf8Writer(bytes());
    }
    return text;
  }

  /** Writes everything that is buffered to the destination. */
  public void flush() throws IOException {
    if (text != null) {
      text.flush();
    } else if (bytes != null) {
      bytes.flush();
    } else if (!isFile()) {
      console.flush();
    }
  }

  /** Closes the file. Standard output stays open: {@code Main} flushes it at the end. */
  @Override
  public void close() throws IOException {
    if (text != null) {
      text.close();
    } else if (bytes != null) {
      bytes.close();
    }
  }
}
