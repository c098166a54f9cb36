package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import io.weft.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlowsCommandTest {
  private static final String SCAN = "samples/scan.pcap";
  private static final String SAMPLE = "samples/dns-http.pcapng";

  private final Session weft = new Session();

  @Test
  void aTableHasARowForEachFlowAndALineThatSumsUp() {
    assertEquals(0, weft.run("flows", SAMPLE));
    assertTrue(weft.out().startsWith("FLOW "), weft.out());
    assertTrue(weft.out().contains("\ntcp:0 "), weft.out());
    assertTrue(weft.out().contains("\nudp:0 "), weft.out());
    assertTrue(weft.out().contains("\n2 flows, 70 packets, 37.5 kB in 326 ms from "), weft.out());
    assertEquals("", weft.err());
  }

  @Test
  void onATerminalNoLineIsWiderThanTheWindow() {
    for (int columns = 60; columns < 200; columns += 7) {
      Session narrow = new Session(new Terminal(true, false, columns));
      assertEquals(0, narrow.run("flows", SAMPLE));
      int widest =
          narrow
              .out()
              .lines()
              .filter(l -> !l.isEmpty() && !Character.isDigit(l.charAt(0)))
              .mapToInt(String::length)
              .max()
              .orElse(0);
      assertTrue(widest <= columns, widest + " characters on " + columns + "\n" + narrow.out());
    }
  }

  @Test
  void whatWasLeftOutIsCounted() {
    assertEquals(0, weft.run("flows", "--top", "1", SAMPLE));
    assertTrue(weft.out().contains("\n… and 1 more (--all or --top N shows them)\n"), weft.out());
    assertTrue(weft.out().contains("\n2 flows, "), weft.out());
  }

  @Test
  void flowsAreChosenByNameAndProtocol() {
    assertEquals("udp:0", streams("--stream", "udp:0"));
    assertEquals("tcp:0", streams("--stream", "0"));
    assertEquals("tcp:0 udp:0", streams("--stream", "0", "--stream", "udp:0"));
    assertEquals("tcp:0", streams("--protocol", "tcp"));
    assertEquals("", streams("--protocol", "tcp", "--stream", "udp:0"));
  }

  @Test
  void theOrderIsTheOneAskedFor() {
    assertEquals("tcp:0 udp:0", streams());
    assertEquals("udp:0 tcp:0", streams("--sort", "start"));
    assertEquals("tcp:0 udp:0", streams("--sort", "duration"));
  }

  private String streams(String... options) {
    Session session = new Session();
    String[] line = Arrays.copyOf(options, options.length + 2);
    System.arraycopy(options, 0, line, 1, options.length);
    line[0] = "flows";
    line[line.length - 1] = SAMPLE;
    assertEquals(0, session.run(line), session.err());
    return session
        .out()
        .lines()
        .filter(row -> row.matches("(tcp|udp):.*"))
        .map(row -> row.substring(0, 5))
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  @Test
  void jsonIsALineForEachFlow() {
    assertEquals(0, weft.run("flows", "--json", "--hash", "md5", SAMPLE));
    assertEquals(2, weft.out().lines().count());
    assertTrue(weft.out().lines().allMatch(line -> line.startsWith("{\"type\":\"flow\",")));
    assertTrue(weft.out().matches("(?s).*\"md5\":\"[0-9a-f]{32}\".*"), weft.out());
    assertEquals("", weft.err());
  }

  @Test
  void snapshotsStandBeforeTheFinalRecords() {
    assertEquals(0, weft.run("flows", "--json", SAMPLE));
    Session snapshots = new Session();
    assertEquals(0, snapshots.run("flows", "--json", "--every", "50ms", SAMPLE));
    String ended = "\"final\":true";
    assertEquals(
        weft.out().lines().toList(),
        snapshots.out().lines().filter(each -> each.contains(ended)).toList());
    assertTrue(snapshots.out().lines().findFirst().orElse("").contains("\"final\":false"));
    Session chosen = new Session();
    chosen.run("flows", "--json", "--every", "50ms", "--protocol", "udp", SAMPLE);
    assertTrue(chosen.out().lines().allMatch(each -> each.contains("\"protocol\":\"udp\"")));
    assertEquals("", snapshots.err());
  }

  @Test
  void snapshotsAreForJsonAsFlowsEnd() {
    assertEquals(2, weft.run("flows", "--every", "10s", SAMPLE));
    assertEquals(2, weft.run("flows", "--json", "--every", "10s", "--top", "3", SAMPLE));
    assertEquals(2, weft.run("flows", "--json", "--every", "0s", SAMPLE));
    assertEquals(2, weft.run("flows", "--json", "--every", "soon", SAMPLE));
    assertEquals(4, weft.err().lines().count());
  }

  @Test
  void jsonCanBeSortedWithinBounds() {
    assertEquals(0, weft.run("flows", "--json", "--sort", "start", "--top", "1", SAMPLE));
    assertTrue(weft.out().startsWith("{\"type\":\"flow\",\"protocol\":\"udp\","), weft.out());
    assertEquals(1, weft.out().lines().count());
  }

  @Test
  void resultsCanGoToAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("flows.json");
    assertEquals(0, weft.run("flows", "--json", "-o", file.toString(), SAMPLE));
    assertEquals("", weft.out());
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void aPipeIsReadAsAFileIs() throws IOException {
    assertEquals(0, weft.run("flows", "--json", SAMPLE));
    Session pipe = new Session(Files.readAllBytes(Path.of(SAMPLE)));
    assertEquals(0, pipe.run("flows", "--json", "-"));
    assertEquals(weft.out(), pipe.out());
  }

  @Test
  void aCutCaptureGivesWhatIsThereAndAWarning(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(SAMPLE));
    Path cut = folder.resolve("cut.pcapng");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertEquals(0, weft.run("flows", cut.toString()));
    assertTrue(weft.out().contains("\ntcp:0 "), weft.out());
    assertTrue(weft.err().startsWith("weft: warning: " + cut + ": stops at byte "), weft.err());
    assertEquals(1, weft.err().lines().count());
  }

  @Test
  void whatIsNoCaptureIsSaidInOneLine() {
    assertEquals(1, weft.run("flows", "pom.xml"));
    assertEquals("", weft.out());
    assertTrue(weft.err().startsWith("weft: pom.xml: "), weft.err());
    assertEquals(1, weft.err().lines().count());
  }

  @Test
  void aReaderThatWentAwayIsNoTrouble() {
    assertEquals(0, weft.runIntoClosedPipe("flows", SAMPLE));
    assertEquals(0, weft.runIntoClosedPipe("flows", "--json", SAMPLE));
    assertEquals("", weft.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--sort size | --sort knows bytes, packets,",
        "--sort bytes --json | --json with --sort needs --top n",
        "--top 0 | --top needs a number from 1 on, not '0'",
        "--top 99999999999 | --top needs a number from 1 on",
        "--top 5 --all | --top and --all contradict",
        "--stream x | --stream needs a number",
        "--stream foo:1 | --stream needs a number",
        "--protocol htpp | unknown protocol 'htpp': did you mean http? (see weft protocols)",
        "--hash crc32 --json | --hash knows sha256, sha1 and md5",
        "--hash md5 | --hash needs --json",
        "--timeout soon | --timeout needs a time such as",
        "--max-flows 0 | --max-flows needs a number from 1 on, not '0'",
        "--max-connections many | --max-connections needs a number from 1 on",
        "--max-memory 0MB | --max-memory needs a size such as 64MB or 512KiB, not '0MB'",
        "--max-memory 1.5GB | --max-memory needs a size such as",
        "--max-memory 9KB | --max-memory begins at 1MiB",
        "--max-memory 999999999GiB | --max-memory goes up to",
        "--jason | unrecognized option: --jason: did you mean --json? (see weft flows --help)",
        "- | standard input (-) cannot be read together with files"
      })
  void whatMakesNoSenseIsSaidInOneLine(String options, String message) {
    assertEquals(2, weft.run(("flows " + options + " " + SAMPLE).split(" ")));
    assertEquals("", weft.out());
    assertTrue(weft.err().startsWith("weft: " + message), weft.err());
    assertEquals(1, weft.err().lines().count());
  }

  @Test
  void memoryGoesUpToWhatTheHeapHolds() {
    assertEquals(2, weft.run("flows", "--max-memory", "999999999GiB", SAMPLE));
    String wanted =
        "weft: --max-memory goes up to [0-9.]+ [MGT]B in the heap there is: make that larger with"
            + " WEFT_OPTS=-Xmx4g\n";
    assertTrue(weft.err().matches(wanted), weft.err());
  }

  @Test
  void withoutACaptureTheHelpIsNear() {
    assertEquals(2, weft.run("flows"));
    assertTrue(weft.err().startsWith("weft: no capture given"), weft.err());
  }

  @Test
  void moreFlowsThanMayBeOpenEndEarlyAndAreTold() {
    assertEquals(0, weft.run("flows", SCAN));
    assertFalse((weft.out() + weft.err()).contains("left early"), weft.out());
    Session few = new Session();
    assertEquals(0, few.run("flows", "--max-flows", "1", SCAN));
    assertTrue(
        (few.out() + few.err()).contains("left early: there was no room for more"), few.out());
    Session lines = new Session();
    assertEquals(0, lines.run("flows", "--json", "--max-flows", "1", SAMPLE));
    assertTrue(
        lines.err().matches("weft: warning: .* left early: .*--max-memory\\)\n"), lines.err());
  }

  @Test
  void timeoutsAreTaken() {
    assertEquals(0, weft.run("flows", "--timeout", "none", SAMPLE));
    String patient = weft.out();
    Session impatient = new Session();
    assertEquals(0, impatient.run("flows", "--timeout", "1ms", SAMPLE));
    assertFalse(impatient.out().equals(patient), "1 ms ends flows early");
  }
}
