package io.weft.cli;

import io.weft.cli.command.Commands;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.ExitCode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Runs several command lines in one process. The build uses it to make the class archive: the JVM
 * lists all classes that the process has loaded ({@code -XX:DumpLoadedClassList}), and then writes
 * them into one file, from which every later process loads them faster.
 */
final class Rehearsal {
  /** The argument that separates two command lines. */
  private static final String SEPARATOR = ";";

  private Rehearsal() {}

  /** Exits with the highest of the exit codes, so that the build fails when a line fails. */
  public static void main(String[] arguments)
      throws IOException, URISyntaxException, ClassNotFoundException {
    Locale.setDefault(Locale.ROOT);
    List<String> rest = Arrays.asList(arguments);
    int worst = ExitCode.DONE;
    while (!rest.isEmpty()) {
      int end = rest.contains(SEPARATOR) ? rest.indexOf(SEPARATOR) : rest.size();
      String[] line = rest.subList(0, end).toArray(String[]::new);
      worst = Math.max(worst, new Main(Commands.all(), Console.ofProcess()).run(line));
      rest = rest.subList(Math.min(end + 1, rest.size()), rest.size());
    }
    loadAll();
    System.exit(worst);
  }

  /** Loads the classes of the program that none of the command lines has loaded. */
  private static void loadAll() throws IOException, URISyntaxException, ClassNotFoundException {
    String packages = Rehearsal.class.getPackageName();
    String folder = packages.substring(0, packages.lastIndexOf('.') + 1).replace('.', '/');
    Path program =
        Path.of(Rehearsal.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile jar = new JarFile(program.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        if (name.startsWith(folder) && name.endsWith(".class")) {
          String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
          Class.forName(type, false, Rehearsal.class.getClassLoader());
        }
      }
    }
  }
}
