package io.weft.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts programs for a test: Weft itself, and the tools that make its traffic or check its
 * results. What they print is kept in files, so that no program ever waits for the test to read it.
 * Programs that still run at the end of the test are killed.
 *
 * <p>A test has one as a field with {@code @RegisterExtension}. No wait is longer than {@link
 * #PATIENCE_SECONDS}, unless the test says so: the test fails then.
 */
public final class Programs implements AfterEachCallback, AutoCloseable {
  static final int PATIENCE_SECONDS = 60;

  private static final long POLL_MILLIS = 50;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> prefix = new ArrayList<>();
  private final List<RunningProgram> started = new ArrayList<>();
  private final Path folder;

  /**
   * Programs get the environment of the tests, less options for Java, and the Java of the tests.
   */
  public Programs() {
    try {
      folder = Files.createTempDirectory("weft-programs");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  /** What a program that has ended leaves. */
  public record Result(int code, String out, String err) {}

  /** A condition that a test waits for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** The launcher of the program that the build has made: for integration tests only. */
  public static Path weft() {
    return Path.of(System.getProperty("weft.build.directory"), "weft");
  }

  /** Whether the {@code PATH} has a program of the name. */
  public static boolean isInstalled(String program) {
    for (String directory : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Runs a program to its end, as {@link #run} does, for a test that needs no other one.
   *
   * @throws IOException where there is no such program
   */
  public static Result runOnce(String... command) throws IOException {
    try (Programs programs = new Programs()) {
      return programs.run(command);
    }
  }

  /**
   * Waits until a condition holds.
   *
   * @param what names it, for the message of the failure
   */
  public static void await(String what, Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("a minute has passed without " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Sets a variable in the environment of the programs that are started from now on. */
  public void environment(String name, String value) {
    environment.put(name, value);
  }

  /**
   * Lets signals end the programs that are started from now on, even where the process that runs
   * the tests ignores them: programs inherit that.
   */
  public Programs withDefaultSignals() {
    prefix.addAll(List.of("env", "--default-signal=INT,TERM,HUP"));
    return this;
  }

  /**
   * Starts a program whose standard input is empty.
   *
   * @throws IOException where there is no such program
   */
  public RunningProgram start(String... command) throws IOException {
    RunningProgram program = startWithInput(command);
    program.input().close();
    return program;
  }

  /**
   * Starts a program whose standard input is {@link RunningProgram#input}.
   *
   * @throws IOException where there is no such program
   */
  public RunningProgram startWithInput(String... command) throws IOException {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(command));
    Path out = folder.resolve("out" + started.size());
    Path err = folder.resolve("err" + started.size());
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("WEFT_OPTS");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(environment);
    RunningProgram program =
        new RunningProgram(String.join(" ", command), builder.start(), out, err);
    started.add(program);
    return program;
  }

  /**
   * Runs a program to its end; its standard input is empty.
   *
   * @throws IOException where there is no such program
   */
  public Result run(String... command) throws IOException {
    RunningProgram program = start(command);
    return new Result(program.awaitEnd(), program.out(), program.err());
  }

  /** Kills all programs that still run. */
  public void killAll() {
    started.forEach(RunningProgram::kill);
  }

  /** Kills all programs that still run, and deletes what they have printed. */
  @Override
  public void close() {
    killAll();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }
}
