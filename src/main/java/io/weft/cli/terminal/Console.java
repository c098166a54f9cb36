package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;

/**
 * The process's three streams as a command sees them: results to {@link #out} or {@link #text},
 * everything else to {@link #warn}, {@link #error} and {@link #err}. UTF-8 whatever the locale.
 */
public final class Console {
  private final InputStream in;
  private final StandardOutput out;
  private final Writer text;
  private final PrintStream err;
  private final Terminal terminal;

  private Console(InputStream in, StandardOutput out, OutputStream err, Terminal terminal) {
    this.in = in;
    this.out = out;
    this.text = new BufferedWriter(new OutputStreamWriter(this.out, UTF_8));
    this.err = new PrintStream(err, true, UTF_8);
    this.terminal = terminal;
  }

  /** Streams that are not the process's own, for tests. */
  public static Console of(InputStream in, OutputStream out, OutputStream err, Terminal terminal) {
    return new Console(in, new StandardOutput(out, () -> false), err, terminal);
  }

  /** The process's own streams, unbuffered where the command cannot know when to flush. */
  public static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new StandardOutput(new FileOutputStream(FileDescriptor.out), StandardOutput::isPipe),
        new FileOutputStream(FileDescriptor.err),
        Terminal.ofProcess());
  }

  /** Standard input, not buffered. */
  public InputStream in() {
    return in;
  }

  /** Standard output for bytes, buffered. A command uses this or {@link #text}, not both. */
  public OutputStream out() {
    return out;
  }

  /** Standard output for characters, buffered. */
  public Writer text() {
    return text;
  }

  /** Standard error, flushed after every line: for progress and other status. */
  public PrintStream err() {
    return err;
  }

  public Terminal terminal() {
    return terminal;
  }

  /** Says on standard error that something is not as it should be, and work goes on. */
  public void warn(String message) {
    err.println("weft: warning: " + oneLine(message));
  }

  /** Says on standard error how the work went. */
  public void note(String message) {
    err.println("weft: " + oneLine(message));
  }

  /** Says on standard error why the work ends here. */
  public void error(String message) {
    err.println("weft: " + oneLine(message));
  }

  /** Whether who read standard output stopped doing so. */
  public boolean readerGone() {
    return out.readerGone();
  }

  public void flush() throws IOException {
    text.flush();
    out.flush();
  }

  /** File names and packet text come from outside: they must neither break nor colour the line. */
  private static String oneLine(String message) {
    StringBuilder line = new StringBuilder(message.length());
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      if (c == '\n' || c == '\r' || c == '\t') {
        line.append(' ');
      } else if (Character.isISOControl(c)) {
        line.append("\\x")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }
}
