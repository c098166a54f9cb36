package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** However many threads work, every byte that comes out is the same. */
final class ThreadsOptionTest {
  private static final Path CAPTURES = Path.of("../shared/captures");

  @Test
  void samplesGiveTheSame() throws IOException {
    List<Path> samples = files(Path.of("samples"));
    assertEquals(List.of(), different(samples, "flows", "--json", "--hash", "sha256"));
    assertEquals(List.of(), different(samples, "packets", "--json"));
    assertEquals(List.of(), different(samples, "packets", "--checksums"));
    assertEquals(List.of(), different(samples, "report"));
  }

  @Test
  void capturesOfOthersGiveTheSame() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures beside the project");
    assertEquals(List.of(), different(files(CAPTURES), "report"));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static List<Path> different(List<Path> captures, String... command) {
    List<Path> different = new ArrayList<>();
    for (Path capture : captures) {
      if (!said(capture, "1", command).equals(said(capture, "2", command))) {
        different.add(capture);
      }
    }
    return different;
  }

  private static List<Object> said(Path capture, String threads, String... command) {
    List<String> words = new ArrayList<>(Arrays.asList(command));
    words.addAll(List.of("--threads", threads, capture.toString()));
    Session weft = new Session();
    int code = weft.run(words.toArray(String[]::new));
    return List.of(code, weft.out(), weft.err());
  }
}
