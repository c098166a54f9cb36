package io.weft.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.report.monitor.MonitorLayout;
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
 * The whole window of a terminal, drawn in and redrawn. {@link #close} restores the contents of the
 * window and the terminal's settings for keys; any thread may call it.
 *
 * <p>Keys that send signals (Ctrl-C) go on to do so. Only the key that suspends the program
 * (Ctrl-Z) is switched off: the shell would come back to a screen that is half drawn.
 */
public final class Screen implements AutoCloseable {
  /** The type of terminals that can only print lines. */
  private static final String DUMB = Terminal.TYPE_DUMB;

  /** What {@link #key} returns where no key was pressed in time. */
  static final int NO_KEY = NonBlockingReader.READ_EXPIRED;

  /** What {@link #key} returns when the terminal is gone. */
  static final int NO_MORE_KEYS = NonBlockingReader.EOF;

  /** How long {@link #key} waits; while it waits, {@link #close} cannot restore the terminal. */
  private static final long KEY_WAIT_MILLIS = 200;

  /** How far apart the characters of one key come at most, over a slow line. */
  private static final long ESCAPE_WAIT_MILLIS = 50;

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
   * Takes over the process's terminal.
   *
   * @param ascii whether the user's locale has no characters but ASCII
   * @return null where the process has no terminal that can be drawn on
   */
  public static Screen open(boolean ascii) throws IOException {
    Terminal terminal;
    try {
      terminal =
          TerminalBuilder.builder()
              .system(true)
              .dumb(false)
              .nativeSignals(false)
              .graphemeCluster(false) // detecting them would wait for an answer of the terminal
              .build();
    } catch (IllegalStateException e) {
      return null; // standard input is not a terminal
    }
    return of(terminal, ascii);
  }

  /** Takes over the terminal given, and closes it with the screen; null as for {@link #open}. */
  static Screen of(Terminal terminal, boolean ascii) throws IOException {
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

  /** Whether the size of the window has changed since the last call. */
  boolean resized() {
    Size now = terminal.getSize();
    if (now.equals(size)) {
      return false;
    }
    size = Size.of(now.getColumns(), now.getRows());
    display.resize(size);
    display.clear();
    return true;
  }

  /** The window's width in characters; 0 where the terminal does not tell. */
  int columns() {
    return size.getColumns();
  }

  /** The window's height in lines; 0 where the terminal does not tell. */
  int rows() {
    return size.getRows();
  }

  /** Makes the next drawing send every line: another program may have written to the terminal. */
  void forget() {
    display.clear();
  }

  /** Draws the lines from the top down. Only what differs from the last drawing is sent. */
  synchronized void draw(List<MonitorLayout.Line> lines) {
    if (!closed) {
      display.update(lines.stream().map(this::styled).toList(), -1);
    }
  }

  private AttributedString styled(MonitorLayout.Line line) {
    AttributedStyle style =
        switch (line.kind()) {
          case SUMMARY -> AttributedStyle.BOLD;
          case WARNING -> AttributedStyle.BOLD.foreground(AttributedStyle.RED);
          case TITLES -> AttributedStyle.DEFAULT.underline();
          case KEYS -> AttributedStyle.DEFAULT.inverse();
          case ROW -> AttributedStyle.DEFAULT;
          case MARKED -> AttributedStyle.DEFAULT.inverse();
        };
    // The terminal may draw some characters wider than the layout assumed.
    return new AttributedString(writable(line.text()), style)
        .columnSubSequence(0, size.getColumns());
  }

  /** The text with a replacement for each character that the terminal's character set lacks. */
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
                      case '↑' -> '^';
                      case '↓' -> 'v';
                      default -> '?';
                    });
              }
            });
    return plain.toString();
  }

  /**
   * The next key; waits up to 200 ms for it.
   *
   * @return {@link #NO_KEY} where no key was pressed, {@link #NO_MORE_KEYS} when the terminal is
   *     gone
   */
  int key() throws IOException {
    return reader.read(KEY_WAIT_MILLIS);
  }

  /** As {@link #key}, without waiting longer than keys take that send several characters. */
  int nextOfKey() throws IOException {
    return reader.read(ESCAPE_WAIT_MILLIS);
  }

  /** Restores the terminal. Any thread may call this; a second call does nothing. */
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
