package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a command's results go: the file of {@code -o}, or standard output. */
public final class Output implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final Console console;
  private final String file;
  private OutputStream bytes;
  private Writer text;

  /**
   * @param file null for standard output; made when the first result is written
   */
  public Output(String file, Console console) {
    this.file = file;
    this.console = console;
  }

  public boolean isFile() {
    return file != null;
  }

  /** Width to fit text into; 0 where nobody looks at it on a terminal. */
  public int columns() {
    return !isFile() && console.terminal().out() ? console.terminal().columns() : 0;
  }

  /** For bytes; a command uses this or {@link #text}, not both. */
  public OutputStream bytes() throws IOException {
    if (!isFile()) {
      return console.out();
    }
    if (bytes == null) {
      bytes = new BufferedOutputStream(Files.newOutputStream(Path.of(file)), BUFFER);
    }
    return bytes;
  }

  /** For characters. */
  public Writer text() throws IOException {
    if (!isFile()) {
      return console.text();
    }
    if (text == null) {
      text = new BufferedWriter(new OutputStreamWriter(bytes(), UTF_8));
    }
    return text;
  }

  /** Lets what was written be seen. */
  public void flush() throws IOException {
    if (text != null) {
      text.flush();
    } else if (bytes != null) {
      bytes.flush();
    } else if (!isFile()) {
      console.flush();
    }
  }

  /** Closes the file; standard output stays open, and its owner flushes it. */
  @Override
  public void close() throws IOException {
    if (text != null) {
      text.close();
    } else if (bytes != null) {
      bytes.close();
    }
  }
}
