package io.weft.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import io.weft.cli.command.Command;
import io.weft.cli.command.Commands;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.cli.Options;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JsonOptionTest {
  private static final String SAMPLE = "samples/dns.pcap";

  private static String out(String... line) throws Exception {
    Session session = new Session();
    assertEquals(0, session.run(line), session.err());
    return session.out();
  }

  /** All commands with both options. */
  static List<String> commands() {
    Stream<Command> all = Commands.all().stream();
    return all.filter(command -> hasBoth(command.options())).map(Command::name).toList();
  }

  private static boolean hasBoth(Options options) {
    return options.hasLongOption("json") && options.hasLongOption("format");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theFormatIsTheOption(String command) throws Exception {
    String json = out(command, "--json", SAMPLE);
    assertTrue(json.isEmpty() || json.startsWith("{"), json);
    assertEquals(json, out(command, "--format", "json", SAMPLE));
    assertEquals(json, out(command, "--json", "--format", "JSON", SAMPLE));
  }

  @Test
  void somethingIsCompared() {
    assertTrue(commands().containsAll(List.of("flows", "dns", "explain", "packets")));
    assertFalse(commands().contains("capture"));
  }

  @ParameterizedTest
  @CsvSource({
    "packets, --time, local, JSON has UTC always",
    "flows, --sort, bytes, needs --top",
    "packets, -w, x.pcapng, without --json"
  })
  void refusesWhatJsonRefuses(String command, String option, String value, String told)
      throws Exception {
    Session session = new Session();
    assertEquals(2, session.run(command, "--format", "json", option, value, SAMPLE));
    assertTrue(session.err().contains(told), session.err());
  }
}
