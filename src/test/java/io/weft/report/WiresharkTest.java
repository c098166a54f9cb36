package io.weft.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.analysis.Analyzer;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.capture.write.PcapWriter;
import io.weft.dissect.Packet;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.protocol.StandardProtocols;
import io.weft.protocol.transport.tcp.Tcp;
import io.weft.report.json.Json;
import io.weft.report.json.PacketJson;
import io.weft.testing.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds each packet's TCP analysis against tshark's, of the version whose rules it follows. */
final class WiresharkTest {
  private static final Path SHARED = Path.of("..", "shared", "captures");
  private static final int SOCKS = 1080;

  /** Two connections that VLANs alone tell apart: Wireshark puts them into one stream. */
  private static final Set<String> SPLIT_BY_VLAN = Set.of("vlan.pcap", "qinq.pcap");

  private static final String PREFIX = "tcp.";
  private static final String VERSION = "TShark (Wireshark) 4.0.";

  /** Expert notes have no value but are there; those that are numbers or times are compared. */
  private static final Pattern COMPARED =
      Pattern.compile(
          "stream|seq|ack|nxtseq|len|window_size.*|time_(relative|delta)|options\\.sack_.e|analysis\\..*");

  private static final List<String> FIELDS = new ArrayList<>();

  private final Chain chain = StandardProtocols.chain();

  @TempDir private Path folder;

  @BeforeAll
  static void tshark() throws IOException {
    List<String> version = List.of();
    try {
      version = run("tshark", "--version");
    } catch (IOException e) {
      assumeTrue(false, "skipped: no tshark here to hold Weft against (" + e.getMessage() + ")");
    }
    assumeTrue(
        version.get(0).startsWith(VERSION),
        "skipped: tshark's rules are those of 4.0, here is " + version.get(0));
    FIELDS.clear();
    StandardProtocols.chain().fields(Tcp.PROTOCOL).stream()
        .map(Field::name)
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .filter(name -> COMPARED.matcher(name).matches())
        .forEach(FIELDS::add);
    assertTrue(FIELDS.contains("analysis.window_full"), FIELDS.toString());
  }

