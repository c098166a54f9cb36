package io.weft.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that {@link Programs} has started, and that goes on beside the test. */
public final class RunningProgram {
  private static final int TERMINATION_SECONDS = 10;

  private final String command;
  private final Process process;
  private final Path out;
  private final Path err;

  RunningProgram(String command, Process process, Path out, Path err) {
    this.command = command;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The program's standard input, buffered. It ends only when the test closes it. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** What the program has written to standard output so far. */
  public String out() throws IOException {
    return Files.readString(out, UTF_8);
  }

  /** The file with what the program has written to standard output so far. */
  public Path outFile() {
    return out;
  }

  /** What the program has written to standard error so far. */
  public String err() throws IOException {
    return Files.readString(err, UTF_8);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Waits until a condition holds; fails at once when the program ends before.
   *
   * @param what names the condition, for the message of the failure
   */
  public void await(String what, Programs.Condition condition) throws Exception {
    try {
      Programs.await(
          what,
          () -> {
            boolean isAlive = isAlive(); // before the condition, which its end may make true
            boolean holds = condition.holds();
            if (!holds && !isAlive) {
              throw new AssertionError("it has ended without " + what);
            }
            return holds;
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; " + command + " says: " + err(), e);
    }
  }

  /** Whether the program, or one that it has started, has a thread of the name, on Linux. */
  public boolean hasThread(String name) throws IOException {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    for (ProcessHandle each : all) {
      if (hasThread(each.pid(), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasThread(long pid, String name) throws IOException {
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> all = Files.newDirectoryStream(threads)) {
      for (Path thread : all) {
        if (nameOf(thread).equals(name)) {
          return true;
        }
      }
    } catch (NoSuchFileException e) {
      return false; // the program has just ended
    }
    return false;
  }

  private static String nameOf(Path thread) throws IOException {
    try {
      return Files.readString(thread.resolve("comm")).strip();
    } catch (IOException e) {
      return ""; // the thread has just ended
    }
  }

  /**
   * Sends a signal.
   *
   * @param name such as {@code INT}
   */
  public void signal(String name) throws IOException {
    Programs.runOnce("kill", "-" + name, Long.toString(pid()));
  }

  /** Waits a minute at most for the program to end; returns its exit code. */
  public int awaitEnd() throws IOException {
    return awaitEnd(Programs.PATIENCE_SECONDS);
  }

  /** Waits for the program to end; returns its exit code. */
  public int awaitEnd(int seconds) throws IOException {
    if (!hasEnded(seconds)) {
      throw new AssertionError(
          command + " still runs after " + seconds + " seconds, and says: " + err());
    }
    return process.exitValue();
  }

  private boolean hasEnded(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + command + " ran", e);
    }
  }

  /** Asks the program to end, and kills it where it has not done so ten seconds later. */
  public void terminate() throws IOException {
    process.toHandle().destroy(); // Process.destroy would close its streams as well
    if (!hasEnded(TERMINATION_SECONDS)) {
      kill();
    }
  }

  /** Kills the program, where it still runs, and waits for its end. */
  public void kill() {
    process.toHandle().destroyForcibly();
    if (!hasEnded(Programs.PATIENCE_SECONDS)) {
      throw new AssertionError(command + " survives a SIGKILL");
    }
  }
}
