package io.weft.cli.terminal;

import io.weft.report.text.Units;
import org.jline.utils.Signals;

/**
 * Handles the signals INT, TERM and HUP while a capture runs, and until the process has ended. The
 * first signal asks the capture to stop in good order; {@link StopRequests} says what those after
 * it mean. The JVM's own handling would exit on the first signal already, or on one that comes
 * while the last results are written.
 *
 * <p>TERM and HUP discard nothing that is known. Where the reader of the results takes nothing for
 * 30 s after them, the process ends and tells what is lost: nobody else would end it.
 */
public final class SignalHandler {
  private static final String INTERRUPT = "INT";
  private static final int INTERRUPT_CODE = 130; // as shells report it: 128 plus the number
  private static final String[] SIGNALS = {INTERRUPT, "TERM", "HUP"};

  /** How long the reader of the results may take nothing, once the end was asked for. */
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private static final long LOOK_MILLIS = 250;

  /** How long the process waits for the task of {@link #onHalt} before it ends. */
  private static final long HALT_TASK_MILLIS = 300;

  private final Console console;
  private final StopRequests requests = new StopRequests(System::nanoTime);
  private volatile Runnable stop;
  private volatile Runnable haltTask = () -> {};
  private boolean watches;

  /**
   * Installs the handlers.
   *
   * @param stop what the first signal runs, on a thread of its own; called at most once
   * @param console where the results go
   */
  public SignalHandler(Runnable stop, Console console) {
    this.stop = stop;
    this.console = console;
    console.delivery().watch();
    for (String signal : SIGNALS) {
      Signals.register(signal, () -> on(signal));
    }
  }

  private void on(String signal) {
    boolean isInterrupt = signal.equals(INTERRUPT);
    StopRequests.Answer answer = requests.on(isInterrupt);
    if (answer == StopRequests.Answer.HALT) {
      halt(INTERRUPT_CODE);
    }
    if (!isInterrupt) {
      watchReader(signal);
    }
    if (answer == StopRequests.Answer.STOP) {
      stop.run();
    }
  }

  /** Ends the process where the reader of the results takes nothing more. */
  private synchronized void watchReader(String signal) {
    if (watches) {
      return;
    }
    watches = true;
    long asked = System.nanoTime();
    daemon(
        "weft-reader-watch",
        () -> {
          while (console.delivery().blockedNanos(asked) < PATIENCE_NANOS) {
            Thread.sleep(LOOK_MILLIS);
          }
          Thread words = daemon("weft-last-words", () -> tell(signal));
          words.join(HALT_TASK_MILLIS); // the reader may be that of standard error as well
          halt(ExitCode.TROUBLE);
        });
  }

  private void tell(String signal) {
    console.error(
        "ended by SIG"
            + signal
            + ", as nobody has taken results for "
            + PATIENCE_NANOS / 1_000_000_000L
            + " s: "
            + Units.count(console.delivery().bytes(), "byte was", "bytes were")
            + " taken, and lost: "
            + console.delivery().loss());
  }

  private interface Task {
    void run() throws InterruptedException;
  }

  private static Thread daemon(String name, Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /**
   * Sets the task that runs when the process ends at once: what must be put in order even then. The
   * process ends after 300 ms, whether the task is done or not.
   */
  public void onHalt(Runnable task) {
    haltTask = task;
  }

  private void halt(int code) {
    try {
      daemon("weft-halt", haltTask::run).join(HALT_TASK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code);
  }

  /**
   * The capture has ended: a signal that comes now stops nothing more, and what is known is still
   * told.
   */
  public void ended() {
    stop = () -> {};
    haltTask = () -> {};
  }
}