  static List<String> run(String... command) throws IOException {
    return Programs.runOnce(command).out().lines().toList();
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("samples"))) {
      return files
          .filter(file -> file.toString().matches(".*\\.(pcap|pcapng)(\\.(gz|zst|xz|lz4))?"))
          .filter(file -> !SPLIT_BY_VLAN.contains(file.getFileName().toString()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyPacketOfTheSamples(Path sample) throws IOException {
    Map<String, String> theirs = theirs(sample);
    assumeTrue(!theirs.isEmpty(), "skipped: tshark finds no TCP in " + sample);
    assertEquals(text(theirs), text(ours(sample)));
  }

  /** Lines, so that a difference shows. */
  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Test
  void nearlyEveryValueOfCapturesFromAllOverTheWorld() throws IOException {
    assumeTrue(Files.isDirectory(SHARED), "skipped: no folder ../shared/captures");
    List<Path> all;
    try (Stream<Path> files = Files.walk(SHARED)) {
      all = files.filter(file -> file.toString().matches(".*\\.(pcap|pcapng)")).sorted().toList();
    }
    long equal = 0;
    List<String> different = new ArrayList<>();
    for (int i = 0; i < all.size(); i += 45) {
      Map<String, String> theirs = theirs(all.get(i));
      Map<String, String> ours = ours(all.get(i));
      ours.keySet().forEach(key -> theirs.putIfAbsent(key, "nothing"));
      for (Map.Entry<String, String> value : theirs.entrySet()) {
        String own = ours.getOrDefault(value.getKey(), "nothing");
        if (own.equals(value.getValue())) {
          equal++;
        } else {
          different.add(
              all.get(i) + "#" + value.getKey() + ": " + own + " for " + value.getValue());
        }
      }
    }
    assertTrue(equal > 10_000, equal + " values");
    assertTrue(different.size() * 1_000L <= equal, equal + " equal, but " + different);
  }

  private Map<String, String> theirs(Path capture) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString(), "-T", "fields"));
    command.addAll(List.of("-E", "occurrence=f", "-E", "separator=/t", "-e", "frame.number"));
    FIELDS.forEach(field -> command.addAll(List.of("-e", PREFIX + field)));
    Map<String, String> values = new TreeMap<>();
    for (String line : run(command.toArray(String[]::new))) {
      String[] columns = line.split("\t", -1);
      for (int i = 1; i < columns.length; i++) {
        put(values, columns[0], FIELDS.get(i - 1), columns[i]);
      }
    }
    return values;
  }

  private Map<String, String> ours(Path capture) throws IOException {
    Map<String, String> values = new TreeMap<>();
    FlowConfig config = FlowConfig.defaults().withAnalysis(true);
    try (PacketSource source = Captures.open(capture)) {
      Analyzer.of(chain)
          .flows(config, new FlowListener() {})
          .packets(packet -> take(packet, values))
          .build()
          .run(source);
    }
    return values;
  }

  /** The first value of each field, as tshark is asked for. */
  private void take(Packet packet, Map<String, String> values) {
    for (JsonNode layer : json(packet).get("layers")) {
      if (layer.get("protocol").textValue().equals("tcp")) {
        for (String field : FIELDS) {
          JsonNode value = layer.get(field);
          if (value != null) {
            JsonNode first = value.isArray() ? value.get(0) : value;
            String number = Long.toString(packet.number());
            put(values, number, field, first.isBoolean() ? "1" : first.asText());
          }
        }
      }
    }
  }

  private static void put(Map<String, String> values, String packet, String field, String value) {
    if (!value.isEmpty()) {
      BigDecimal plain = new BigDecimal(value);
      String text = plain.signum() == 0 ? "0" : plain.stripTrailingZeros().toPlainString();
      values.putIfAbsent(packet + " " + field, text);
    }
  }

  private JsonNode json(Packet packet) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      new PacketJson(chain, json).write(packet);
      json.flush();
      return new JsonMapper().readTree(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What no sample shows. */
  private void assertAgreement(long stepNanos, byte[]... datagrams) throws IOException {
    assertAgreement(Wire.START_NANOS, stepNanos, datagrams);
  }

  private void assertAgreement(long startNanos, long stepNanos, byte[]... datagrams)
      throws IOException {
    Path capture = folder.resolve("made.pcap");
    Files.deleteIfExists(capture);
    try (PcapWriter writer = PcapWriter.create(capture, 1)) {
      long nanos = startNanos;
      for (byte[] datagram : datagrams) {
        byte[] frame = Datagrams.ethernet(datagram);
        writer.write(frame, 0, frame.length, frame.length, nanos, 0);
        nanos += stepNanos;
      }
    }
    Map<String, String> theirs = theirs(capture);
    assertTrue(theirs.size() > datagrams.length, theirs.toString());
    assertEquals(text(theirs), text(ours(capture)));
  }

  private static Conversation conversation() {
    return new Wire().tcp(40_000, 6_900);
  }

  private static byte[] syn(Conversation tcp, byte[] options, String data) {
    return tcp.client.segment(-1).flags(Tcp.SYN).options(options).data(data).datagram();
  }

  private static byte[] synAck(Conversation tcp, long acknowledged) {
    return tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).acknowledging(acknowledged).datagram();
  }

  @Test
  void fastOpen() throws IOException {
    byte[] cookie = {34, 10, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1};
    byte[] experiment = {(byte) 254, 12, (byte) 0xF9, (byte) 0x89, 1, 2, 3, 4, 5, 6, 7, 8};
    byte[] request = {34, 2, 1, 1};
    byte[] none = {};
    List<byte[]> packets = new ArrayList<>();
    Wire wire = new Wire();
    for (byte[] options : List.of(cookie, experiment, request, none)) {
      for (String data : List.of("", "hello")) {
        for (int acknowledged : new int[] {0, 3, 5}) {
          Conversation tcp = wire.tcp();
          packets.add(syn(tcp, options, data));
          packets.add(synAck(tcp, acknowledged));
        }
      }
    }
    assertAgreement(1_000, packets.toArray(byte[][]::new));
  }

  @Test
  void timesOfNothing() throws IOException {
    for (long start : new long[] {0, Wire.START_NANOS}) {
      for (long step : new long[] {0, 1_000_000}) {
        Conversation tcp = conversation();
        assertAgreement(
            start,
            step,
            syn(tcp, new byte[0], ""),
            synAck(tcp, 0),
            tcp.client.segment(0).datagram(),
            tcp.client.segment(0).data("hello").datagram(),
            tcp.server.segment(0).acknowledging(5).datagram(),
            tcp.client.segment(0).data("hello").datagram(),
            tcp.client.segment(5).data("again").datagram());
      }
    }
  }

  @Test
  void bytesSincePushBehindALostSegment() throws IOException {
    Conversation tcp = conversation();
    assertAgreement(
        1_000_000,
        syn(tcp, new byte[0], ""),
        synAck(tcp, 0),
        tcp.client.segment(0).data("hello").datagram(),
        tcp.client.segment(50).data("lost before").datagram(),
        tcp.client.segment(61).data("and on").datagram(),
        tcp.server.segment(0).acknowledging(67).datagram(),
        tcp.client.segment(67).flags(Tcp.ACK | Tcp.PSH).data("pushed").datagram(),
        tcp.client.segment(73).data("more").datagram(),
        tcp.client.segment(66).data("n").datagram(),
        tcp.client.segment(77).data("more").datagram());
  }

  /** Three SACK blocks count of four; what is acknowledged beyond them was not seen. */
  @Test
  void sackBlocksAndAcknowledgmentsOfWhatWasNotSeen() throws IOException {
    Conversation tcp = conversation();
    int base = tcp.client.initial() + 1;
    ByteBuffer sack = ByteBuffer.allocate(36).put(new byte[] {1, 1, 5, 34});
    for (int block = 4; block > 0; block--) {
      sack.putInt(base + block * 20).putInt(base + block * 20 + block);
    }
    assertAgreement(
        1_000_000,
        syn(tcp, new byte[0], ""),
        synAck(tcp, 0),
        tcp.client.segment(0).datagram(),
        tcp.client.segment(0).data("hello").datagram(),
        tcp.client.segment(5).data("and on and on").datagram(),
        tcp.server.segment(0).acknowledging(5).options(sack.array()).datagram(),
        tcp.client.segment(18).data("more").datagram(),
        tcp.server.segment(0).acknowledging(100).datagram(),
        tcp.server.segment(0).acknowledging(200).datagram(),
        tcp.client.segment(300).data("more").datagram(),
        tcp.server.segment(0).acknowledging(304).datagram());
  }

  /** What goes through SOCKS has a number of its own, which the next connections show. */
  @Test
  void numbersBehindTunnels() throws IOException {
    String address = "01" + "01020304" + "0050";
    String name = "03" + "06" + "612e74657374" + "01bb";
    List<byte[]> packets = new ArrayList<>();
    int port = 40_000;
    for (String talk :
        List.of(
            "> 050100 < 0500 > 050100" + name + " < 050000" + address + " > 6869 < 686f > 6869",
            "> 05020002 < 0502 > 01017501 < 0100 > 050100"
                + address
                + " < 050000"
                + address
                + " < 6869",
            "> 050100050100" + address + " < 0500 < 050000" + address + " > 6869",
            "> 050102 < 05ff > 6869 < 6869",
            "> 050100 < 0500 > 050300" + address + " < 050000" + address + " > 6869",
            "> 04010050" + "01020304" + "00 < 005a0050" + "01020304 > 6869 < 6869",
            "> 04010438" + "01020304" + "00 < 005a0438" + "01020304 > 6869 < 6869",
            "> 04010050" + "01020304" + "00 < 005b0050" + "01020304 > 6869",
            "> 474554 < 6869 > 6869",
            "> 050100 < 0500")) {
      converse(packets, port++, talk);
    }
    assertAgreement(1_000, packets.toArray(byte[][]::new));
  }

  private static void converse(List<byte[]> packets, int from, String talk) {
    Conversation tcp = new Wire().tcp(from, SOCKS);
    packets.add(syn(tcp, new byte[0], ""));
    packets.add(synAck(tcp, 0));
    long asked = 0;
    long answered = 0;
    for (String[] said : Stream.of(talk.split(" (?=[<>])")).map(it -> it.split(" ")).toList()) {
      byte[] data = HexFormat.of().parseHex(said[1]);
      boolean asks = said[0].equals(">");
      packets.add(
          (asks ? tcp.client.segment(asked) : tcp.server.segment(answered))
              .acknowledging(asks ? answered : asked)
              .data(data)
              .datagram());
      asked += asks ? data.length : 0;
      answered += asks ? 0 : data.length;
    }
  }

  @Test
  void timesThatJumpBack() throws IOException {
    Conversation tcp = conversation();
    assertAgreement(
        -1_000_000,
        syn(tcp, new byte[0], ""),
        synAck(tcp, 0),
        tcp.client.segment(0).datagram(),
        tcp.client.segment(5).data("world").datagram(),
        tcp.client.segment(0).data("hello").datagram(),
        tcp.server.segment(0).acknowledging(10).datagram(),
        tcp.server.segment(0).acknowledging(10).datagram(),
        tcp.server.segment(0).acknowledging(10).datagram(),
        tcp.client.segment(20).data("ahead").datagram(),
        tcp.client.segment(10).data("asked for").datagram());
  }

  @Test
  void moreInFlightThanAreListed() throws IOException {
    Conversation tcp = conversation();
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < 10_010; i++) {
      packets.add(tcp.client.segment(i).data("x").datagram());
    }
    for (int acknowledged : new int[] {1, 5_000, 5_000, 9_999, 10_005, 10_010}) {
      packets.add(tcp.server.segment(0).acknowledging(acknowledged).datagram());
      packets.add(tcp.client.segment(acknowledged).data("x").datagram());
    }
    assertAgreement(1_000, packets.toArray(byte[][]::new));
  }

  @Test
  void headersLongerThanTheirSegments() throws IOException {
    Conversation tcp = conversation();
    byte[] broken = tcp.client.segment(5).datagram();
    broken[20 + 12] = (byte) 0xA0;
    assertAgreement(
        1_000_000,
        tcp.client.segment(-1).flags(Tcp.SYN).synOptions(1_460, 7).datagram(),
        tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).synOptions(1_460, 7).datagram(),
        tcp.client.segment(0).data("hello").datagram(),
        broken,
        tcp.client.segment(5).data("hello").datagram());
  }

  @Test
  void versionsOfVncOnPortsOfNobody() throws IOException {
    String version = "RFB 003.008\n";
    for (int port : new int[] {6_900, 5_900, 80, 40_123}) {
      Conversation tcp = new Wire().tcp(40_000, port);
      assertAgreement(
          1_000_000,
          syn(tcp, new byte[0], ""),
          synAck(tcp, 0),
          tcp.client.segment(0).datagram(),
          tcp.server.segment(0).data(version).datagram(),
          tcp.client.segment(0).acknowledging(12).datagram(),
          tcp.client.segment(0).acknowledging(12).data(version).datagram(),
          tcp.server.segment(12).acknowledging(12).data("types").datagram());
    }
  }
}
