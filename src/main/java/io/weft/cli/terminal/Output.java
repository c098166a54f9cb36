package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The destination of a command's results: the file that {@code -o} names, or standard output. */
public final class Output implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Console console;
  private final String file;
  private OutputStream bytes;
  private Writer text;

  /**
   * @param file name of the file, which is created when {@link #bytes} or {@link #text} is first
   *     called; null for standard output
   */
  public Output(String file, Console console) {
    this.file = file;
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
      bytes = new BufferedOutputStream(watched(Files.newOutputStream(Path.of(file))), BUFFER);
    }
    return bytes;
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
      text = new BufferedWriter(new OutputStreamWriter(bytes(), UTF_8));
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
