package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import io.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the README shows is what the program prints. {@code -Dgolden.update=true} writes it anew.
 */
final class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path EXAMPLE = Path.of("src/test/example");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final int COLUMNS = 100;

  private static final Pattern TRANSCRIPT =
      Pattern.compile("```console\n\\$ target/weft ([^\n]*)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern JSON =
      Pattern.compile("<!-- weft ([^\n]*) -->\n```json\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern XML = Pattern.compile("```xml\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\| `weft (\\w+)[^|]*\\|");

  @TestFactory
  Stream<DynamicTest> transcripts() throws IOException {
    return matches(TRANSCRIPT)
        .map(
            shown ->
                dynamicTest(
                    shown.group(1),
                    () -> assertShown(shown, 2, run(shown.group(1)).replaceAll(" +\n", "\n"))));
  }

  @TestFactory
  Stream<DynamicTest> objects() throws IOException {
    return matches(JSON)
        .map(
            shown ->
                dynamicTest(shown.group(1), () -> assertShown(shown, 2, indented(shown.group(1)))));
  }

  @Test
  void theLibraryExampleIsTheOneThatIsCompiledAndRun() throws IOException {
    MatchResult shown = matches(JAVA).findFirst().orElseThrow();
    assertShown(shown, 1, example());
  }

  @Test
  void theCoordinatesAreThoseOfTheBuildAndOfTheExample() throws IOException {
    MatchResult shown = matches(XML).findFirst().orElseThrow();
    String build = Files.readString(Path.of("pom.xml"));
    Matcher own = Pattern.compile("<groupId>.*?</version>", Pattern.DOTALL).matcher(build);
    assertTrue(own.find());
    String dependency =
        "<dependency>\n" + own.group().indent(2).replaceAll("(?m)^ +", "  ") + "</dependency>\n";
    assertShown(shown, 1, dependency);
    String example = Files.readString(EXAMPLE.resolve("pom.xml")).replaceAll("(?m)^ +", "");
    assertTrue(example.contains(dependency.replaceAll("(?m)^ +", "")), dependency);
  }

  @Test
  void everyCommandIsTold() throws IOException {
    List<String> told = matches(COMMAND).map(row -> row.group(1)).toList();
    assertEquals(Commands.all().stream().map(Command::name).toList(), told);
  }

  private static String run(String arguments) {
    Session weft = new Session(new Terminal(true, false, COLUMNS));
    assertEquals(0, weft.run(arguments.split(" ", -1)), weft.err());
    return weft.out();
  }

  /** The first object that the command prints, laid out for people. */
  private static String indented(String arguments) throws IOException {
    String line = run(arguments).lines().findFirst().orElseThrow();
    return new JsonLayout(COLUMNS).print(line) + "\n";
  }

  private static String example() throws IOException {
    String source = Files.readString(EXAMPLE.resolve("src/main/java/com/example/Calls.java"));
    Matcher lines =
        Pattern.compile("lines begin here\\.\n(.*?) *// The README's lines end", Pattern.DOTALL)
            .matcher(source);
    assertTrue(lines.find());
    return lines.group(1).replaceAll("(?m)^ {4}", "");
  }

  private static Stream<MatchResult> matches(Pattern pattern) throws IOException {
    List<MatchResult> found = pattern.matcher(Files.readString(README)).results().toList();
    assertTrue(!found.isEmpty(), "the README shows some");
    return found.stream();
  }

  private static void assertShown(MatchResult shown, int group, String real) throws IOException {
    if (UPDATE) {
      // By text and not by place: blocks before this one may have grown.
      String whole = shown.group();
      int at = shown.start(group) - shown.start();
      String updated = whole.substring(0, at) + real + "```\n";
      Files.writeString(README, Files.readString(README).replace(whole, updated));
    } else {
      assertEquals(real, shown.group(group));
    }
  }
}
