package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.testing.Programs;
import io.weft.testing.Programs.Result;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program, started as a user starts it. */
final class LauncherIT {
  private static final Path BUILT = Path.of(System.getProperty("weft.build.directory"));
  private static final String WEFT = Programs.weft().toString();
  private static final String JAVA_HOME = System.getProperty("java.home");

  private static final int PCAP_HEADER = 24;

  /** When a run has taken over signals for long. */
  private static final long LONG_RUN_TICKS = 300;

  @TempDir Path temporary;

  @RegisterExtension final Programs programs = new Programs();

  @BeforeEach
  void needsAShell() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "the launcher is a POSIX shell script");
  }

  @Test
  void printsItsVersionAndNothingElse() throws Exception {
    Result result = run(WEFT, "--version");
    assertTrue(result.out().matches("weft \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n"), result.toString());
    assertEquals("", result.err());
    assertEquals(0, result.code());
  }

  @Test
  void theJarRunsByItself() throws Exception {
    Result result =
        run(JAVA_HOME + "/bin/java", "-jar", BUILT.resolve("weft.jar").toString(), "--version");
    assertEquals(run(WEFT, "--version"), result);
  }

  @Test
  void theBuildMadeAnArchiveForItsOwnJava() throws Exception {
    Path log = temporary.resolve("classes");
    programs.environment("WEFT_OPTS", "-Xlog:class+load:file=" + log);
    assertEquals(0, run(WEFT, "--version").code());
    String main =
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("io.weft.cli.Main "))
            .findFirst()
            .orElseThrow();
    assertTrue(main.contains("shared objects file"), main);
  }

  @Test
  void findsItselfThroughLinksFromAnywhere() throws Exception {
    Path folder = copyTo("a folder");
    Files.createSymbolicLink(temporary.resolve("first"), folder.resolve("weft"));
    Files.createSymbolicLink(temporary.resolve("second"), Path.of("first"));
    Result result = run(temporary.resolve("second").toString(), "--version");
    assertEquals(run(WEFT, "--version"), result);
  }

  @Test
  void runsAfterAMoveWithAndWithoutItsArchive() throws Exception {
    Path moved = copyTo("moved to here");
    Result expected = run(WEFT, "--version");
    assertEquals(expected, run(moved.resolve("weft").toString(), "--version"));
    for (Path archive : archives(moved)) {
      Files.delete(archive);
      Files.writeString(archive, "no archive at all");
    }
    assertEquals(expected, run(moved.resolve("weft").toString(), "--version"));
    for (Path archive : archives(moved)) {
      Files.delete(archive);
    }
    assertEquals(expected, run(moved.resolve("weft").toString(), "--version"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tar.gz", "zip"})
  void theArchiveRunsWhereItIsUnpacked(String form) throws Exception {
    Path archive;
    try (DirectoryStream<Path> built = Files.newDirectoryStream(BUILT, "weft-*." + form)) {
      archive = built.iterator().next().toAbsolutePath();
    }
    String program = form.equals("zip") ? "unzip" : "tar";
    assumeTrue(Programs.isInstalled(program), program + " is not installed");
    Result unpacked =
        form.equals("zip")
            ? run("unzip", "-q", archive.toString(), "-d", temporary.toString())
            : run("tar", "-xzf", archive.toString(), "-C", temporary.toString());
    assertEquals(new Result(0, "", ""), unpacked);
    Path root;
    try (DirectoryStream<Path> roots = Files.newDirectoryStream(temporary)) {
      root = roots.iterator().next();
    }
    Result here = run(WEFT, "flows", "--json", "samples/dns.pcap");
    assertEquals(
        here, run(root.resolve("bin/weft").toString(), "flows", "--json", "samples/dns.pcap"));
    for (String file :
        List.of(
            "LICENSE",
            "README.md",
            "man/man1/weft-flows.1",
            "completion/weft.bash",
            "licenses/commons-cli",
            "samples/README.md")) {
      assertTrue(Files.exists(root.resolve(file)), file);
    }
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    Path moved = copyTo("moved");
    Files.delete(moved.resolve("weft.jar"));
    assertEquals(
        new Result(1, "", "weft: " + moved + "/weft.jar is missing\n"),
        run(moved.resolve("weft").toString(), "--version"));

    programs.environment("JAVA_HOME", temporary.resolve("none").toString());
    Result result = run(WEFT, "--version");
    assertEquals(1, result.code());
    assertTrue(result.err().matches("weft: JAVA_HOME is .*, but there is no .*\n"), result.err());

    programs.environment("JAVA_HOME", "");
    programs.environment("PATH", temporary.toString());
    assertEquals(
        new Result(
            1, "", "weft: needs Java 17 or newer: none on the PATH, and JAVA_HOME is not set\n"),
        run(WEFT, "--version"));
  }

  @Test
  void refusesAnOlderJava() throws Exception {
    Path java = Files.createDirectories(temporary.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho must not be started\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(temporary.resolve("release"), "X=\"1\"\nJAVA_VERSION=\"1.8.0_392\"\n");
    programs.environment("JAVA_HOME", temporary.toString());
    assertEquals(
        new Result(1, "", "weft: needs Java 17 or newer: " + java + " is 1.8.0_392\n"),
        run(WEFT, "--version"));
  }

  @Test
  void takesOptionsForJavaEvenAnotherCollector() throws Exception {
    Result expected = run(WEFT, "--version");
    programs.environment("WEFT_OPTS", "-Xmx200m -XX:+UseParallelGC");
    assertEquals(expected, run(WEFT, "--version"));
  }

  @ParameterizedTest
  @CsvSource({
    "--max-memory 64MB, -Xmx160m",
    "--max-memory=100MiB, -Xmx218m",
    "--max-memory 2GiB, -Xmx3258m",
    "--max-memory much, -Xmx408m",
    "--json, -Xmx408m"
  })
  void theHeapIsAsLargeAsTheMemoryOfFlowsNeeds(String options, String heap) throws Exception {
    Path java = Files.createDirectories(temporary.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(temporary.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    programs.environment("JAVA_HOME", temporary.toString());
    List<String> command = new ArrayList<>(List.of(WEFT, "flows"));
    command.addAll(List.of(options.split(" ")));
    Result result = run(command.toArray(String[]::new));
    assertTrue(result.out().contains(" " + heap + " "), result.out());
  }

  @Test
  void endsQuietlyWhenItsReaderIsGone() throws Exception {
    Path code = temporary.resolve("code");
    Result result = shell("{ \"$1\" --help; echo $? >\"$2\"; } | :", WEFT, code.toString());
    assertEquals("", result.err());
    assertEquals("0\n", Files.readString(code));
  }

  @Test
  void aFullDiskIsTrouble() throws Exception {
    assumeTrue(Files.isWritable(Path.of("/dev/full")), "no /dev/full");
    Result result = shell("\"$1\" --help >/dev/full", WEFT);
    assertEquals(1, result.code());
    assertTrue(result.err().matches("weft: standard output: .*\n"), result.err());
  }

  /** In a mount namespace of its own, whose file systems go with it. */
  private Result withFileSystem(String options, String script) throws Exception {
    String mount =
        "mount -t tmpfs -o " + options + " weft \"$1\" 2>/dev/null || exit 77\n" + script;
    Path place = Files.createDirectory(temporary.resolve("mounted"));
    Result result = run("unshare", "-m", "/bin/sh", "-c", mount, "sh", place.toString(), WEFT);
    assumeTrue(result.code() != 77 && result.code() != 126, "no file systems can be mounted");
    return result;
  }

  private void needsUnshare() throws Exception {
    Result result = shell("unshare -m true 2>/dev/null");
    assumeTrue(result.code() == 0, "no mount namespace can be made");
  }

  @Test
  void aFullDiskLeavesNothingOfAnExtraction() throws Exception {
    needsUnshare();
    Result result =
        withFileSystem(
            "size=300k",
            "\"$2\" extract -d \"$1/out\" samples/http-download.pcap.gz; echo $?; ls -A \"$1\"");
    assertEquals("1\n", result.out());
    assertTrue(
        result.err().matches("weft: .*/mounted/\\..*: No space left on device\n"), result.err());
  }

  @Test
  void aFolderThatCannotBeWrittenIsTrouble() throws Exception {
    needsUnshare();
    Result result =
        withFileSystem(
            "ro",
            "\"$2\" extract -d \"$1/out\" samples/http-download.pcap.gz; echo $?; ls -A \"$1\"");
    assertEquals("1\n", result.out());
    assertTrue(
        result.err().matches("weft: .*/mounted/\\..*: Read-only file system\n"), result.err());
  }

  @Test
  void anExtractionFromAPipeThatIsStoppedKeepsWhatHasCome() throws Exception {
    Path target = temporary.resolve("out");
    RunningProgram weft = programs.startWithInput(WEFT, "extract", "-d", target.toString(), "-");
    byte[] capture = Files.readAllBytes(Path.of("samples/zero-window.pcap"));
    weft.input().write(capture, 0, capture.length / 2);
    weft.input().flush();
    weft.await("a folder", () -> !files(temporary).isEmpty());
    assertEquals(1, files(temporary).size(), "it writes into one hidden folder");
    assertTrue(files(temporary).get(0).startsWith(".out."));
    weft.signal("TERM"); // while its standard input stays open
    assertEquals(0, weft.awaitEnd(30));
    assertEquals(List.of("out"), files(temporary), "nothing hidden is left");
    assertTrue(files(target).contains("index.json"), files(target).toString());
  }

  @Test
  void aSignalStopsTheReadingOfFilesAndTellsWhatIsKnown() throws Exception {
    Path part = temporary.resolve("part.pcap");
    byte[] sample = Files.readAllBytes(Path.of("samples/zero-window.pcap"));
    try (OutputStream out = Files.newOutputStream(part)) {
      out.write(sample);
      for (int i = 0; i < 500; i++) {
        out.write(sample, PCAP_HEADER, sample.length - PCAP_HEADER);
      }
    }
    List<String> command = new ArrayList<>(List.of(WEFT, "flows", "--json"));
    for (int i = 0; i < 100; i++) {
      command.add(part.toString()); // some gigabytes
    }
    RunningProgram weft = programs.start(command.toArray(String[]::new));
    Path status = Path.of("/proc", Long.toString(weft.pid()), "stat");
    assumeTrue(Files.exists(status), "only /proc tells how long a program has worked");
    weft.await("some seconds of its work", () -> ticks(Files.readString(status)) > LONG_RUN_TICKS);
    weft.signal("TERM");
    assertEquals(1, weft.awaitEnd(30));
    assertTrue(
        weft.err().matches("(?s).*weft: stopped by a signal behind [0-9,]+ packets\n"), weft.err());
    assertTrue(weft.out().startsWith("{\"type\":\"flow\","), weft.out());
  }

  /** The time that a process has worked itself, in hundredths of a second (proc(5)). */
  private static long ticks(String status) {
    return Long.parseLong(status.substring(status.lastIndexOf(')') + 2).split(" ")[11]);
  }

  private static List<String> files(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    return names;
  }

  @Test
  void argumentsAndMessagesAreUtf8WhateverTheLocale() throws Exception {
    programs.environment("LC_ALL", "C");
    // The bytes as a shell gives them: this JVM's own locale may know no umlauts.
    Result result = shell("\"$1\" \"$(printf '\\303\\274ml\\303\\244ut')\"", WEFT);
    assertEquals(
        new Result(2, "", "weft: unknown command '\u00fcml\u00e4ut' (see weft help)\n"), result);
  }

  @Test
  void fitsItsHelpToTheTerminal() throws Exception {
    Result script = shell("command -v script >/dev/null && script -qec true /dev/null");
    assumeTrue(script.code() == 0, "no script(1) to make a terminal with");
    String command = "stty cols 40; '" + WEFT + "' --help";
    Result result = shell("script -qec \"$1\" /dev/null", command);
    assertEquals(0, result.code(), result.toString());
    assertTrue(result.out().contains("usage: weft <command>"), result.out());
    boolean listing = false;
    for (String line : result.out().split("\r?\n")) {
      listing |= line.equals("options:");
      assertTrue(!listing || line.length() <= 51, "wider than asked: " + line);
    }
    assertTrue(listing, result.out());
  }

  private Path copyTo(String name) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve(name));
    for (String file : List.of("weft", "weft.jar")) {
      Files.copy(BUILT.resolve(file), folder.resolve(file));
    }
    for (Path archive : archives(BUILT)) {
      Files.copy(archive, folder.resolve(archive.getFileName()));
    }
    assertTrue(folder.resolve("weft").toFile().setExecutable(true));
    return folder;
  }

  private static List<Path> archives(Path folder) throws IOException {
    List<Path> archives = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "weft-*.jsa")) {
      files.forEach(archives::add);
    }
    return archives;
  }

  private Result shell(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private Result run(String... command) throws Exception {
    return programs.run(command);
  }
}
