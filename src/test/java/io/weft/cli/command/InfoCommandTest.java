package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InfoCommandTest {
  private static final String SAMPLE = "samples/dns-http.pcapng";

  private final Session weft = new Session();

  @Test
  void tellsWhatTheFileIs() {
    assertEquals(0, weft.run("info", SAMPLE));
    for (String line :
        new String[] {
          "File:         samples/dns-http.pcapng",
          "Format:       pcapng (Wireshark/... - pcapng)",
          "Packets:      70",
          "Bytes:        37.5 kB (37,533); 42 to 1514 a packet, 536 on average",
          "First packet: 2026-11-23 17:51:53.468532000 UTC",
          "Duration:     326 ms (0.325775 s)",
          "Rate:         215 packets/s, 922 kbit/s",
          "Interface 0:  Ethernet (link type 1), 70 packets, snaplen 262144,"
              + " times to the microsecond",
          "Complete:     yes"
        }) {
      assertTrue(weft.out().contains(line + "\n"), line + "\n" + weft.out());
    }
    assertEquals("", weft.err());
  }

  @Test
  void jsonHasTheSameFacts() throws IOException {
    assertEquals(0, weft.run("info", "--json", "--hash", SAMPLE));
    JsonNode info = new ObjectMapper().readTree(weft.out());
    assertEquals(70, info.get("packets").intValue());
    assertEquals("0.325775", info.get("duration").asText());
    assertEquals("2026-11-23T17:51:53.468532000Z", info.get("start").textValue());
    assertEquals("pcapng", info.at("/files/0/format").textValue());
    assertEquals(64, info.at("/files/0/sha256").textValue().length());
    assertEquals(70, info.at("/interfaces/0/packets").intValue());
    assertTrue(info.get("complete").booleanValue());
  }

  @Test
  void eachFileIsDescribedByItself() {
    assertEquals(0, weft.run("info", SAMPLE, "samples/snaplen.pcap"));
    assertEquals(2, weft.out().lines().filter(line -> line.startsWith("File:")).count());
    assertTrue(weft.out().contains(" captured; 176 packets cut short; "), weft.out());
  }

  @Test
  void aFolderMeansTheCapturesInIt() {
    assertEquals(0, weft.run("info", "--json", "samples"));
    assertTrue(weft.out().lines().count() > 10, weft.out());
    assertEquals("", weft.err());
  }

  @Test
  void damageIsTold(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(Path.of(SAMPLE));
    Path cut = folder.resolve("cut.pcapng");
    Files.write(cut, Arrays.copyOf(whole, whole.length - 5));
    assertEquals(0, weft.run("info", cut.toString()));
    assertTrue(weft.out().contains("\nComplete:     no\nDamage:       " + cut), weft.out());
    assertTrue(weft.err().startsWith("weft: warning: " + cut + ": stops at byte "), weft.err());
  }

  @Test
  void readingGoesOnBehindDamageUnlessItIsStrict(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("samples/vlan.pcap"));
    Path damaged = folder.resolve("damaged.pcap");
    bytes[24 + 11] = -1; // the highest byte of the first record's length
    Files.write(damaged, bytes);
    assertEquals(0, weft.run("info", "samples/vlan.pcap"));
    String whole = weft.out().lines().filter(each -> each.startsWith("Packets:")).findFirst().get();
    int packets = Integer.parseInt(whole.replaceAll("\\D", ""));
    assertEquals(0, weft.run("info", damaged.toString()));
    assertTrue(weft.out().contains("Packets:      " + (packets - 1) + "\n"), weft.out());
    assertTrue(weft.out().contains(" bytes passed over, read on at byte "), weft.out());
    assertTrue(weft.out().contains("Complete:     no"), weft.out());
    assertEquals(0, weft.run("info", "--strict", damaged.toString()));
    assertTrue(weft.out().contains("Packets:      0\n"), weft.out());
    assertTrue(weft.out().contains(": stops at byte 24: "), weft.out());
  }

  @Test
  void whatIsNoCaptureDoesNotKeepTheOthersFromBeingDescribed() {
    assertEquals(1, weft.run("info", "pom.xml", SAMPLE));
    assertTrue(weft.err().startsWith("weft: pom.xml: "), weft.err());
    assertTrue(weft.out().startsWith("File:         " + SAMPLE + "\n"), weft.out());
  }
}
