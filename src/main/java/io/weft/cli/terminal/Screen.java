package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.report.monitor.FlowScreen;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.util.EnumSet;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The whole window of a terminal, to be drawn in again and again. What was on it before, and how it
 * took keys, comes back when this is closed, by whatever thread.
 *
 * <p>Signals stay what they are: keys that send them (Ctrl-C) do so as everywhere else. Only the
 * one that would put the program to sleep with the screen half drawn is taken away.
 */
public final class Screen implements AutoCloseable {
  /** Terminals that can do no more than print lines. */
  private static final String DUMB = Terminal.TYPE_DUMB;

  public static final int NO_KEY = NonBlockingReader.READ_EXPIRED;
  public static final int NO_MORE_KEYS = NonBlockingReader.EOF;

  /** Nobody can give the terminal back while a key is waited for without an end. */
  private static final long PATIENCE_MILLIS = 200;

  private final Terminal terminal;
  private final NonBlockingReader reader;
  private final Attributes before;
  private final Display display;
  private final CharsetEncoder encoder;
  private Size size = Size.of(0, 0);
  private boolean closed;

  private Screen(Terminal terminal, boolean ascii) {
    this.terminal = terminal;
    encoder = (ascii ? US_ASCII : terminal.encoding()).newEncoder();
    reader = terminal.reader();
    before = terminal.getAttributes();
    Attributes own = new Attributes(before);
    own.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO), false);
    own.setControlChar(ControlChar.VMIN, 1);
    own.setControlChar(ControlChar.VTIME, 0);
    own.setControlChar(ControlChar.VSUSP, 0);
    terminal.setAttributes(own);
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.flush();
    display = new Display(terminal, true);
  }

  /**
   * Takes the process's terminal.
   *
   * @param ascii does the user's locale know nothing but ASCII?
   * @return null where there is none that can be drawn on
   */
  public static Screen open(boolean ascii) throws IOException {
    Terminal terminal;
    try {
      terminal =
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              .nativeSignals(false)
              .graphemeCluster(false) // asks the terminal, and waits for its answer
              .build();
    } catch (IllegalStateException e) {
      return null; // standard input is none
    }
    return of(terminal, ascii);
  }

  /** As {@link #open}, of any terminal, which is closed with the screen. */
  public static Screen of(Terminal terminal, boolean ascii) throws IOException {
    boolean canDraw =
        !terminal.getType().startsWith(DUMB)
            && terminal.getStringCapability(Capability.enter_ca_mode) != null
            && terminal.getStringCapability(Capability.cursor_address) != null;
    if (!canDraw) {
      terminal.close();
      return null;
    }
    return new Screen(terminal, ascii);
  }

  /** Whether the window has another size than it had when this was asked last. */
  public boolean resized() {
    Size now = terminal.getSize();
    if (now.equals(size)) {
      return false;
    }
    size = Size.of(now.getColumns(), now.getRows());
    display.resize(size);
    display.clear();
    return true;
  }

  /** In characters; 0 where the terminal does not tell. */
  public int columns() {
    return size.getColumns();
  }

  public int rows() {
    return size.getRows();
  }

  /** Has the next drawing send everything: something else may have written to the terminal. */
  public void forget() {
    display.clear();
  }

  /** Draws the lines from the top down; only what differs from before is sent. */
  public synchronized void draw(List<FlowScreen.Line> lines) {
    if (!closed) {
      display.update(lines.stream().map(this::styled).toList(), -1);
    }
  }

  private AttributedString styled(FlowScreen.Line line) {
    AttributedStyle style =
        switch (line.kind()) {
          case SUMMARY -> AttributedStyle.BOLD;
          case WARNING -> AttributedStyle.BOLD.foreground(AttributedStyle.RED);
          case TITLES -> AttributedStyle.DEFAULT.underline();
          case KEYS -> AttributedStyle.DEFAULT.inverse();
          case ROW -> AttributedStyle.DEFAULT;
        };
    // The terminal may find some characters wider than they were taken to be.
    return new AttributedString(writable(line.text()), style)
        .columnSubSequence(0, size.getColumns());
  }

  /** The text in the terminal's own characters. */
  private String writable(String text) {
    if (encoder.canEncode(text)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (encoder.canEncode(Character.toString(c))) {
                plain.appendCodePoint(c);
              } else {
                plain.append(
                    switch (c) {
                      case '…' -> '~';
                      case 'µ' -> 'u';
                      case '→' -> '>';
                      default -> '?';
                    });
              }
            });
    return plain.toString();
  }

  /**
   * The next key; waits a moment for it.
   *
   * @return {@link #NO_KEY} where none came, {@link #NO_MORE_KEYS} where none will come any more
   */
  public int key() throws IOException {
    return reader.read(PATIENCE_MILLIS);
  }

  /** Gives the terminal back. May be called by any thread, and again. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    terminal.puts(Capability.cursor_normal);
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
    terminal.setAttributes(before);
    terminal.close();
  }
}
