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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program captures between hosts that the test makes, with real traffic. */
final class LiveIT {
  private static final Path BUILT = Path.of(System.getProperty("weft.build.directory"));
  private static final String WEFT = BUILT.resolve("weft").toString();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private Namespaces hosts;
  private final List<Run> runs = new ArrayList<>();

  @BeforeEach
  void makeHosts() throws Exception {
    hosts = new Namespaces(folder);
    Session weft = new Session();
    assumeTrue(weft.run("doctor") == 0, "no live capture on this machine: " + weft.out());
    Path files = Files.createDirectory(folder.resolve("www"));
    Files.write(files.resolve("index.html"), "hello\n".getBytes(UTF_8));
    Files.write(files.resolve("large"), new byte[3_000_000]);
    hosts.serve(files);
  }

  @AfterEach
  void removeHosts() throws Exception {
    for (Run run : runs) {
      run.process.destroyForcibly();
    }
    if (hosts != null) {
      hosts.remove();
    }
  }

  /** A program that goes on beside the test. */
  private final class Run {
    final Path out = Files.createTempFile(folder, "out", "");
    final Path err = Files.createTempFile(folder, "err", "");
    final Process process;

    Run(String... command) throws IOException {
      List<String> line = new ArrayList<>(Namespaces.HEARS_SIGNALS);
      line.addAll(List.of(command));
      ProcessBuilder builder =
          new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().remove("WEFT_OPTS");
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      process = builder.start();
      process.getOutputStream().close();
      runs.add(this);
    }

    String out() throws IOException {
      return Files.readString(out);
    }

    String err() throws IOException {
      return Files.readString(err);
    }

