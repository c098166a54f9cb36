package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.cli.Schemas;
import io.weft.cli.Session;
import io.weft.testing.Programs;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketColumnsTest {
  private static final String SAMPLE = "samples/dns-http.pcapng";

  private final Session weft = new Session();

  private String lines(String... options) {
    List<String> words = new ArrayList<>(List.of("packets", SAMPLE, "-c", "9"));
    words.addAll(List.of(options));
    assertEquals(0, weft.run(words.toArray(new String[0])), weft.err());
    return weft.out();
  }

  @Test
  void tabsAreBetweenColumnsAndCommasBetweenValues() {
    assertEquals(
        "9\t10.1.0.2,10.1.0.80\t0x0002\t1\t\n",
        lines(
            "-Y",
            "tcp",
            "-e",
            "frame.number",
            "-e",
            "ip.addr",
            "-e",
            "tcp.flags",
            "-e",
            "tcp.flags.syn",
            "-e",
            "udp.srcport"));
  }

  @Test
  void framesTellHowLongTheyCameAfterOthers() {
    List<BigDecimal[]> rows =
        lines("-e", "frame.time_epoch", "-e", "frame.time_delta", "-e", "frame.time_relative")
            .lines()
            .map(line -> Arrays.stream(line.split("\t", -1)))
            .map(values -> values.map(BigDecimal::new).toArray(BigDecimal[]::new))
            .toList();
    assertEquals(9, rows.size());
    BigDecimal first = rows.get(0)[0];
    BigDecimal previous = first;
    for (BigDecimal[] row : rows) {
      assertEquals(row[0].subtract(previous), row[1]);
      assertEquals(row[0].subtract(first), row[2]);
      previous = row[0];
    }
    assertTrue(previous.compareTo(first) > 0);
  }

  @Test
  void timesBetweenFramesCountThoseThatAreNotShown() {
    String all = lines("-e", "frame.number", "-e", "frame.time_delta");
    String last = all.lines().reduce("", (before, line) -> line);
    String alone = lines("-Y", "frame.number == 9", "-e", "frame.number", "-e", "frame.time_delta");
    assertEquals(all + last + "\n", alone); // The session keeps what it printed before.
  }

  @Test
  void timesSinceThePacketShownBeforeCountTheOthersOut() {
    String shown =
        lines(
            "-Y",
            "frame.number in {2, 5, 9}",
            "-e",
            "frame.time_epoch",
            "-e",
            "frame.time_delta_displayed");
    BigDecimal previous = null;
    for (String line : shown.lines().toList()) {
      BigDecimal time = new BigDecimal(line.split("\t")[0]);
      BigDecimal since = new BigDecimal(line.split("\t")[1]);
      assertEquals(previous == null ? since.subtract(since) : time.subtract(previous), since);
      previous = time;
    }
    assertEquals(3, shown.lines().count());
  }

  @Test
  void settingsAreThoseOfTshark() {
    assertEquals(
        "frame.number ip.addr\n'9' '10.1.0.80'\n",
        lines(
            "-Y",
            "tcp",
            "-e",
            "frame.number",
            "-e",
            "ip.addr",
            "-E",
            "header=y",
            "-E",
            "separator=/s",
            "-E",
            "quote=s",
            "-E",
            "occurrence=l"));
  }

  @Test
  void anyCharacterSeparates() {
    assertEquals(
        "9,10.1.0.2|10.1.0.80\n",
        lines(
            "-Y",
            "tcp",
            "-e",
            "frame.number",
            "-e",
            "ip.addr",
            "-E",
            "separator=,",
            "-E",
            "aggregator=|"));
  }

  @Test
  void csvHasAHeaderAlsoWithoutPackets() {
    assertEquals(
        "frame.number,tcp.port\n",
        lines("-Y", "sctp", "-e", "frame.number", "-e", "tcp.port", "--csv"));
  }

  @Test
  void csvHasQuotes() {
    assertEquals(
        "frame.number,tcp.port\n\"9\",\"45860;80\"\n",
        lines("-Y", "tcp", "-e", "frame.number", "-e", "tcp.port", "--csv"));
  }

  @Test
  void jsonHasArraysAndKeepsToItsSchema() throws Exception {
    String line = lines("-Y", "tcp", "-e", "tcp.port", "-e", "tcp.flags", "-e", "tcp", "--json");
    assertEquals(
        "{\"type\":\"columns\",\"tcp.port\":[45860,80],\"tcp.flags\":[\"0x0002\"],\"tcp\":[\"tcp\"]}\n",
        line);
    assertEquals(List.of(), new Schemas().errors(line.strip()));
  }

  /** A name that a spreadsheet would calculate, and with a tab that would make a column. */
  @Test
  void textFromPacketsIsNoFormula(@TempDir Path folder) throws Exception {
    byte[] capture = Files.readAllBytes(Path.of("samples/dns.pcap"));
    String text = new String(capture, StandardCharsets.ISO_8859_1);
    String hostile = text.replace("\3www", "\3=\t1");
    Path file = folder.resolve("hostile.pcap");
    Files.write(file, hostile.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        0, weft.run("packets", file.toString(), "-Y", "dns", "-e", "dns.qry.name", "--csv"));
    assertTrue(weft.out().contains("\"'=\\0111.shop.test\"\n"), weft.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e foo.bar",
        "-E header=y",
        "--csv",
        "-e ip.src -E header",
        "-e ip.src -E header=maybe",
        "-e ip.src -E separator=abc",
        "-e ip.src -E quote=x",
        "-e ip.src -E colour=red",
        "-e ip.src --json --csv",
      })
  void whatMakesNoSenseIsRefused(String options) {
    assertEquals(2, weft.run(("packets " + SAMPLE + " " + options).split(" ")));
    assertEquals("", weft.out());
  }

  /** Values, one a line, are those of tshark. */
  @Test
  void theSameValuesAsTshark() throws Exception {
    assumeTrue(
        Programs.isInstalled("tshark")
            && Programs.runOnce("tshark", "--version").out().startsWith("TShark (Wireshark) 4.0."),
        "skipped: no tshark 4.0 here to hold columns against");
    List<String> fields =
        List.of(
            "frame.number",
            "frame.len",
            "frame.time_delta",
            "frame.time_delta_displayed",
            "frame.time_relative",
            "frame.offset_shift",
            "frame.encap_type",
            "eth.src",
            "eth.dst.lg",
            "eth.ig",
            "eth.addr.oui",
            "eth.dst_resolved",
            "eth.src.oui_resolved",
            "eth.type",
            "ip.src",
            "ip.ttl",
            "ip.id",
            "ip.flags.df",
            "tcp.port",
            "tcp.flags",
            "tcp.flags.ack",
            "tcp.seq",
            "tcp.len",
            "tcp.options.mss_val",
            "tcp.time_relative",
            "tcp.analysis.ack_rtt",
            "udp.length");
    List<String> theirs = new ArrayList<>(List.of("tshark", "-r", SAMPLE, "-T", "fields"));
    List<String> ours = new ArrayList<>(List.of("packets", SAMPLE));
    for (String field : fields) {
      theirs.addAll(List.of("-e", field));
      ours.addAll(List.of("-e", field));
    }
    assertEquals(0, weft.run(ours.toArray(new String[0])), weft.err());
    assertEquals(Programs.runOnce(theirs.toArray(new String[0])).out(), weft.out());
  }

  @Test
  void payloadsAreForColumnsAndFilters() {
    String web = "samples/dns-http.pcapng";
    Session columns = new Session();
    String filter = "tcp.payload[0:4] == \"GET \"";
    assertEquals(0, columns.run("packets", "-Y", filter, "-e", "tcp.payload", web));
    assertEquals(6, columns.out().lines().count());
    assertTrue(columns.out().startsWith("474554202f"), columns.out());
    Session json = new Session();
    assertEquals(0, json.run("packets", "--json", "-Y", "udp.payload or tcp.payload", web));
    assertFalse(json.out().contains("\"payload\""), json.out());
  }
}
