package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.cli.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code -Y} of commands that write packets, or tell of flows and what they carry. */
final class FilteredCommandsTest {
  private static final String SAMPLE = "samples/dns-http.pcapng";

  @TempDir private Path folder;

  private final Session weft = new Session();

  private static String out(String... arguments) {
    Session session = new Session();
    assertEquals(0, session.run(arguments), session.err());
    return session.out();
  }

  private static List<Copy> packets(Path file) throws IOException {
    try (PacketSource source = Captures.open(file)) {
      return Contents.of(source).records();
    }
  }

  /** The packets of the sample with these numbers, as they stand in a file of their own. */
  private static List<String> sample(List<Long> numbers) throws IOException {
    List<Copy> all = packets(Path.of(SAMPLE));
    List<String> chosen = new ArrayList<>();
    numbers.forEach(number -> chosen.add(all.get((int) (number - 1)).bytes()));
    return chosen;
  }

  private static List<String> bytes(Path file) throws IOException {
    return packets(file).stream().map(Copy::bytes).toList();
  }

  private static List<Long> numbers(String filter) {
    return out("packets", "-Y", filter, "-e", "frame.number", SAMPLE)
        .lines()
        .map(Long::parseLong)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http.request", "dns", "tcp.flags.syn == 1 || arp", "frame.number > 60"})
  void packetsThatMatchAreWritten(String filter) throws IOException {
    Path out = folder.resolve("out.pcapng");
    assertEquals(0, weft.run("packets", "-Y", filter, "-w", out.toString(), SAMPLE), weft.err());
    List<Long> numbers = numbers(filter);
    assertTrue(numbers.size() > 1);
    assertEquals(sample(numbers), bytes(out));
  }

  @Test
  void numbersAndAFilterChooseTogether() throws IOException {
    Path out = folder.resolve("out.pcap");
    assertEquals(
        0,
        weft.run("packets", "-Y", "tcp", "--packets", "1-20", "-w", out.toString(), SAMPLE),
        weft.err());
    assertEquals(sample(numbers("tcp && frame.number <= 20")), bytes(out));
  }

  @ParameterizedTest
  @CsvSource({
    "http.response.code == 304, tcp",
    "dns.flags.response == 1, udp",
    "weft.flow.protocol == \"udp\", udp",
    "arp, arp"
  })
  void flowsAreCopiedWhole(String filter, String packets) throws IOException {
    Path out = folder.resolve("out.pcapng");
    assertEquals(0, weft.run("capture", "-Y", filter, "-w", out.toString(), SAMPLE), weft.err());
    List<Long> numbers = numbers(packets);
    assertTrue(numbers.size() > 1);
    assertEquals(sample(numbers), bytes(out));
  }

  @Test
  void flowsAreCountedWhole() {
    String info = out("info", "--json", "-Y", "http.response.code == 304", SAMPLE);
    assertTrue(info.contains("\"packets\":" + numbers("tcp").size()), info);
  }

  @Test
  void aPipeCannotBeReadAgain() throws IOException {
    byte[] capture = Files.readAllBytes(Path.of(SAMPLE));
    Path out = folder.resolve("out.pcapng");
    Session pipe = new Session(capture);
    assertEquals(2, pipe.run("capture", "-Y", "http", "-w", out.toString(), "-"));
    assertTrue(pipe.err().contains("from files only"), pipe.err());
    assertEquals(2, new Session(capture).run("info", "-Y", "http", "-"));
    assertEquals(0, new Session(capture).run("packets", "-Y", "http", "-w", out.toString(), "-"));
    assertEquals(sample(numbers("http")), bytes(out));
  }

  @Test
  void streamsAreListed() {
    String list = out("stream", "-Y", "http.response.code == 304", SAMPLE);
    assertTrue(list.contains("\ntcp:0 "), list);
    assertEquals(-1, list.indexOf("\nudp:"), list);
    assertEquals(2, weft.run("stream", "-Y", "http", SAMPLE, "0"));
    assertTrue(weft.err().contains("-Y chooses which streams are listed"), weft.err());
  }

  @Test
  void exchangesOfFlowsThatMatch() {
    long all = out("exchanges", "--json", SAMPLE).lines().count();
    long http = out("http", "--json", SAMPLE).lines().count();
    assertTrue(http > 1 && all > http);
    assertEquals(http, lines("exchanges", "tcp.flags.syn == 1"));
    assertEquals(all - http, lines("exchanges", "dns.qry.type == 28"));
    assertEquals(http, lines("exchanges", "weft.flow.application.protocol == \"http\""));
    assertEquals(0, lines("http", "dns"));
    assertEquals(0, lines("http", "weft.flow.bytes > 10000000"));
    assertEquals(all, lines("exchanges", "frame"));
    String table = out("http", "-Y", "http.response.code == 304", SAMPLE);
    assertEquals(out("http", SAMPLE), table);
  }

  private static long lines(String command, String filter) {
    return out(command, "--json", "-Y", filter, SAMPLE).lines().count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"capture", "info", "stream", "exchanges", "http", "dns", "tls"})
  void aFilterIsRefusedWithThePlace(String command) {
    Session without = new Session();
    assertEquals(
        2,
        command.equals("capture")
            ? without.run(command, "-Y", "tcp.prot == 80", "-w", folder + "/x.pcap", SAMPLE)
            : without.run(command, "-Y", "tcp.prot == 80", SAMPLE));
    assertTrue(
        without.err().contains("did you mean 'tcp.port'?\n  tcp.prot == 80\n"), without.err());
  }

  @Test
  void fragmentsAreCopiedWithTheirFlow() throws IOException {
    String fragments = "samples/fragments.pcap";
    Path out = folder.resolve("out.pcap");
    assertEquals(0, weft.run("capture", "-Y", "dns", "-w", out.toString(), fragments));
    assertEquals(3, packets(out).size()); // a question, and an answer in two fragments
    assertTrue(out("packets", out.toString()).contains(" response 0x879d TXT long.shop.test"));
    Path six = folder.resolve("six.pcap");
    assertEquals(
        0, weft.run("capture", "-Y", "icmpv6.type == 128", "-w", six.toString(), fragments));
    assertEquals(8, packets(six).size()); // request and reply in four fragments each
  }
}
