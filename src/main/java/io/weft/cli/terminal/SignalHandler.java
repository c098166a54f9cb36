package io.weft.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jline.utils.Signals;

/**
 * Handles the signals INT, TERM and HUP while a capture runs. The first signal asks the capture to
 * stop in good order; the second ends the process at once. The JVM's own handling would run the
 * shutdown hooks and exit with the signal's code on the first signal already.
 */
public final class SignalHandler implements AutoCloseable {
  /** Exit codes by signal, as shells report them: 128 plus the number of the signal. */
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);

  /** How long the process waits for the task of {@link #onHalt} before it ends. */
  private static final long HALT_TASK_MILLIS = 300;

  private final Runnable stop;
  private final Map<String, Object> before = new LinkedHashMap<>();
  private volatile Runnable haltTask = () -> {};
  private boolean asked;

  /**
   * Installs the handlers.
   *
   * @param stop what the first signal runs, on a thread of its own; called at most once
   */
  public SignalHandler(Runnable stop) {
    this.stop = stop;
    CODES.forEach((signal, code) -> before.put(signal, Signals.register(signal, () -> on(code))));
  }

  private void on(int code) {
    synchronized (this) {
      if (asked) {
        runHaltTask();
        Runtime.getRuntime().halt(code);
      }
      asked = true;
    }
    stop.run();
  }

  /**
   * Sets the task that runs when a second signal ends the process: what must be put in order even
   * then. The process ends after 300 ms, whether the task is done or not.
   */
  public void onHalt(Runnable task) {
    haltTask = task;
  }

  private void runHaltTask() {
    Thread thread = new Thread(haltTask, "weft-halt");
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(HALT_TASK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Restores the handlers that were installed before. */
  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
