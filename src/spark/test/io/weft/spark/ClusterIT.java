package io.weft.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.testing.Programs;
import io.weft.testing.RowComparison;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of real processes on the loopback interface, which know nothing of Weft but the jar
 * that is made for Spark: a master, two workers with an executor each, and a driver.
 */
final class ClusterIT {
  private static final Path BUILT = Path.of(System.getProperty("weft.build.directory"));

  /** Spark with what it needs, as in its own distribution. */
  private static final Path HOME = BUILT.resolve("home");

  /** One jar for all versions of Spark: that of the newest one. */
  private static final Path JAR = BUILT.resolveSibling("spark").resolve("weft-spark.jar");

  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  /** Programs of Spark start slowly where others work as well. */
  private static final int JOB_SECONDS = 300;

  @TempDir Path folder;

  @RegisterExtension final Programs programs = new Programs();

  private String master;
  private RunningProgram[] workers;

  @BeforeEach
  void start() throws Exception {
    programs.environment("SPARK_HOME", HOME.toAbsolutePath().toString());
    programs.environment("SPARK_LOCAL_IP", "127.0.0.1");
    programs.environment(
        "SPARK_SCALA_VERSION",
        scala.util.Properties.versionNumberString().replaceFirst("\\.\\d+$", ""));
    RunningProgram program =
        spark(
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--webui-port",
            "0");
    Pattern url = Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");
    program.await("the master's address", () -> url.matcher(program.err()).find());
    Matcher found = url.matcher(program.err());
    assertTrue(found.find());
    master = found.group(1);
    workers = new RunningProgram[] {worker("one"), worker("two")};
    for (RunningProgram worker : workers) {
      worker.await("registration", () -> worker.err().contains("Successfully registered"));
    }
  }

  private RunningProgram worker(String name) throws IOException {
    return spark(
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--cores",
        "1",
        "--memory",
        "800m",
        "--webui-port",
        "0",
        "--work-dir",
        folder.resolve(name).toString(),
        master);
  }

  private RunningProgram spark(String... mainAndArguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx500m", "-XX:TieredStopAtLevel=1"));
    // What Spark's launcher adds for Java 17 is added to the tests' own line as well.
    for (String argument :
        java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-opens")) {
        command.add(argument);
      }
    }
    command.addAll(List.of("-cp", HOME.resolve("jars") + "/*"));
    command.addAll(Arrays.asList(mainAndArguments));
    return programs.start(command.toArray(new String[0]));
  }

  private RunningProgram submit(String table, Path rows) throws IOException {
    return spark(
        "org.apache.spark.deploy.SparkSubmit",
        "--master",
        master,
        "--jars",
        JAR.toString(),
        "--conf",
        "spark.executor.memory=600m",
        "--conf",
        "spark.executor.cores=1",
        "--conf",
        "spark.ui.enabled=false",
        "--conf",
        "spark.driver.host=127.0.0.1",
        "--conf",
        "spark.sql.session.timeZone=UTC",
        "--class",
        ClusterJob.class.getName(),
        jobJar().toString(),
        table,
        Path.of("samples").toAbsolutePath().toString(),
        rows.toString());
  }

  /** The program as a jar of its own. */
  private Path jobJar() throws IOException {
    Path jar = folder.resolve("job.jar");
    Path classes = BUILT.resolve("test-classes/io/weft/spark");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        DirectoryStream<Path> all = Files.newDirectoryStream(classes, "ClusterJob*.class")) {
      for (Path each : all) {
        out.putNextEntry(new ZipEntry("io/weft/spark/" + each.getFileName()));
        Files.copy(each, out);
      }
    }
    return jar;
  }

  @Test
  void rowsAreTheSameThoughAnExecutorIsKilledInTheMiddle() throws Exception {
    List<JsonNode> expected = new ArrayList<>();
    for (Path capture : SparkRows.captures(Path.of("samples"))) {
      expected.addAll(SparkRows.json("flows", "--json", capture.toString()));
    }
    Path rows = folder.resolve("rows");
    RunningProgram job = submit("flows", rows);
    // Each of these may take a while where others work as well.
    job.await("the driver", () -> job.out().contains("driver is there"));
    job.await("the table", () -> job.out().contains("table is there"));
    job.await("a task", () -> job.out().contains("task on executor"));
    assertTrue(killAnExecutor(), "an executor runs");
    assertEquals(0, job.awaitEnd(JOB_SECONDS), job.err());
    assertTrue(job.err().contains("Lost executor"), job.err());

    List<String> lines = Files.readAllLines(rows);
    assertEquals(expected.size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      ObjectNode row = (ObjectNode) new JsonMapper().readTree(lines.get(i));
      RowComparison.assertSame(expected.get(i), row.without(SparkRows.OF_CAPTURES), "row " + i);
    }
  }

  /** Kills the executor of one of the workers, as a machine's failure would. */
  private boolean killAnExecutor() {
    for (RunningProgram worker : workers) {
      ProcessHandle process = ProcessHandle.of(worker.pid()).orElseThrow();
      try (Stream<ProcessHandle> children = process.descendants()) {
        List<ProcessHandle> executors = children.toList();
        if (!executors.isEmpty()) {
          return executors.get(0).destroyForcibly();
        }
      }
    }
    return false;
  }
}
