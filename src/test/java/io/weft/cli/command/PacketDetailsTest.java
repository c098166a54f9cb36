package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.CaptureBytes;
import io.weft.cli.Session;
import io.weft.protocol.Frames;
import io.weft.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The trees and dumps of {@code weft packets -V -x}. */
final class PacketDetailsTest {
  private static final String DNS = "samples/dns.pcap";
  private static final String FRAGMENTS = "samples/fragments.pcap";
  private static final Pattern BITS =
      Pattern.compile("(?m)^[ \\d-]*?([01.]{4}(?: [01.]{4})*) = (?!Flags:)");

  @TempDir private Path folder;

  @RegisterExtension private final Programs programs = new Programs();

  private final Session weft = new Session();

  private String details(String... arguments) {
    List<String> all = new ArrayList<>(List.of("packets"));
    all.addAll(List.of(arguments));
    assertEquals(0, weft.run(all.toArray(new String[0])), weft.err());
    return weft.out();
  }

  @Test
  void theTreeOfAnAnswer() {
    String tree = details("-V", "--packets", "4", DNS);
    assertTrue(
        tree.contains(
            """
                   20      010. .... = Flags: 0x2, Don't fragment
                   20          0... .... = Reserved bit: Not set
                   20          .1.. .... = Don't fragment: Set
                   20          ..0. .... = More fragments: Not set
                20-21      ...0 0000 0000 0000 = Fragment Offset (units of 8 bytes): 0
                   22      Time to Live: 64
                   23      Protocol: UDP (17)
            """),
        tree);
    assertTrue(tree.startsWith("    0-111  Frame 4: 112 bytes on the wire, 112 captured\n"), tree);
    assertTrue(tree.contains("\n    12-13      Type: IPv4 (0x0800)\n"), tree);
    assertTrue(tree.contains("\n       14      .... 0101 = Header Length: 20\n"), tree);
    assertTrue(tree.contains("\n               [Stream index: 0]\n"), tree);
    assertTrue(
        tree.contains(
            """
               96-111      Answers: shop.test, A, IN, 300, 4, 10.1.0.80
                96-97          Name: shop.test
                98-99          Type: A (1)
            """),
        tree);
    assertTrue(
        tree.endsWith(
            """
              108-111          Address: 10.1.0.80
                           [Request In: 3]
                           [Time: 0.013528243 seconds]

            """),
        tree);
  }

  @Test
  void hostsAndServicesAreNamed() {
    String tree = details("-V", "--packets", "12", "samples/dns-http.pcapng");
    assertTrue(tree.contains("      Destination Address: 10.1.0.80 (www.shop.test)\n"), tree);
    assertTrue(tree.contains("      Source Address: 10.1.0.2\n"), tree);
    assertTrue(tree.contains("      Destination Port: http (80)\n"), tree);
    String plain = details("-V", "-n", "--packets", "12", "samples/dns-http.pcapng");
    assertTrue(plain.contains("      Destination Address: 10.1.0.80\n"), plain);
    assertTrue(plain.contains("      Destination Port: 80\n"), plain);
  }

  @Test
  void valuesWithoutTheirNames() {
    String tree = details("-V", "-n", "--packets", "4", DNS);
    assertTrue(tree.contains("      Type: 0x0800\n"), tree);
    assertTrue(tree.contains("      Protocol: 17\n"), tree);
  }

  @Test
  void markedBytesStandInBrackets() {
    String dump = details("-x", "--mark", "dns.a", "--mark", "ip.addr", "--packets", "4", DNS);
    assertEquals(1 + 1 + 7 + 1, dump.lines().count());
    assertTrue(dump.contains("\nFrame (112 bytes):\n0000  02 00"), dump);
    assertTrue(
        dump.contains(
            "\n0010  00 62 61 56 40 00 40 11 c4 fc[0a 01 00 35 0a 01]  .baV@.@......5..\n"
                + "0020 [00 02]00 35 b2 f2"),
        dump);
    assertTrue(
        dump.endsWith(
            "\n0060  c0 2b 00 01 00 01 00 00 01 2c 00 04[0a 01 00 50]  .+.......,.....P\n\n"),
        dump);
  }

