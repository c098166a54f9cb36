package io.weft.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.testing.Programs;
import io.weft.testing.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program captures between hosts that the test makes, with real traffic. */
final class LiveIT {
  private static final String WEFT = Programs.weft().toString();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @RegisterExtension final Programs programs = new Programs().withDefaultSignals();

  private Namespaces hosts;

  @BeforeEach
  void makeHosts() throws Exception {
    hosts = new Namespaces(programs);
    Session weft = new Session();
    assumeTrue(weft.run("doctor") == 0, "no live capture on this machine: " + weft.out());
    Path files = Files.createDirectory(folder.resolve("www"));
    Files.write(files.resolve("index.html"), "hello\n".getBytes(UTF_8));
    Files.write(files.resolve("large"), new byte[3_000_000]);
    hosts.serve(files, folder);
  }

  @AfterEach
  void removeHosts() throws Exception {
    if (hosts != null) {
      hosts.remove();
    }
  }

  /** Weft on the client's side, which has begun to capture. */
  private RunningProgram capture(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(WEFT));
    command.addAll(List.of(arguments));
    RunningProgram weft = programs.start(hosts.onClient(command.toArray(String[]::new)));
    Namespaces.awaitCapture(weft);
    return weft;
  }

  @Test
  void flowsAreThoseOfTheSamePacketsReadBackFromAFile() throws Exception {
    Namespaces.needs("tcpdump");
    Path file = folder.resolve("same.pcap");
    RunningProgram weft =
        capture("flows", "-i", "eth0", "--json", "--analysis", "full", "-f", "tcp");
    RunningProgram tcpdump =
        programs.start(
            hosts.onClient(
                "tcpdump",
                "-i",
                "eth0",
                "-U",
                "--immediate-mode",
                "-B",
                "65536",
                "-s",
                "0",
                "--time-stamp-precision=nano",
                "-Z",
                "root",
                "-w",
                file.toString(),
                "tcp"));
    tcpdump.await("a capture file", () -> Files.exists(file) && Files.size(file) >= 24);
    for (int i = 0; i < 5; i++) {
      hosts.fetch(i == 2 ? "large" : "index.html");
    }
    // A record leaves when its flow has ended, though no further packet tells the time.
    weft.await("the records", () -> weft.out().lines().count() == 5);
    weft.signal("INT");
    tcpdump.signal("INT");
    assertEquals(0, weft.awaitEnd(), weft.err());
    tcpdump.awaitEnd();
    assumeTrue(
        tcpdump.err().contains("\n0 packets dropped by kernel"),
        "tcpdump lost packets, so there is nothing to compare with: " + tcpdump.err());
    Session again = new Session();
    assertEquals(0, again.run("flows", "--json", "--analysis", "full", file.toString()));
    assertEquals(sorted(again.out()), sorted(weft.out()));
    assertTrue(weft.err().contains(" 0 dropped by the kernel"), weft.err());
  }

  private static List<JsonNode> sorted(String lines) throws IOException {
    List<JsonNode> flows = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      flows.add(JSON.readTree(line));
    }
    flows.sort(
        Comparator.comparing((JsonNode flow) -> flow.get("protocol").asText())
            .thenComparing(flow -> flow.get("stream").asLong()));
    flows.removeIf(flow -> !flow.get("protocol").asText().equals("tcp"));
    flows.forEach(flow -> ((ObjectNode) flow).remove("final"));
    flows.replaceAll(LiveIT::withoutTimes);
    return flows;
  }

  /** The kernel stamps a packet for each socket that captures it, so times are not the same. */
  private static JsonNode withoutTimes(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JSON.createObjectNode();
      node.properties()
          .forEach(
              field -> {
                if (!field.getKey().equals("payload_bytes_per_second")) {
                  object.set(field.getKey(), withoutTimes(field.getValue()));
                }
              });
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      node.forEach(each -> array.add(withoutTimes(each)));
      return array;
    }
    boolean isTime =
        node.isDouble() || (node.isTextual() && node.asText().matches("\\d{4}-\\d\\d-\\d\\dT.*Z"));
    return isTime ? JSON.getNodeFactory().textNode("a time") : node;
  }

  @ParameterizedTest
  @CsvSource({"INT,0", "TERM,0", "HUP,0"})
  void aSignalEndsItInGoodOrder(String signal, int code) throws Exception {
    RunningProgram weft = capture("flows", "-i", "eth0");
    hosts.fetch("index.html");
    weft.signal(signal); // what has come by then is taken
    assertEquals(code, weft.awaitEnd(), weft.err());
    assertTrue(weft.out().contains("1 flow, "), weft.out());
    assertTrue(weft.out().contains(" dropped by the kernel, "), weft.out());
  }

  /**
   * {@code timeout} signals the program and then its group, which the program belongs to; a shell
   * script that is careful does much the same.
   */
  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void oneRequestToStopThatIsToldTwiceCostsNothing(String signal) throws Exception {
    RunningProgram weft = capture("flows", "-i", "eth0", "--json", "-f", "tcp");
    RunningProgram underTimeout =
        programs.start(
            hosts.onClient("timeout", "600", WEFT, "flows", "-i", "eth0", "--json", "-f", "tcp"));
    Namespaces.awaitCapture(underTimeout);
    hosts.fetch("index.html");
    String pid = Long.toString(weft.pid());
    programs.run(
        "sh", "-c", "kill -$1 $2 && sleep 0.002 && kill -$1 $2; kill -$1 $2", "sh", signal, pid);
    underTimeout.signal("TERM"); // which it passes on, twice
    assertEquals(0, weft.awaitEnd(), weft.err());
    assertEquals(1, weft.out().lines().count(), weft.out());
    underTimeout.awaitEnd();
    assertEquals(1, underTimeout.out().lines().count(), underTimeout.err());
  }

  @Test
  void aNameThatWasLookedUpIsTheServersName() throws Exception {
    hosts.name("www.shop.test");
    RunningProgram weft = capture("flows", "-i", "eth0", "--json", "-f", "udp or tcp");
    assertEquals(0, programs.start(hosts.lookUp("www.shop.test")).awaitEnd());
    hosts.fetch("index.html");
    weft.await("the connection's record", () -> weft.out().contains("\"tcp\""));
    weft.signal("INT");
    assertEquals(0, weft.awaitEnd(), weft.err());
    String server = "\"ip\":\"" + Namespaces.SERVER_ADDRESS + "\",\"port\":";
    String named = ",\"name\":\"www.shop.test\",\"name_source\":\"dns\"";
    assertTrue(weft.out().contains(server + "80" + named), weft.out());
    assertTrue(weft.out().contains("\"dns_exchanges\":1"), weft.out());
  }

  @Test
  void countAndDurationEndIt() throws Exception {
    RunningProgram count = capture("packets", "-i", "eth0", "-c", "3");
    hosts.fetch("index.html");
    assertEquals(0, count.awaitEnd(), count.err());
    assertEquals(3, count.out().lines().count(), count.out());
    RunningProgram duration =
        programs.start(hosts.onClient(WEFT, "info", "-i", "any", "--duration", "1s"));
    assertEquals(0, duration.awaitEnd(), duration.err());
    assertTrue(duration.out().contains("dropped by the system"), duration.out());
  }

  @Test
  void packetsAreSeenAsTheyCome() throws Exception {
    RunningProgram weft = capture("packets", "-i", "eth0", "-f", "tcp[tcpflags] & tcp-syn != 0");
    hosts.fetch("index.html");
    weft.await("two lines", () -> weft.out().lines().count() == 2);
    assertTrue(weft.isAlive(), weft.err());
  }

  @Test
  void findingsAreToldAsTheyCome() throws Exception {
    RunningProgram text = capture("explain", "-i", "eth0", "-f", "tcp");
    RunningProgram json = capture("explain", "-i", "eth0", "-f", "tcp", "--json");
    RunningProgram refused =
        programs.start(
            hosts.onClient("curl", "-s", "http://" + Namespaces.SERVER_ADDRESS + ":81/"));
    assertEquals(7, refused.awaitEnd(), "curl could not connect");
    String sentence = Namespaces.SERVER_ADDRESS + ":81 refused 1 of 1 attempt to connect";
    text.await("the finding", () -> text.out().contains(sentence));
    json.await("the finding", () -> json.out().contains("\"id\":\"refused\",\"final\":false"));
    assertTrue(text.isAlive() && json.isAlive(), "they go on");
    assertFalse(text.out().contains("Findings: "), text.out());
    for (RunningProgram weft : List.of(text, json)) {
      weft.signal("INT");
      assertEquals(0, weft.awaitEnd(), weft.err());
    }
    assertTrue(text.out().contains("Findings: 1 error."), text.out());
    assertEquals(2, text.out().split(Pattern.quote(sentence), -1).length - 1);
    Schemas schemas = new Schemas();
    List<String> lines = json.out().lines().toList();
    assertEquals(2, lines.size(), json.out());
    for (String line : lines) {
      assertEquals(List.of(), schemas.errors(line), line);
    }
    assertFalse(lines.get(1).contains("\"final\""), lines.get(1));
  }

  @Test
  void anInterfaceThatIsRemovedCostsNothingThatWasCaptured() throws Exception {
    RunningProgram weft = fetchedFlow();
    hosts.removeInterface();
    assertEquals(1, weft.awaitEnd(), weft.err());
    assertWholeFlow(weft);
    assertTrue(weft.err().contains("weft: eth0: "), weft.err());
  }

  @Test
  void anInterfaceThatIsSwitchedOffIsTheEnd() throws Exception {
    RunningProgram weft = fetchedFlow();
    hosts.switchOff();
    assertEquals(0, weft.awaitEnd(), weft.err());
    assertWholeFlow(weft);
    assertTrue(weft.err().contains("eth0: the interface was switched off"), weft.err());
  }

  /** A capture that has seen a whole connection, and has not yet said its last word on it. */
  private RunningProgram fetchedFlow() throws Exception {
    RunningProgram weft = capture("flows", "-i", "eth0", "--json", "--every", "100ms", "-f", "tcp");
    hosts.fetch("index.html");
    weft.await("the connection", () -> weft.out().contains("\"conn_state\":\"SF\""));
    return weft;
  }

  private static void assertWholeFlow(RunningProgram weft) throws IOException {
    List<String> last = weft.out().lines().filter(line -> line.contains("\"final\":true")).toList();
    assertEquals(1, last.size(), weft.out());
    assertTrue(last.get(0).contains("\"conn_state\":\"SF\""), weft.out());
  }

  /**
   * The kernel's buffer overflows while the program is made to sleep in the middle of a transfer.
   */
  @Test
  void whatTheKernelDropsIsToldAndNotBlamedOnTheNetwork() throws Exception {
    RunningProgram weft = capture("flows", "-i", "eth0", "--json", "-B", "64");
    Path received = folder.resolve("received");
    RunningProgram fetch =
        programs.start(
            hosts.onClient(
                "curl",
                "-s",
                "-o",
                received.toString(),
                "--limit-rate",
                "1M",
                "http://" + Namespaces.SERVER_ADDRESS + "/large"));
    fetch.await("a beginning", () -> sizeOf(received) > 200_000);
    weft.signal("STOP");
    fetch.await("the middle", () -> sizeOf(received) > 1_500_000);
    weft.signal("CONT");
    assertEquals(0, fetch.awaitEnd());
    weft.signal("INT");
    assertEquals(0, weft.awaitEnd(), weft.err());
    JsonNode server = JSON.readTree(weft.out().lines().findFirst().orElseThrow()).get("server");
    assertTrue(server.get("missing_bytes").asLong() > 10_000, weft.out());
    assertEquals(server.get("missing_bytes"), server.get("capture_loss_bytes"), weft.out());
    assertEquals(
        1, weft.err().lines().filter(line -> line.contains("being dropped")).count(), weft.err());
    assertFalse(weft.err().contains(" 0 dropped by the kernel"), weft.err());
  }

  private static long sizeOf(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  @Test
  void rootsRightsAreGivenUp() throws Exception {
    RunningProgram weft = capture("flows", "-i", "eth0", "--user", "nobody");
    List<String> status = Files.readAllLines(Path.of("/proc", Long.toString(weft.pid()), "status"));
    assertTrue(status.stream().anyMatch(line -> line.matches("Uid:(\t65534){4}")), "" + status);
    assertTrue(status.stream().anyMatch(line -> line.matches("CapEff:\t0+")), "" + status);
    hosts.fetch("index.html");
    weft.signal("INT");
    assertEquals(0, weft.awaitEnd(), weft.err());
    assertTrue(weft.out().contains("1 flow, "), weft.out());
    RunningProgram nobody =
        programs.start(hosts.onClient(WEFT, "flows", "-i", "eth0", "--user", "no-such-user"));
    assertEquals(1, nobody.awaitEnd());
    assertEquals("weft: --user: no such user\n", nobody.err());
  }

  @Test
  void whatCannotBeCapturedIsSaidInOneLine() throws Exception {
    RunningProgram unknown = programs.start(hosts.onClient(WEFT, "flows", "-i", "eth9"));
    assertEquals(2, unknown.awaitEnd());
    assertTrue(unknown.err().startsWith("weft: no interface 'eth9': there are eth0, "));
    RunningProgram filter =
        programs.start(hosts.onClient(WEFT, "packets", "-i", "eth0", "-f", "tcp prt 80"));
    assertEquals(2, filter.awaitEnd());
    assertTrue(filter.err().startsWith("weft: filter 'tcp prt 80': "), filter.err());
    assertTrue(filter.err().contains("syntax error"), filter.err());
    for (RunningProgram run : List.of(unknown, filter)) {
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void whoMayNotCaptureIsToldWhatMendsIt() throws Exception {
    Namespaces.needs("setpriv");
    String[] asNobody = {
      "setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "sh", "-c"
    };
    List<String> line = new ArrayList<>(List.of(asNobody));
    line.add("test -r " + WEFT);
    assumeTrue(
        programs.start(line.toArray(String[]::new)).awaitEnd() == 0,
        "the build is not for all to read");
    line.set(line.size() - 1, WEFT + " flows -i eth0");
    RunningProgram run = programs.start(hosts.onClient(line.toArray(String[]::new)));
    assertEquals(1, run.awaitEnd());
    assertTrue(run.err().startsWith("weft: eth0: no right to capture: "), run.err());
    assertTrue(run.err().contains("sudo setcap cap_net_raw,cap_net_admin=eip /"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void withoutLibpcapItSaysSo() throws Exception {
    for (String command : List.of("flows -i eth0", "interfaces", "doctor")) {
      RunningProgram run =
          programs.start(
              "sh",
              "-c",
              "WEFT_OPTS=-Dorg.pcap4j.core.pcapLibName=none-such " + WEFT + " " + command);
      assertEquals(1, run.awaitEnd(), command);
      assertTrue((run.out() + run.err()).contains("no libpcap"), run.out() + run.err());
      assertFalse(run.err().contains("internal error"), run.err());
    }
  }

  @Test
  void interfacesAndTheDoctorKeepToTheirSchemas() throws Exception {
    Schemas schemas = new Schemas();
    RunningProgram interfaces = programs.start(hosts.onClient(WEFT, "interfaces", "--json"));
    assertEquals(0, interfaces.awaitEnd(), interfaces.err());
    List<String> lines = interfaces.out().lines().toList();
    for (String line : lines) {
      assertEquals(List.of(), schemas.errors(line), line);
    }
    assertTrue(lines.get(0).contains("\"name\":\"eth0\""), lines.get(0));
    assertTrue(lines.get(0).contains("\"10.91.0.1/24\""), lines.get(0));
    RunningProgram doctor = programs.start(hosts.onClient(WEFT, "doctor", "--json"));
    assertEquals(0, doctor.awaitEnd(), doctor.out());
    assertEquals(List.of(), schemas.errors(doctor.out()), doctor.out());
  }
}