    void signal(String name) throws Exception {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    int end() throws Exception {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), "still running: " + err());
      return process.exitValue();
    }
  }

  /** Weft on the client's side, which has begun to capture. */
  private Run capture(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(WEFT));
    command.addAll(List.of(arguments));
    Run run = new Run(hosts.onClient(command.toArray(String[]::new)));
    Namespaces.awaitCapture(run.process);
    return run;
  }

  @Test
  void flowsAreThoseOfTheSamePacketsReadBackFromAFile() throws Exception {
    assumeTrue(Namespaces.has("tcpdump"), "no tcpdump on this machine");
    Path file = folder.resolve("same.pcap");
    Run weft = capture("flows", "-i", "eth0", "--json", "--analysis", "full", "-f", "tcp");
    Run tcpdump =
        new Run(
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
    Namespaces.await("the other capture", () -> Files.exists(file) && Files.size(file) >= 24);
    for (int i = 0; i < 5; i++) {
      hosts.fetch(i == 2 ? "large" : "index.html");
    }
    // A record leaves when its flow has ended, though no further packet tells the time.
    Namespaces.await("the records", () -> weft.out().lines().count() == 5);
    weft.signal("INT");
    tcpdump.signal("INT");
    assertEquals(0, weft.end(), weft.err());
    tcpdump.end();
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
    Run weft = capture("flows", "-i", "eth0");
    hosts.fetch("index.html");
    weft.signal(signal); // what has come by then is taken
    assertEquals(code, weft.end(), weft.err());
    assertTrue(weft.out().contains("1 flow, "), weft.out());
    assertTrue(weft.out().contains(" dropped by the kernel, "), weft.out());
  }

  @Test
  void aNameThatWasLookedUpIsTheServersName() throws Exception {
    for (String program : List.of("dnsmasq", "bash")) {
      assumeTrue(Namespaces.has(program), "no " + program + " on this machine");
    }
    hosts.name("www.shop.test");
    Run weft = capture("flows", "-i", "eth0", "--json", "-f", "udp or tcp");
    assertEquals(0, new Run(hosts.lookUp("www.shop.test")).end());
    hosts.fetch("index.html");
    Namespaces.await("the connection's record", () -> weft.out().contains("\"tcp\""));
    weft.signal("INT");
    assertEquals(0, weft.end(), weft.err());
    String server = "\"ip\":\"" + Namespaces.SERVER_ADDRESS + "\",\"port\":";
    String named = ",\"name\":\"www.shop.test\",\"name_source\":\"dns\"";
    assertTrue(weft.out().contains(server + "80" + named), weft.out());
    assertTrue(weft.out().contains("\"dns_exchanges\":1"), weft.out());
  }

  @Test
  void countAndDurationEndIt() throws Exception {
    Run count = capture("packets", "-i", "eth0", "-c", "3");
    hosts.fetch("index.html");
    assertEquals(0, count.end(), count.err());
    assertEquals(3, count.out().lines().count(), count.out());
    Run duration = new Run(hosts.onClient(WEFT, "info", "-i", "any", "--duration", "1s"));
    assertEquals(0, duration.end(), duration.err());
    assertTrue(duration.out().contains("dropped by the system"), duration.out());
  }

  @Test
  void packetsAreSeenAsTheyCome() throws Exception {
    Run weft = capture("packets", "-i", "eth0", "-f", "tcp[tcpflags] & tcp-syn != 0");
    hosts.fetch("index.html");
    Namespaces.await("two lines", () -> weft.out().lines().count() == 2);
    assertTrue(weft.process.isAlive(), weft.err());
  }

  @Test
  void anInterfaceThatIsRemovedCostsNothingThatWasCaptured() throws Exception {
    Run weft = fetchedFlow();
    hosts.removeInterface();
    assertEquals(1, weft.end(), weft.err());
    assertWholeFlow(weft);
    assertTrue(weft.err().contains("weft: eth0: "), weft.err());
  }

  @Test
  void anInterfaceThatIsSwitchedOffIsTheEnd() throws Exception {
    Run weft = fetchedFlow();
    hosts.switchOff();
    assertEquals(0, weft.end(), weft.err());
    assertWholeFlow(weft);
    assertTrue(weft.err().contains("eth0: the interface was switched off"), weft.err());
  }

  /** A capture that has seen a whole connection, and has not yet said its last word on it. */
  private Run fetchedFlow() throws Exception {
    Run weft = capture("flows", "-i", "eth0", "--json", "--every", "100ms", "-f", "tcp");
    hosts.fetch("index.html");
    Namespaces.await("the connection", () -> weft.out().contains("\"conn_state\":\"SF\""));
    return weft;
  }

  private static void assertWholeFlow(Run weft) throws IOException {
    List<String> last = weft.out().lines().filter(line -> line.contains("\"final\":true")).toList();
    assertEquals(1, last.size(), weft.out());
    assertTrue(last.get(0).contains("\"conn_state\":\"SF\""), weft.out());
  }

  /**
   * The kernel's buffer overflows while the program is made to sleep in the middle of a transfer.
   */
  @Test
  void whatTheKernelDropsIsToldAndNotBlamedOnTheNetwork() throws Exception {
    Run weft = capture("flows", "-i", "eth0", "--json", "-B", "64");
    Path received = folder.resolve("received");
    Run fetch =
        new Run(
            hosts.onClient(
                "curl",
                "-s",
                "-o",
                received.toString(),
                "--limit-rate",
                "1M",
                "http://" + Namespaces.SERVER_ADDRESS + "/large"));
    Namespaces.await("a beginning", () -> sizeOf(received) > 200_000);
    weft.signal("STOP");
    Namespaces.await("the middle", () -> sizeOf(received) > 1_500_000);
    weft.signal("CONT");
    assertEquals(0, fetch.end());
    weft.signal("INT");
    assertEquals(0, weft.end(), weft.err());
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
    Run weft = capture("flows", "-i", "eth0", "--user", "nobody");
    List<String> status =
        Files.readAllLines(Path.of("/proc", Long.toString(weft.process.pid()), "status"));
    assertTrue(status.stream().anyMatch(line -> line.matches("Uid:(\t65534){4}")), "" + status);
    assertTrue(status.stream().anyMatch(line -> line.matches("CapEff:\t0+")), "" + status);
    hosts.fetch("index.html");
    weft.signal("INT");
    assertEquals(0, weft.end(), weft.err());
    assertTrue(weft.out().contains("1 flow, "), weft.out());
    Run nobody = new Run(hosts.onClient(WEFT, "flows", "-i", "eth0", "--user", "no-such-user"));
    assertEquals(1, nobody.end());
    assertEquals("weft: --user: no such user\n", nobody.err());
  }

  @Test
  void whatCannotBeCapturedIsSaidInOneLine() throws Exception {
    Run unknown = new Run(hosts.onClient(WEFT, "flows", "-i", "eth9"));
    assertEquals(2, unknown.end());
    assertTrue(unknown.err().startsWith("weft: no interface 'eth9': there are eth0, "));
    Run filter = new Run(hosts.onClient(WEFT, "packets", "-i", "eth0", "-f", "tcp prt 80"));
    assertEquals(2, filter.end());
    assertTrue(filter.err().startsWith("weft: filter 'tcp prt 80': "), filter.err());
    assertTrue(filter.err().contains("syntax error"), filter.err());
    for (Run run : List.of(unknown, filter)) {
      assertEquals(1, run.err().lines().count(), run.err());
      assertEquals("", run.out());
    }
  }

  @Test
  void whoMayNotCaptureIsToldWhatMendsIt() throws Exception {
    assumeTrue(Namespaces.has("setpriv"), "no setpriv on this machine");
    String[] asNobody = {
      "setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups", "sh", "-c"
    };
    List<String> line = new ArrayList<>(List.of(asNobody));
    line.add("test -r " + WEFT);
    assumeTrue(new Run(line.toArray(String[]::new)).end() == 0, "the build is not for all to read");
    line.set(line.size() - 1, WEFT + " flows -i eth0");
    Run run = new Run(hosts.onClient(line.toArray(String[]::new)));
    assertEquals(1, run.end());
    assertTrue(run.err().startsWith("weft: eth0: no right to capture: "), run.err());
    assertTrue(run.err().contains("sudo setcap cap_net_raw,cap_net_admin=eip /"), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @Test
  void withoutLibpcapItSaysSo() throws Exception {
    for (String command : List.of("flows -i eth0", "interfaces", "doctor")) {
      Run run =
          new Run(
              "sh",
              "-c",
              "WEFT_OPTS=-Dorg.pcap4j.core.pcapLibName=none-such " + WEFT + " " + command);
      assertEquals(1, run.end(), command);
      assertTrue((run.out() + run.err()).contains("no libpcap"), run.out() + run.err());
      assertFalse(run.err().contains("internal error"), run.err());
    }
  }

  @Test
  void interfacesAndTheDoctorKeepToTheirSchemas() throws Exception {
    Schemas schemas = new Schemas();
    Run interfaces = new Run(hosts.onClient(WEFT, "interfaces", "--json"));
    assertEquals(0, interfaces.end(), interfaces.err());
    List<String> lines = interfaces.out().lines().toList();
    for (String line : lines) {
      assertEquals(List.of(), schemas.errors(line), line);
    }
    assertTrue(lines.get(0).contains("\"name\":\"eth0\""), lines.get(0));
    assertTrue(lines.get(0).contains("\"10.91.0.1/24\""), lines.get(0));
    Run doctor = new Run(hosts.onClient(WEFT, "doctor", "--json"));
    assertEquals(0, doctor.end(), doctor.out());
    assertEquals(List.of(), schemas.errors(doctor.out()), doctor.out());
  }
}
