package io.weft.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs several command lines in one process. The build has the JVM write down the classes that are
 * loaded meanwhile ({@code -XX:ArchiveClassesAtExit}), which it can do for one process only; with
 * that archive every later process starts sooner.
 */
final class Rehearsal {
  /** Stands between two command lines. */
  private static final String THEN = ";";

  private Rehearsal() {}

  /** Exits with the highest of the codes, so that the build sees when a line no longer works. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    List<String> rest = Arrays.asList(arguments);
    int worst = ExitCode.DONE;
    while (!rest.isEmpty()) {
      int end = rest.contains(THEN) ? rest.indexOf(THEN) : rest.size();
      String[] line = rest.subList(0, end).toArray(String[]::new);
      worst = Math.max(worst, new Main(Commands.all(), Console.ofProcess()).run(line));
      rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
    }
    System.exit(worst);
  }
}
