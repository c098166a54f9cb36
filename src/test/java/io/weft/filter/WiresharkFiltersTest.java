package io.weft.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.testing.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds filters against Wireshark's own: thirty on a sample, and with {@code -Dweft.filters=all}
 * all there are on one capture that is merged of many.
 */
final class WiresharkFiltersTest {
  private static final Path SAMPLE = Path.of("samples/dns-http.pcapng");
  private static final Path SHARED = Path.of("..", "shared", "captures");
  private static final int IN_EVERY_RUN = 30;
  private static final int MERGED = 60;
  private static final long LARGEST_MERGED = 200_000;

  @TempDir private Path folder;

  @Test
  void theSamePacketsAreSelected() throws Exception {
    assumeTrue(Sharkd.isHere(), "skipped: no sharkd 4.0 here to hold filters against");
    List<String> filters = Filters.list("expressions.txt");
    boolean all = "all".equals(System.getProperty("weft.filters"));
    List<String> compared = all ? filters : filters.subList(0, IN_EVERY_RUN);
    Path capture = all ? merged() : SAMPLE;
    Map<String, List<Long>> theirs = Sharkd.packets(capture, compared);
    Map<String, List<Long>> ours = Filters.select(capture, compared);
    List<String> different = new ArrayList<>();
    for (String filter : compared) {
      List<Long> mine = ours.get(filter);
      List<Long> his = theirs.get(filter);
      if (mine == null || !mine.equals(his)) {
        different.add(filter + ": " + told(mine) + ", Wireshark " + told(his));
      }
    }
    assertEquals("", String.join("\n", different));
    long telling = ours.values().stream().filter(numbers -> !numbers.isEmpty()).count();
    assertTrue(telling > compared.size() / 2, "most filters select something");
  }

  private static String told(List<Long> packets) {
    return packets == null
        ? "refused"
        : packets.size() + " " + packets.subList(0, Math.min(packets.size(), 10));
  }

  @Test
  void theSameNonsenseIsRefused() throws Exception {
    List<String> nonsense = Filters.list("refused.txt");
    for (String filter : nonsense) {
      assertTrue(Filters.refusal(filter) != null, filter + " is understood");
    }
    assumeTrue(Sharkd.isHere(), "skipped: no sharkd 4.0 here to hold filters against");
    assertEquals(Map.of(), Sharkd.packets(SAMPLE, nonsense));
  }

  /** Many real captures of several kinds in one file, small ones only. */
  private Path merged() throws Exception {
    assumeTrue(Files.isDirectory(SHARED), "skipped: no captures here");
    List<String> command = new ArrayList<>(List.of("mergecap", "-a", "-w"));
    Path merged = folder.resolve("merged.pcapng");
    command.add(merged.toString());
    try (Stream<Path> files = Files.walk(SHARED)) {
      List<Path> small =
          files
              .filter(file -> file.toString().matches(".*\\.(pcap|pcapng|cap)"))
              .filter(file -> file.toFile().length() < LARGEST_MERGED)
              .sorted()
              .toList();
      for (int i = 0; i < MERGED; i++) {
        command.add(small.get(i * small.size() / MERGED).toString());
      }
    }
    Programs.runOnce(command.toArray(new String[0]));
    return merged;
  }
}
