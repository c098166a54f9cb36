package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.report.text.Palette;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Writer;
import java.util.function.BooleanSupplier;

/**
 * The process's three standard streams, as a command uses them. Results go to {@link #out} or
 * {@link #text}; everything else goes to {@link #warn}, {@link #error} and {@link #err}. Text is
 * UTF-8 in every locale.
 */
public final class Console {
  private final InputStream in;
  private final StandardOutput out;
  private final Writer text;
  private final PrintStream err;
  private final Terminal terminal;
  private final Delivery delivery = new Delivery(System::nanoTime);

  private Console(
      InputStream in, OutputStream out, BooleanSupplier pipe, OutputStream err, Terminal terminal) {
    this.in = in;
    this.out = new StandardOutput(out, delivery, pipe);
    this.text = new Utf8Writer(this.out);
    this.err = new PrintStream(err, true, UTF_8);
    this.terminal = terminal;
  }

  /** A console on the streams given, in place of the process's own: for tests. */
  public static Console of(InputStream in, OutputStream out, OutputStream err, Terminal terminal) {
    return new Console(in, out, () -> false, err, terminal);
  }

  /** A console on the process's own streams. */
  public static Console ofProcess() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        StandardOutput::isPipe,
        new FileOutputStream(FileDescriptor.err),
        Terminal.ofProcess());
  }

  /** Standard input, not buffered. */
  public InputStream in() {
    return in;
  }

  /** Standard output for bytes, buffered. A command uses either this or {@link #text}. */
  public OutputStream out() {
    return out;
  }

  /** Standard output for characters, buffered. A command uses either this or {@link #out}. */
  public Writer text() {
    return text;
  }

  /** Standard error, which is flushed after every line: for progress and other status. */
  public PrintStream err() {
    return err;
  }

  /** Which of the streams are terminals, and how wide these are. */
  public Terminal terminal() {
    return terminal;
  }

  /** What the readers of the results have taken, of standard output or of the file of -o. */
  public Delivery delivery() {
    return delivery;
  }

  /** Reports a problem on standard error; the command goes on. */
  public void warn(String message) {
    err.println("weft: " + errPalette().warning("warning:") + " " + oneLine(message));
  }

  /** Reports on standard error how the work went. */
  public void note(String message) {
    err.println("weft: " + oneLine(message));
  }

  /** Reports on standard error why the command ends. */
  public void error(String message) {
    err.println(errPalette().failure("weft:") + " " + oneLine(message));
  }

  private Palette errPalette() {
    return terminal.err() && terminal.colours() ? Palette.ANSI : Palette.PLAIN;
  }

  /** Shows lines on standard error as they are, below an error. */
  public void show(String lines) {
    lines.lines().forEach(line -> err.println(oneLine(line)));
  }

  /** Whether the reader of standard output has closed its end of the pipe. */
  public boolean readerGone() {
    return out.readerGone();
  }

  /** Writes everything that is buffered to standard output. */
  public void flush() throws IOException {
    text.flush();
    out.flush();
  }

  /**
   * Escapes control characters: a message may quote a file name or a packet, and neither must break
   * the line or colour the terminal.
   */
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
