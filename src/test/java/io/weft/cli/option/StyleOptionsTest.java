package io.weft.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import io.weft.cli.terminal.Terminal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StyleOptionsTest {
  private static final String ESCAPE = "\u001b";
  private static final String[] CAPTURES = {
    "samples/dns-http.pcapng", "samples/refused.pcap", "samples/reset.pcap"
  };

  private final Session weft = new Session();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "utc | 17:51:53.479 | START (UTC)",
        "relative | 0.010 | START (s)",
        "delta | 0.000 | START (s, delta)",
        "epoch | 1795456313.479 | START (s, epoch)",
        "ud | 17:51:53.479 | START (UTC)"
      })
  void flowsBeginWhenAsked(String form, String first, String title) {
    assertEquals(0, weft.run("flows", "--sort", "start", "-t", form, CAPTURES[0]), weft.err());
    List<String> lines = weft.out().lines().toList();
    assertTrue(lines.get(0).contains(title), lines.get(0));
    assertTrue(lines.get(1).startsWith("udp:0  "), lines.get(1));
    assertTrue(lines.get(1).contains("  " + first + "  "), lines.get(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relative | 0.010569 | 0.010572",
        "delta | 0.000012 | 0.000003",
        "epoch | 1795456313.479101 | 1795456313.479104"
      })
  void packetsHaveTheTimesAskedFor(String form, String third, String fourth) {
    assertEquals(0, weft.run("packets", "--time", form, "-c", "4", CAPTURES[0]), weft.err());
    List<String> lines = weft.out().lines().toList();
    assertEquals(4, lines.size(), "no heading where the zone does not matter");
    assertTrue(lines.get(2).contains(" " + third + " "), lines.get(2));
    assertTrue(lines.get(3).contains(" " + fourth + " "), lines.get(3));
  }

  @Test
  void theZoneOfPacketsIsNamedAboveThem() {
    assertEquals(0, weft.run("packets", "-t", "utc", "-c", "3", CAPTURES[0]));
    List<String> lines = weft.out().lines().toList();
    assertEquals("     TIME (UTC)", lines.get(0));
    assertTrue(lines.get(3).startsWith("   3 2026-11-23 17:51:53.479101 10.1.0.2 "), lines.get(3));
  }

  @Test
  void jsonHasOneForm() {
    assertEquals(2, weft.run("flows", "--json", "-t", "local", CAPTURES[0]));
    assertTrue(weft.err().contains("JSON has UTC always"), weft.err());
    Session unknown = new Session();
    assertEquals(2, unknown.run("flows", "-t", "noon", CAPTURES[0]));
    assertTrue(unknown.err().contains("local, utc, relative, delta, epoch"), unknown.err());
  }

  @Test
  void namesGiveWayToAddresses() {
    assertEquals(0, weft.run("flows", "-n", CAPTURES[0]));
    assertTrue(weft.out().contains("  10.1.0.80:80  "), weft.out());
    assertFalse(weft.out().contains("www.shop.test:80"), weft.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flows", "packets"})
  void coloursAreForTerminalsAloneAndAddNothingElse(String command) {
    Session pipe = new Session();
    assertEquals(0, pipe.run(line(command)));
    assertFalse(pipe.out().contains(ESCAPE), pipe.out());
    Session terminal = new Session(new Terminal(true, true, 120, false, true));
    assertEquals(0, terminal.run(line(command)));
    assertTrue(terminal.out().contains(ESCAPE + "["), terminal.out());
    Session without = new Session(new Terminal(true, true, 120, false, false));
    assertEquals(0, without.run(line(command)));
    assertEquals(without.out(), terminal.out().replaceAll(ESCAPE + "\\[[0-9;]*m", ""));
    Session never = new Session(new Terminal(true, true, 120, false, true));
    assertEquals(0, never.run(line(command, "--color", "never")));
    assertEquals(without.out(), never.out());
    Session always = new Session();
    assertEquals(0, always.run(line(command, "--color", "always")));
    assertEquals(pipe.out(), always.out().replaceAll(ESCAPE + "\\[[0-9;]*m", ""));
    assertTrue(always.out().contains(ESCAPE + "["), always.out());
  }

  private static String[] line(String command, String... options) {
    String[] line = new String[1 + options.length + CAPTURES.length];
    line[0] = command;
    System.arraycopy(options, 0, line, 1, options.length);
    System.arraycopy(CAPTURES, 0, line, 1 + options.length, CAPTURES.length);
    return line;
  }

  @Test
  void statesThatFailedAreRed() {
    assertEquals(0, weft.run(line("flows", "--color", "always")));
    assertTrue(weft.out().contains(ESCAPE + "[31mREJ" + ESCAPE + "[39m"), weft.out());
    assertFalse(weft.out().contains(ESCAPE + "[31mSF"), weft.out());
    Session unknown = new Session();
    assertEquals(2, unknown.run("flows", "--color", "green", CAPTURES[0]));
    assertTrue(unknown.err().contains("auto, always and never"), unknown.err());
  }
}
