package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A folder a case: {@code args} is the command line, {@code expected.jsonl}, {@code expected.json}
 * or {@code expected.txt} what it prints, {@code columns} (if there) the width of the terminal that
 * it prints on. {@code -Dgolden.update=true} writes the expectations anew. All JSON is held against
 * the schemas that ship with the program.
 */
final class GoldenTest {
  private static final Path CASES = Path.of("src/test/resources/golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  private final Schemas schemas = new Schemas();

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)))
          .toList();
    }
  }

  private void check(Path folder) throws IOException {
    assertTrue(Files.exists(folder.resolve("README.md")), "a case says where it is from");
    String[] arguments = Files.readString(folder.resolve("args")).strip().split("\\s+");
    Session weft = new Session(terminal(folder));
    assertEquals(0, weft.run(arguments), weft.err());
    String out = withoutVersion(weft.out());
    Path expected = folder.resolve("expected." + extension(arguments));
    if (UPDATE) {
      Files.writeString(expected, out);
    }
    assertLines(Files.readString(expected), out);
    assertSchema(expected, out);
  }

  /** The first line that differs says more than two whole outputs. */
  private static void assertLines(String expected, String out) {
    List<String> before = expected.lines().toList();
    List<String> after = out.lines().toList();
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      assertEquals(before.get(i), after.get(i), "line " + (i + 1));
    }
    assertEquals(expected, out);
  }

  private static Terminal terminal(Path folder) throws IOException {
    Path columns = folder.resolve("columns");
    return Files.exists(columns)
        ? new Terminal(true, false, Integer.parseInt(Files.readString(columns).strip()))
        : Terminal.NONE;
  }

  private static String extension(String[] arguments) {
    if (arguments[0].equals("report")) {
      return "json";
    }
    List<String> words = List.of(arguments);
    return words.contains("--json") || words.contains("json") ? "jsonl" : "txt";
  }

  private void assertSchema(Path expected, String out) throws IOException {
    String name = expected.toString();
    if (name.endsWith(".json")) {
      assertEquals(List.of(), schemas.errors(out));
    } else if (name.endsWith(".jsonl")) {
      for (String line : out.lines().toList()) {
        assertEquals(List.of(), schemas.errors(line), line);
      }
    }
  }

  private static String withoutVersion(String out) {
    return out.replaceFirst("\"generator\":\"weft [^\"]*\"", "\"generator\":\"weft\"");
  }
}
