package io.weft.cli.command;

import io.weft.cli.option.TableOptions.Format;
import io.weft.cli.option.UsageException;
import io.weft.cli.terminal.Console;
import io.weft.cli.terminal.Output;
import io.weft.report.table.CsvRows;
import io.weft.report.table.RowWriter;
import io.weft.report.table.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Opens the files of rows that {@code --format} asks for. */
final class RowOutput {
  private static final String PARQUET_CLASS = "io.weft.report.parquet.ParquetRows";

  /** The folder beside the program's jar that has what only Parquet needs. */
  private static final String PARQUET_FOLDER = "parquet";

  private RowOutput() {}

  /** Refuses to show a terminal what is not for eyes. */
  static void check(Format format, Output output, Console console) throws UsageException {
    if (format == Format.PARQUET && !output.isFile() && console.terminal().out()) {
      throw new UsageException("a terminal cannot show Parquet: name a file with -o");
    }
  }

  /**
   * Begins a file.
   *
   * @param output stays open when the writer is closed
   * @throws IOException where the file cannot be written, or the program has no Parquet
   */
  static RowWriter open(Format format, Table table, Output output) throws IOException {
    if (format == Format.CSV) {
      return new CsvRows(table, output.bytes());
    }
    Class<?> rows = parquet();
    try {
      return (RowWriter)
          rows.getConstructor(Table.class, OutputStream.class).newInstance(table, output.bytes());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException("Parquet cannot be written: " + e.getCause(), e);
    } catch (ReflectiveOperationException e) {
      throw new IOException("Parquet cannot be written: " + e, e);
    }
  }

  /** Says which values found no column. */
  static void report(Set<String> leftOut, Console console) {
    if (!leftOut.isEmpty()) {
      console.warn("left out, as the table has no such columns: " + leftOut);
    }
  }

  /**
   * The writer of Parquet: from the class path where it is there, as in a program that uses Weft as
   * a library; else from the folder beside the program's jar.
   */
  private static Class<?> parquet() throws IOException {
    ClassLoader own = RowOutput.class.getClassLoader();
    try {
      return Class.forName(PARQUET_CLASS, true, own);
    } catch (ClassNotFoundException e) {
      return parquet(own);
    }
  }

  private static Class<?> parquet(ClassLoader own) throws IOException {
    Path folder = folder();
    List<URL> jars = new ArrayList<>();
    if (folder != null && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
        for (Path jar : files) {
          jars.add(jar.toUri().toURL());
        }
      }
    }
    try {
      // Its classes are loaded until the program ends.
      return Class.forName(PARQUET_CLASS, true, new URLClassLoader(jars.toArray(new URL[0]), own));
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "Parquet needs the files of the folder '"
              + PARQUET_FOLDER
              + "' that comes with Weft, and "
              + (folder == null ? "it is not there" : folder + " does not have them"),
          e);
    }
  }

  /** Null where the program does not run from files. */
  private static Path folder() {
    try {
      URI program = RowOutput.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return program.getScheme().equals("file")
          ? Path.of(program).resolveSibling(PARQUET_FOLDER)
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
