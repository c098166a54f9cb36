package io.weft.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * What asks a capture to end. The first signal has it stop in good order, which the JVM's own way
 * of taking signals, its exit code with it, would not allow; a second one ends the process where it
 * stands.
 */
public final class Interrupts implements AutoCloseable {
  /** As shells tell that a signal ended a program: 128 and its number. */
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);

  private static final long PATIENCE_MILLIS = 300;

  private final Runnable stop;
  private final Map<String, Object> before = new LinkedHashMap<>();
  private volatile Runnable atOnce = () -> {};
  private boolean asked;

  /**
   * @param stop called by another thread, at most once
   */
  public Interrupts(Runnable stop) {
    this.stop = stop;
    CODES.forEach((signal, code) -> before.put(signal, Signals.register(signal, () -> on(code))));
  }

  private void on(int code) {
    synchronized (this) {
      if (asked) {
        leave();
        Runtime.getRuntime().halt(code);
      }
      asked = true;
    }
    stop.run();
  }

  /**
   * What must be put in order even when the process is ended where it stands; may take a moment.
   */
  public void beforeTheEnd(Runnable task) {
    atOnce = task;
  }

  private void leave() {
    Thread leaving = new Thread(atOnce, "weft-leaving");
    leaving.setDaemon(true);
    leaving.start();
    try {
      leaving.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Signals mean again what they meant before. */
  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
