package io.weft.cli.terminal;

import io.weft.report.monitor.MonitorOrder;
import io.weft.report.monitor.MonitorState;
import io.weft.report.monitor.MonitorState.Mode;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** Reads keys on a thread of its own, and notes in a {@link MonitorState} what they ask for. */
final class ScreenKeys {
  private static final int CTRL_C = 3;
  private static final int BACKSPACE = 8;
  private static final int CTRL_L = 12;
  private static final int CTRL_U = 21;
  private static final int ESCAPE = 27;
  private static final int DELETE = 127;

  /** Keys that send several characters, as values that no character has. */
  private static final int UP = -10;

  private static final int DOWN = -11;
  private static final int PAGE_UP = -12;
  private static final int PAGE_DOWN = -13;

  /** What an unknown sequence of characters stands for. */
  private static final int OTHER = -14;

  /** Sequences are short; a longer one is no key. */
  private static final int MAX_SEQUENCE = 8;

  private static final int PAGE = 10;
  private static final int MAX_FILTER = 60;

  private final Screen screen;
  private final Runnable quit;
  private final AtomicReference<MonitorState> state;
  private volatile boolean isSpoilt;
  private volatile boolean changed;

  /**
   * @param quit called on the thread that reads keys when the user wants to end
   */
  ScreenKeys(Screen screen, MonitorState begin, Runnable quit) {
    this.screen = screen;
    this.quit = quit;
    state = new AtomicReference<>(begin);
  }

  /** Begins to read keys. */
  void start() {
    Thread keys = new Thread(this::readAll, "weft-keys");
    keys.setDaemon(true);
    keys.start();
  }

  MonitorState state() {
    return state.get();
  }

  /** Whether a key has changed anything since the last call. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Whether a key has asked since the last call to draw all anew. */
  boolean takeSpoilt() {
    boolean was = isSpoilt;
    isSpoilt = false;
    return was;
  }

  /** Says which rows and lines there are to move among: what lies beyond is brought back. */
  void bound(int lastRow, int lastLine) {
    state.updateAndGet(
        was ->
            was.cursor(Math.min(was.cursor(), lastRow)).scroll(Math.min(was.scroll(), lastLine)));
  }

  /** Goes back to the list of flows. */
  void leaveFlow() {
    state.updateAndGet(was -> was.mode() == Mode.FLOW ? was.mode(Mode.FLOWS) : was);
  }

  private void readAll() {
    try {
      for (int key = screen.key(); key != Screen.NO_MORE_KEYS; key = screen.key()) {
        if (key == ESCAPE) {
          key = sequence();
        }
        if (key != Screen.NO_KEY && onKey(key)) {
          changed = true;
        }
      }
    } catch (IOException e) {
      changed = true; // the screen was closed, or the terminal is gone: no more keys
    }
  }

  /**
   * What follows an escape character: nothing, where it was that key, or the rest of a sequence.
   */
  private int sequence() throws IOException {
    int next = screen.nextOfKey();
    if (next != '[' && next != 'O') {
      return next < 0 ? ESCAPE : OTHER;
    }
    int number = 0;
    for (int i = 0; i < MAX_SEQUENCE; i++) {
      int c = screen.nextOfKey();
      if (c >= '0' && c <= '9') {
        number = number * 10 + c - '0';
      } else if (c == '~') {
        return number == 5 ? PAGE_UP : number == 6 ? PAGE_DOWN : OTHER;
      } else if (c != ';') {
        return c == 'A' ? UP : c == 'B' ? DOWN : OTHER;
      }
    }
    return OTHER;
  }

  /** Does what the key asks for; false where it asks for nothing. */
  private boolean onKey(int key) {
    if (key == CTRL_C) {
      quit.run();
      return true;
    }
    if (key == CTRL_L) {
      isSpoilt = true;
      return true;
    }
    return switch (state().mode()) {
      case FLOWS -> inFlows(key);
      case FILTER -> inFilter(key);
      case FLOW -> inFlow(key);
      case HELP -> set(was -> was.mode(Mode.FLOWS));
    };
  }

  private boolean set(UnaryOperator<MonitorState> change) {
    state.updateAndGet(change);
    return true;
  }

  private boolean inFlows(int key) {
    return switch (key) {
      case 'r', 'R' -> set(was -> was.order(MonitorOrder.RATE));
      case 'b', 'B' -> set(was -> was.order(MonitorOrder.BYTES));
      case 'p', 'P' -> set(was -> was.order(MonitorOrder.PACKETS));
      case 't', 'T' -> set(was -> was.order(MonitorOrder.START));
      case ' ' -> set(was -> was.held(!was.isHeld()));
      case '?', 'h' -> set(was -> was.mode(Mode.HELP));
      case '/' -> set(was -> was.filter("").mode(Mode.FILTER));
      case '\r', '\n' -> set(was -> was.mode(Mode.FLOW));
      case ESCAPE -> set(was -> was.filter(""));
      case UP, 'k' -> set(was -> was.cursor(was.cursor() - 1));
      case DOWN, 'j' -> set(was -> was.cursor(was.cursor() + 1));
      case PAGE_UP -> set(was -> was.cursor(was.cursor() - PAGE));
      case PAGE_DOWN -> set(was -> was.cursor(was.cursor() + PAGE));
      case 'q', 'Q' -> {
        quit.run();
        yield true;
      }
      default -> false;
    };
  }

  private boolean inFilter(int key) {
    return switch (key) {
      case '\r', '\n' -> set(was -> was.mode(Mode.FLOWS));
      case ESCAPE -> set(was -> was.filter("").mode(Mode.FLOWS));
      case CTRL_U -> set(was -> was.filter(""));
      case BACKSPACE, DELETE ->
          set(was -> was.filter(was.filter().substring(0, Math.max(0, was.filter().length() - 1))));
      default ->
          key >= ' '
              && set(
                  was ->
                      was.filter().length() < MAX_FILTER
                          ? was.filter(was.filter() + (char) key)
                          : was);
    };
  }

  private boolean inFlow(int key) {
    return switch (key) {
      case UP, 'k' -> set(was -> was.scroll(was.scroll() - 1));
      case DOWN, 'j' -> set(was -> was.scroll(was.scroll() + 1));
      case PAGE_UP -> set(was -> was.scroll(was.scroll() - PAGE));
      case PAGE_DOWN, ' ' -> set(was -> was.scroll(was.scroll() + PAGE));
      case '?' -> set(was -> was.mode(Mode.HELP));
      case ESCAPE, BACKSPACE, DELETE, '\r', '\n' -> set(was -> was.mode(Mode.FLOWS));
      case 'q', 'Q' -> {
        quit.run();
        yield true;
      }
      default -> false;
    };
  }
}
