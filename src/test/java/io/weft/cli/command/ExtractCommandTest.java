package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.cli.Schemas;
import io.weft.cli.Session;
import io.weft.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExtractCommandTest {
  private static final Path CAPTURES = Path.of("../shared/captures");
  private static final int EVERY = 40;
  private static final String HTTP = "samples/dns-http.pcapng";
  private static final String LOSS = "samples/http-loss-client.pcapng";
  private static final String CONTINUED = " continued";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Session weft = new Session();
  private final Schemas schemas = new Schemas();

  @TempDir Path folder;

  private JsonNode extract(String... arguments) throws IOException {
    return extract(folder.resolve("out"), arguments);
  }

  /** Runs the command, which must succeed, and reads the index. */
  private JsonNode extract(Path target, String... arguments) throws IOException {
    String[] line = Arrays.copyOf(arguments, arguments.length + 3);
    System.arraycopy(arguments, 0, line, 3, arguments.length);
    line[0] = "extract";
    line[1] = "-d";
    line[2] = target.toString();
    Session session = new Session();
    assertEquals(0, session.run(line), session.err());
    String index = Files.readString(target.resolve("index.json"));
    assertEquals(List.of(), schemas.errors(index));
    return MAPPER.readTree(index);
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** What flows says of the streams' bytes, by stream, first packet and side. */
  private static Map<String, String> flowStreams(String protocol, String... captures)
      throws IOException {
    List<String> line = new ArrayList<>(List.of("flows", "--json", "--hash", "sha256"));
    line.addAll(List.of("--protocol", protocol));
    line.addAll(List.of(captures));
    Session session = new Session();
    assertEquals(0, session.run(line.toArray(String[]::new)), session.err());
    Map<String, String> streams = new TreeMap<>();
    for (String each : session.out().lines().toList()) {
      put(streams, MAPPER.readTree(each));
    }
    return streams;
  }

  private static void put(Map<String, String> streams, JsonNode flow) {
    for (String side : List.of("client", "server")) {
      JsonNode end = flow.path(side);
      long bytes = end.path("stream_bytes").asLong();
      long missing = end.path("missing_bytes").asLong();
      if (bytes + missing > 0) {
        String what =
            String.join(
                " ",
                end.path("ip").asText(),
                end.path("port").asText(),
                String.valueOf(bytes),
                String.valueOf(missing),
                end.path("sha256").asText(""));
        String key = flow.path("stream") + " " + flow.path("first_packet") + " " + side;
        streams.put(flow.path("continued").asBoolean() ? key + CONTINUED : key, what);
      }
    }
  }

  private static Map<String, String> indexStreams(JsonNode index) {
    Map<String, String> streams = new TreeMap<>();
    index.path("streams").forEach(stream -> put(streams, stream));
    return streams;
  }

  /** Every file is in the index and holds what that says. */
  private static void checkFiles(Path target, JsonNode index) throws Exception {
    Map<String, Long> listed = new TreeMap<>();
    for (JsonNode stream : index.path("streams")) {
      for (String side : List.of("client", "server")) {
        JsonNode end = stream.path(side);
        if (end.has("file")) {
          String name = end.path("file").asText();
          byte[] content = Files.readAllBytes(target.resolve(name));
          int length = end.path("stream_bytes").asInt();
          byte[] until = Arrays.copyOf(content, length);
          assertEquals(end.path("sha256").asText(), sha256(until), name);
          // Where a flow goes on, its bytes do.
          long from = end.path("file_offset").asLong();
          assertEquals(listed.getOrDefault(name, 0L), from, name);
          listed.put(name, (long) length);
        }
        checkGaps(end, stream.path("continued").asBoolean());
      }
    }
    assertEquals(listed.size(), index.path("files").asInt());
    long bytes = 0;
    for (Map.Entry<String, Long> each : listed.entrySet()) {
      assertEquals(each.getValue(), Files.size(target.resolve(each.getKey())));
      bytes += each.getValue();
    }
    assertEquals(bytes, index.path("stream_bytes").asLong());
    Set<String> names = new TreeSet<>(listed.keySet());
    names.add("index.json");
    assertEquals(names, new TreeSet<>(names(target)));
  }

  private static void checkGaps(JsonNode end, boolean continued) {
    long missing = end.path("missing_bytes").asLong();
    long listed = 0;
    for (JsonNode gap : end.path("gaps")) {
      listed += gap.path("length").asLong();
    }
    if (!end.has("gaps_not_listed") && !continued) {
      assertEquals(missing, listed);
    }
    long before = missing - listed;
    for (JsonNode gap : end.path("gaps")) {
      if (!end.has("gaps_not_listed")) {
        assertEquals(gap.path("offset").asLong() - before, gap.path("file_offset").asLong());
      }
      before += gap.path("length").asLong();
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @TestFactory
  List<DynamicTest> filesOfEverySampleAreTheStreamsThatFlowsHashes() throws IOException {
    return tests(Path.of("samples"), 1);
  }

  /** Real and hostile captures beside the project, where they are. */
  @TestFactory
  List<DynamicTest> filesOfOtherCapturesAreTheStreamsThatFlowsHashes() throws IOException {
    assumeTrue(Files.isDirectory(CAPTURES), "no captures beside the project");
    return tests(CAPTURES, EVERY);
  }

  private List<DynamicTest> tests(Path captures, int every) throws IOException {
    List<Path> files;
    try (Stream<Path> below = Files.walk(captures)) {
      files =
          below
              .filter(file -> file.getFileName().toString().contains("cap"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    return IntStream.range(0, files.size())
        .filter(i -> i % every == 0)
        .mapToObj(i -> dynamicTest(files.get(i).toString(), () -> compare(files.get(i), i)))
        .toList();
  }

  private void compare(Path capture, int number) throws Exception {
    Path target = folder.resolve("out-" + number);
    if (new Session().run("flows", "--json", capture.toString()) != 0) {
      Session session = new Session();
      assertEquals(1, session.run("extract", "-d", target.toString(), capture.toString()));
      assertFalse(Files.exists(target));
      return;
    }
    JsonNode index = extract(target, capture.toString());
    Map<String, String> expected = flowStreams("tcp", capture.toString());
    Map<String, String> actual = indexStreams(index);
    // A flow that is continued by nothing but acknowledgments adds nothing to its files.
    expected.keySet().removeIf(key -> key.endsWith(CONTINUED) && !actual.containsKey(key));
    assertEquals(expected, actual);
    checkFiles(target, index);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "both-ways.pcap.zst",
        "half-close.pcap",
        "http-download.pcap.gz",
        "http-ipv6.pcap",
        "http-loss-client.pcapng",
        "http-reordered.pcap.gz",
        "keep-alive.pcap",
        "zero-window.pcap"
      })
  void tsharkFollowsTheSameBytes(String sample) throws Exception {
    assumeTrue(Programs.isInstalled("tshark"), "no tshark");
    String capture = "samples/" + sample;
    JsonNode index = extract(capture);
    JsonNode stream = index.path("streams").get(0);
    List<String> said = tshark("-nqr", capture, "-z", "follow,tcp,raw," + stream.path("stream"));
    StringBuilder client = new StringBuilder();
    StringBuilder server = new StringBuilder();
    boolean straight =
        said.contains("Node 0: " + end(stream.path("client"), ""))
            || said.contains("Node 0: " + end(stream.path("client"), "[]"));
    for (String line : said) {
      if (line.matches("\\t?[0-9a-f]+")) {
        boolean second = line.startsWith("\t"); // the node that spoke second is indented
        (second == straight ? server : client).append(line.strip());
      }
    }
    assertTrue(client.length() + server.length() > 0, "tshark has followed something");
    assertEquals(client.toString(), hex(stream.path("client")));
    assertEquals(server.toString(), hex(stream.path("server")));
  }

  /** Versions differ in whether IPv6 stands in brackets. */
  private static String end(JsonNode end, String brackets) {
    String ip = end.path("ip").asText();
    String text = brackets.isEmpty() ? ip : "[" + ip + "]";
    return text + ":" + end.path("port").asText();
  }

  private String hex(JsonNode end) throws IOException {
    return end.has("file")
        ? HexFormat.of()
            .formatHex(Files.readAllBytes(folder.resolve("out").resolve(end.path("file").asText())))
        : "";
  }

  private static List<String> tshark(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("tshark"));
    command.addAll(List.of(arguments));
    Programs.Result result = Programs.runOnce(command.toArray(String[]::new));
    assertEquals(0, result.code(), result.err());
    return result.out().lines().toList();
  }

  @Test
  void applicationsAndSidesAndStreamsChoose() throws Exception {
    String[] captures = {HTTP, "samples/reset.pcap", "samples/http-ipv6.pcap"};
    JsonNode http =
        extract(
            folder.resolve("http"), "--protocol", "http", captures[0], captures[1], captures[2]);
    checkFiles(folder.resolve("http"), http);
    Map<String, String> expected = flowStreams("http", captures);
    assertEquals(4, expected.size());
    assertEquals(expected, indexStreams(http));

    Path some = folder.resolve("some");
    JsonNode server = extract(some, "--side", "server", "--stream", "1", "--stream", "0", HTTP);
    checkFiles(some, server);
    assertEquals(1, server.path("files").asInt(), server.toString());
    assertFalse(server.path("streams").get(0).path("client").has("stream_bytes"));
    assertTrue(server.path("streams").get(0).path("server").has("file"));
  }

  @Test
  void datagramsStandOneBehindTheOther() throws Exception {
    JsonNode index = extract("--protocol", "dns", HTTP);
    checkFiles(folder.resolve("out"), index);
    assertEquals(1, index.path("streams").size());
    JsonNode stream = index.path("streams").get(0);
    assertEquals("udp", stream.path("protocol").asText());
    Path raw = folder.resolve("raw");
    for (String side : List.of("client", "server")) {
      Session session = new Session();
      session.run("stream", HTTP, "udp:0", "--as=raw", "--side=" + side, "--force", "-o=" + raw);
      String file = stream.path(side).path("file").asText();
      byte[] content = Files.readAllBytes(folder.resolve("out").resolve(file));
      assertTrue(content.length > 0);
      assertArrayEquals(Files.readAllBytes(raw), content);
    }
    JsonNode one = extract(folder.resolve("one"), "--stream", "udp:0", HTTP);
    assertEquals(indexStreams(index), indexStreams(one));
  }

  @Test
  void namesAreSafeSayWhoAndSortByNumber() throws IOException {
    extract("samples/http-ipv6.pcap");
    Set<String> names = names(folder.resolve("out"));
    assertEquals(3, names.size());
    for (String name : names) {
      assertTrue(
          name.matches("index\\.json|tcp-000000-[0-9a-f_]+\\.\\d+-[0-9a-f_]+\\.80-\\w+\\.bin"),
          name);
    }
  }

  @Test
  void gapsAreToldAndNeverFilled() throws Exception {
    JsonNode index = extract("samples/snaplen.pcap");
    JsonNode server = index.path("streams").get(0).path("server");
    assertEquals(5220, server.path("stream_bytes").asInt());
    assertEquals(245_308, server.path("missing_bytes").asInt());
    Session session = new Session();
    session.run("stream", "samples/snaplen.pcap", "0", "--as", "json", "--side", "server");
    List<String> told =
        session.out().lines().filter(line -> line.contains("\"type\":\"gap\"")).toList();
    assertEquals(told.size(), server.path("gaps").size());
    for (int i = 0; i < told.size(); i++) {
      JsonNode gap = MAPPER.readTree(told.get(i));
      assertEquals(gap.path("offset"), server.path("gaps").get(i).path("offset"));
      assertEquals(gap.path("length"), server.path("gaps").get(i).path("length"));
    }
    String file = server.path("file").asText();
    assertEquals(5220, Files.size(folder.resolve("out").resolve(file)));
  }

  @Test
  void aStreamThatGoesOnAfterItsRecordHasLeftGoesOnInItsFile() throws Exception {
    String capture = "samples/zero-window.pcap";
    JsonNode whole = extract(folder.resolve("whole"), capture);
    Path target = folder.resolve("pieces");
    JsonNode pieces = extract(target, "--timeout", "400ms", capture);
    checkFiles(target, pieces);
    assertEquals(names(folder.resolve("whole")), names(target));
    assertTrue(pieces.path("streams").size() > whole.path("streams").size());
    JsonNode last = pieces.path("streams").get(pieces.path("streams").size() - 1);
    assertTrue(last.path("continued").asBoolean());
    assertTrue(last.path("server").path("file_offset").asLong() > 0);
    for (String name : names(target)) {
      if (name.endsWith(".bin")) {
        assertArrayEquals(
            Files.readAllBytes(folder.resolve("whole").resolve(name)),
            Files.readAllBytes(target.resolve(name)),
            name);
      }
    }
  }

  @Test
  void aDamagedCaptureGivesWhatComesBeforeTheDamage() throws Exception {
    byte[] bytes = Files.readAllBytes(Path.of("samples/http-ipv6.pcap"));
    Path cut = folder.resolve("cut.pcap");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    Path target = folder.resolve("out");
    assertEquals(0, weft.run("extract", "-d", target.toString(), cut.toString()));
    assertTrue(weft.err().startsWith("weft: warning: " + cut + ": stops at byte"), weft.err());
    JsonNode index = MAPPER.readTree(target.resolve("index.json").toFile());
    assertFalse(index.path("complete").asBoolean());
    assertTrue(index.path("stream_bytes").asLong() > 1000);
    checkFiles(target, index);
    assertTrue(
        extract(folder.resolve("whole"), "samples/http-ipv6.pcap").path("complete").asBoolean());
  }

  @Test
  void filesThatAreThereAreNotTouchedUnlessAsked() throws Exception {
    Path target = Files.createDirectory(folder.resolve("out"));
    extract(HTTP); // an empty folder is as good as none
    String name =
        names(target).stream().filter(each -> each.endsWith(".bin")).findFirst().orElseThrow();
    byte[] before = Files.readAllBytes(target.resolve(name));
    Files.writeString(target.resolve(name), "mine");
    Files.writeString(target.resolve("notes"), "mine, too");
    assertEquals(1, weft.run("extract", "-d", target.toString(), HTTP));
    assertEquals(
        "weft: "
            + target
            + ": holds files already: choose another folder, or overwrite with --force\n",
        weft.err());
    assertEquals("mine", Files.readString(target.resolve(name)));

    extract("--force", HTTP);
    assertArrayEquals(before, Files.readAllBytes(target.resolve(name)));
    assertEquals("mine, too", Files.readString(target.resolve("notes")));
    assertEquals(Set.of("out"), names(folder));
  }

  @Test
  void anEmptyFolderKeepsItsPermissions() throws IOException {
    Path target = Files.createDirectory(folder.resolve("out"));
    assumeTrue(
        Files.getFileStore(target).supportsFileAttributeView("posix"), "no POSIX permissions here");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwx--x---"));
    extract(HTTP);
    assertEquals("rwx--x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
  }

  @Test
  void whatFailsLeavesNothing() throws IOException {
    Path target = folder.resolve("out");
    Path text = Files.writeString(folder.resolve("text.pcap"), "this is no capture at all");
    assertEquals(1, weft.run("extract", "-d", target.toString(), text.toString()));
    assertEquals(Set.of("text.pcap"), names(folder));
    Session none = new Session();
    assertEquals(1, none.run("extract", "-d", target.toString(), "--stream", "7", LOSS));
    assertEquals("weft: warning: no stream tcp:7: the last of the capture is tcp:0\n", none.err());
    assertEquals(Set.of("text.pcap"), names(folder));
  }

  @Test
  void aStreamThatIsNotThereIsToldBesideThoseThatAre() throws IOException {
    Path target = folder.resolve("out");
    int code = weft.run("extract", "-d", target.toString(), "--stream=0", "--stream=udp:3", LOSS);
    assertEquals(0, code, weft.err());
    assertEquals(
        "weft: warning: no stream udp:3: the capture has no udp streams\n"
            + "weft: 2 files with 250 kB in "
            + target
            + "\n",
        weft.err());
    assertEquals("", weft.out());
    assertEquals(3, names(target).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.pcap | 2 | no folder given to write to: -d streams",
        "-d out | 2 | no capture given",
        "-d out --protocol icmp x.pcap | 2 | only streams of tcp and udp can be written, not icmp",
        "-d out --stream icmp:1 x.pcap | 2 | only streams of tcp and udp can be written, not"
            + " icmp:1",
        "-d out --side left x.pcap | 2 | --side knows client, server and both, not 'left'",
        "-d none/out samples/dns.pcap | 1 |",
        "-d pom.xml samples/dns.pcap | 1 | pom.xml: not a folder",
        "-d / --force samples/dns.pcap | 1 | /: no folder to be made anew"
      })
  void whatMakesNoSenseIsSaidInOneLine(String words, int code, String message) {
    assertEquals(code, weft.run(("extract " + words).split(" ")));
    assertEquals("", weft.out());
    String start = "weft: " + (message == null ? "" : message);
    assertTrue(weft.err().startsWith(start), weft.err());
    assertEquals(1, weft.err().lines().count());
  }
}
