package io.weft.dissect.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Reads a registry that ships with the program: a line an entry, besides comments ({@code #}). */
public final class Registry {
  private Registry() {}

  /**
   * Hands out the entries.
   *
   * @param owner the class whose package the file is of
   * @param name of the file
   */
  public static void read(Class<?> owner, String name, Consumer<String> entries) {
    try (InputStream in = owner.getResourceAsStream(name);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
