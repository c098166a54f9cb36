package io.weft.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TerminalTest {
  @Test
  void believesTheLauncher() {
    Properties properties = new Properties();
    properties.setProperty("weft.stdout.tty", "false");
    properties.setProperty("weft.stderr.tty", "true");
    properties.setProperty("weft.columns", "132");
    assertEquals(new Terminal(false, true, 132), Terminal.of(properties, true));
  }

  @Test
  void guessesWithoutOne() {
    assertEquals(new Terminal(true, true, 80), Terminal.of(new Properties(), true));
    assertEquals(Terminal.NONE, Terminal.of(new Properties(), false));
  }

  @Test
  void coloursAreWantedUnlessTheEnvironmentSaysNo() {
    Terminal terminal = new Terminal(true, true, 80);
    assertTrue(terminal.with(Map.of("TERM", "xterm-256color")).colours());
    assertTrue(terminal.with(Map.of("NO_COLOR", "")).colours()); // an empty one says nothing
    assertFalse(terminal.with(Map.of("NO_COLOR", "1")).colours());
    assertFalse(terminal.with(Map.of("TERM", "dumb")).colours());
  }

  @ParameterizedTest
  @CsvSource({"'',80", "0,80", "x1,80", "-5,80", "1,20", "99999,10000", "4294967297,80", "61,61"})
  void aWidthThatIsNoneIsTheUsualOne(String said, int columns) {
    Properties properties = new Properties();
    properties.setProperty("weft.columns", said);
    assertEquals(columns, Terminal.of(properties, false).columns());
  }
}
