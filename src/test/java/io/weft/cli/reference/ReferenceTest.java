package io.weft.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.cli.Session;
import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import io.weft.testing.Programs;
import io.weft.testing.Programs.Result;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completion and manual pages, checked by the programs that read them. */
final class ReferenceTest {
  private static final String SAMPLE = "samples/dns.pcap";

  @TempDir private Path folder;

  private static String run(List<String> command) throws IOException {
    String program = command.get(0);
    assumeTrue(Programs.isInstalled(program), program + " is not installed");
    Result result = Programs.runOnce(command.toArray(String[]::new));
    assertEquals(0, result.code(), result.toString());
    return result.out() + result.err();
  }

  private Path script(String shell) throws IOException {
    Session session = new Session();
    assertEquals(0, session.run("completion", shell), session.err());
    return Files.writeString(folder.resolve("weft." + shell), session.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void aShellCanReadItsScript(String shell) throws Exception {
    assertEquals("", run(List.of(shell, "-n", script(shell).toString())));
  }

  @ParameterizedTest
  @CsvSource({
    "weft flo, flows",
    "weft flows --an, --analysis",
    "weft flows --analysis f, full",
    "weft stream --as h, hex",
    "weft flows --format j, json",
    "weft explain --format me, mermaid",
    "weft capture --format pcapn, pcapng",
    "weft explain --lang k, ko",
    "weft help sta, states",
    "weft completion f, fish",
    "weft flows README, README.md",
    "weft flows -o README, README.md",
    "weft report -Y README, ''"
  })
  void bashCompletes(String line, String completed) throws Exception {
    List<String> words = new ArrayList<>(List.of(line.split(" ")));
    String set =
        "source "
            + script("bash")
            + "; COMP_WORDS=("
            + String.join(" ", words)
            + "); COMP_CWORD="
            + (words.size() - 1)
            + "; _weft; echo \"${COMPREPLY[*]}\"";
    assertEquals(completed, run(List.of("bash", "-c", set)).strip());
  }

  @ParameterizedTest
  @CsvSource({
    "weft flo, flows",
    "weft flows --anal, --analysis",
    "weft flows --analysis f, full",
    "weft stream --as h, hex"
  })
  void fishCompletes(String line, String completed) throws Exception {
    String ask = "source " + script("fish") + "; complete -C '" + line + "'";
    List<String> offered =
        run(List.of("fish", "--no-config", "-c", ask))
            .lines()
            .map(each -> each.split("\t")[0])
            .toList();
    assertEquals(List.of(completed), offered);
  }

  static Stream<Arguments> choices() {
    Stream.Builder<Arguments> all = Stream.builder();
    for (Command command : Commands.all()) {
      for (Option option : command.options().getOptions()) {
        if (option.hasArg() && !"direction".equals(option.getLongOpt())) { // for interfaces only
          for (String word : Argument.of(option).words()) {
            all.add(Arguments.of(command.name(), "--" + option.getLongOpt(), word));
          }
        }
      }
    }
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("choices")
  void everyWordThatIsOfferedIsTaken(String command, String option, String word) throws Exception {
    Session session = new Session();
    List<String> line = new ArrayList<>(List.of(command, option, word));
    switch (command) {
      case "extract" -> line.addAll(List.of("-d", folder.resolve("out").toString(), SAMPLE));
      case "capture" -> line.addAll(List.of(SAMPLE, "-w", folder.resolve("x.pcap").toString()));
      case "stream" -> line.addAll(List.of("--stream", "udp:0", SAMPLE));
      case "explain" -> line.addAll(List.of("--stream", "udp:0", SAMPLE));
      case "packets" ->
          line.addAll(
              word.startsWith("pcap")
                  ? List.of("-w", folder.resolve("x").toString(), SAMPLE)
                  : List.of(SAMPLE));
      case "flows" ->
          line.addAll(option.equals("--hash") ? List.of("--json", SAMPLE) : List.of(SAMPLE));
      default -> line.add(SAMPLE);
    }
    assertNotEquals(2, session.run(line.toArray(String[]::new)), session.err());
  }

  @ParameterizedTest
  @CsvSource({"fields, tcp.srcport", "protocols, dns"})
  void listsWordsForTheScripts(String list, String word) throws Exception {
    Session session = new Session();
    assertEquals(0, session.run("completion", "--words", list), session.err());
    assertTrue(session.out().lines().anyMatch(word::equals));
  }

  @Test
  void refusesOtherShells() throws Exception {
    Session session = new Session();
    assertEquals(2, session.run("completion", "csh"));
    assertTrue(session.err().contains("bash, zsh and fish"), session.err());
  }

  @Test
  void manualPagesHaveNoFault() throws Exception {
    new Reference(Commands.all()).writeTo(folder, "2026-03-01");
    List<String> command = new ArrayList<>(List.of("mandoc", "-Tlint"));
    try (DirectoryStream<Path> pages = Files.newDirectoryStream(folder.resolve("man/man1"))) {
      pages.forEach(page -> command.add(page.toString()));
    }
    assertEquals(Commands.all().size() + 1, command.size() - 2);
    assertEquals("", run(command));
  }

  @Test
  void aManualPageTellsEachOption() throws Exception {
    for (Command each : Commands.all()) {
      String page = ManPage.of(each, "2026-03-01", "1.0");
      for (Option option : each.options().getOptions()) {
        for (String name : Completion.names(option)) {
          assertTrue(page.contains("\\fB" + name.replace("-", "\\-") + "\\fR"), name);
        }
      }
      assertFalse(page.contains("\t"));
    }
  }
}