  @Test
  void markedBytesAreColouredWhereThereAreColours() {
    String dump = details("-x", "--color", "always", "--mark", "ip.ttl", "--packets", "4", DNS);
    assertTrue(dump.contains(" 00 \u001b[7m40\u001b[27m 11 "), dump);
  }

  @Test
  void aProtocolsHeaderIsMarked() {
    String dump = details("-x", "--mark", "UDP", "--packets", "4", DNS);
    assertTrue(dump.contains("\n0020  00 02[00 35 b2 f2 00 4e 8a df]0f ab "), dump);
  }

  @Test
  void eachDataSourceHasADump() {
    String dump = details("-x", "-Y", "dns.flags.response == 1 && ip.frag_offset > 0", FRAGMENTS);
    Matcher headings = Pattern.compile("(?m)^[A-Z].* bytes\\):$").matcher(dump);
    List<String> found = new ArrayList<>();
    while (headings.find()) {
      found.add(headings.group());
    }
    assertEquals(2, found.size(), dump);
    assertTrue(found.get(0).startsWith("Frame ("), dump);
    assertTrue(found.get(1).startsWith("Reassembled IPv4 ("), dump);
  }

  @Test
  void aCutPacketTellsItsAnomaly() throws IOException {
    byte[] frame =
        Frames.ethernet(Frames.IPV4, Frames.ipv4(Frames.UDP, Frames.udp(9, 9, new byte[8])));
    byte[] cut = Arrays.copyOf(frame, 14 + 20 + 3);
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader().pcapRecord(1, 0, cut);
    Path path = Files.write(folder.resolve("cut.pcap"), file.bytes());
    String tree = details("-V", path.toString());
    assertTrue(tree.contains("\n           [a length field promises more than there is"), tree);
    assertTrue(tree.contains("Protocol: UDP (17)"), tree);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    assertEquals(2, weft.run("packets", "-V", "--json", DNS));
    assertEquals(2, weft.run("packets", "-x", "-e", "ip.src", DNS));
    assertEquals(2, weft.run("packets", "--mark", "ip.src", DNS));
    assertEquals(2, weft.run("packets", "-x", "--mark", "ip.scr", DNS));
    assertTrue(weft.err().contains("did you mean 'ip.src'?"), weft.err());
    assertEquals(2, weft.run("packets", "-V", "-t", "utc", DNS));
    assertEquals(2, weft.run("packets", "-V", "-w", "x.pcap", DNS));
    assertEquals("", weft.out());
  }

  /** Every drawing of bits is one that tshark makes, in the same order. */
  @Test
  void bitsAreDrawnAsWiresharkDrawsThem() throws Exception {
    assumeTrue(Programs.isInstalled("tshark"), "skipped: no tshark here to hold trees against");
    for (String sample : List.of("samples/half-close.pcap", "samples/qinq.pcap")) {
      String theirs =
          programs.run("tshark", "-o", "ip.check_checksum:FALSE", "-V", "-r", sample).out();
      Session ours = new Session();
      assertEquals(0, ours.run("packets", "-V", sample));
      List<String> drawn = drawings(ours.out());
      List<String> missing = new ArrayList<>();
      List<String> left = drawings(theirs);
      int at = 0;
      for (String each : drawn) {
        int found = left.subList(at, left.size()).indexOf(each);
        if (found < 0) {
          missing.add(each);
        } else {
          at += found + 1;
        }
      }
      assertEquals(List.of(), missing, sample);
      assertTrue(drawn.size() > 100, "bits were drawn");
    }
  }

  private static List<String> drawings(String tree) {
    return BITS.matcher(tree).results().map(each -> each.group(1)).toList();
  }
}
