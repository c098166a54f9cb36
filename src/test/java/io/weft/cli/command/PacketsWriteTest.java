package io.weft.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.capture.CaptureBytes;
import io.weft.capture.CaptureBytes.Contents;
import io.weft.capture.CaptureBytes.Copy;
import io.weft.capture.CaptureInfo;
import io.weft.capture.LinkType;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.cli.Session;
import io.weft.protocol.Frames;
import io.weft.testing.Programs;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code packets -w} and {@code --packets}: which packets are shown or written. */
class PacketsWriteTest {
  private static final String SAMPLE = "samples/dns-http.pcapng";

  @TempDir Path folder;

  private final Session weft = new Session();

  private static Contents read(Path file) throws IOException {
    try (PacketSource source = Captures.open(file)) {
      return Contents.of(source);
    }
  }

  /** Packets without their numbers, which are those of the file. */
  private static List<Copy> packets(Path file) throws IOException {
    List<Copy> packets = new ArrayList<>();
    for (Copy each : read(file).records()) {
      packets.add(
          new Copy(
              0,
              each.bytes(),
              each.original(),
              each.nanos(),
              each.timed(),
              each.linkType(),
              each.interfaceId(),
              each.comment()));
    }
    return packets;
  }

  private static List<Copy> chosen(List<Copy> all, int... numbers) {
    List<Copy> chosen = new ArrayList<>();
    for (int number : numbers) {
      chosen.add(all.get(number - 1));
    }
    return chosen;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.pcapng", "a.pcap", "a.pcapng.gz", "a.pcap.zst", "a.pcapng.lz4"})
  void writesThePacketsOfTheseNumbers(String name) throws IOException {
    Path out = folder.resolve(name);
    assertEquals(
        0, weft.run("packets", "--packets", "9,2-4,3-5,68-", "-w", out.toString(), SAMPLE));
    assertEquals("", weft.out());
    List<Copy> all = packets(Path.of(SAMPLE));
    assertEquals(70, all.size());
    assertEquals(chosen(all, 2, 3, 4, 5, 9, 68, 69, 70), packets(out));
  }

  @Test
  void keepsWhatBelongsToThePackets() throws IOException {
    CaptureBytes file = CaptureBytes.littleEndian();
    file.section(file.option(1, "about the section"));
    file.describe(LinkType.ETHERNET, 96, file.option(2, "eth0"), file.option(9, new byte[] {9}));
    file.describe(LinkType.RAW, 0, file.option(2, "tun0"), file.option(9, new byte[] {9}));
    file.block(10, file.body().u32(CaptureInfo.Secrets.TLS_KEY_LOG).u32(3).text("key").bytes());
    file.enhanced(0, 1_700_000_000_123_456_789L, new byte[60]);
    file.enhanced(1, 1_700_000_000_123_456_790L, new byte[20], file.option(1, "look here"));
    Path in = Files.write(folder.resolve("in.pcapng"), file.bytes());
    Path out = folder.resolve("out.pcapng");
    assertEquals(0, weft.run("packets", "--packets", "2", "-w", out.toString(), in.toString()));
    Contents contents = read(out);
    assertEquals(chosen(packets(in), 2), packets(out));
    assertEquals("look here", contents.only().comment());
    assertEquals(1_700_000_000_123_456_790L, contents.only().nanos());
    assertEquals("tun0", contents.faces().get(contents.only().interfaceId()).name());
    assertEquals("about the section", contents.info().sections().get(0).comment());
    assertEquals(
        "key", new String(contents.info().secrets().get(0).bytes(), StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({"20packets, 4", "10kB, 5", "1ms, 2"})
  void splitsByNumberSizeAndTime(String bound, int atLeast) throws IOException {
    Path out = folder.resolve("part.pcapng");
    assertEquals(0, weft.run("packets", "--split", bound, "-w", out.toString(), SAMPLE));
    List<Copy> parts = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.sorted().toList();
    }
    assertTrue(files.size() >= atLeast, files.toString());
    for (Path part : files) {
      assertTrue(part.getFileName().toString().startsWith("part_000"), part.toString());
      parts.addAll(packets(part));
    }
    assertEquals(packets(Path.of(SAMPLE)), parts);
  }

  @Test
  void othersReadTheSamePackets() throws IOException {
    assumeTrue(Programs.isInstalled("tshark"), "no tshark here to compare with");
    for (String sample : List.of(SAMPLE, "samples/vlan.pcap", "samples/cooked.pcap")) {
      for (String name : List.of("b.pcapng", "b.pcap")) {
        Path out = folder.resolve(name);
        assertEquals(
            0, new Session().run("packets", "--force", "-c", "30", "-w", out.toString(), sample));
        assertEquals(tshark(sample, "30"), tshark(out.toString(), "1000"));
      }
    }
  }

  private static String tshark(String file, String count) throws IOException {
    Programs.Result result =
        Programs.runOnce(
            "tshark",
            "-n",
            "-r",
            file,
            "-c",
            count,
            "-T",
            "fields",
            "-e",
            "frame.number",
            "-e",
            "frame.time_epoch",
            "-e",
            "frame.len",
            "-e",
            "frame.cap_len",
            "-e",
            "frame.md5_hash",
            "-o",
            "frame.generate_md5_hash:TRUE");
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().lines().count() > 10, result.out());
    return result.out();
  }

  @Test
  void showsPacketsByTheirNumbers() {
    assertEquals(0, weft.run("packets", SAMPLE));
    List<String> lines = weft.out().lines().toList();
    Session some = new Session();
    assertEquals(0, some.run("packets", "--packets", "12,3", SAMPLE));
    assertEquals(List.of(lines.get(2), lines.get(11)), some.out().lines().toList());
    Session json = new Session();
    assertEquals(0, json.run("packets", "--json", "--packets", "70-900", SAMPLE));
    assertEquals(1, json.out().lines().count());
  }

  @Test
  void refusesWhatMakesNoSense() throws IOException {
    for (String numbers :
        List.of("0", "x", "5-3", "", "3,,4", "1--2", "-4", "9999999999999999999")) {
      assertEquals(2, new Session().run("packets", "--packets=" + numbers, SAMPLE), numbers);
    }
    String out = folder.resolve("c.pcap").toString();
    assertEquals(2, weft.run("packets", "--json", "-w", out, SAMPLE));
    assertEquals(2, weft.run("packets", "--split", "5", "-w", out, SAMPLE));
    assertEquals(2, weft.run("packets", "--split", "5packets", "-w", "-", SAMPLE));
    assertEquals(0, weft.run("packets", "-c", "2", "-w", out, SAMPLE));
    assertEquals(1, weft.run("packets", "-w", out, SAMPLE));
    assertTrue(weft.err().contains("exists already; --force overwrites it"), weft.err());
    assertEquals(2, packets(Path.of(out)).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
  void tellsWhatItFoundInComments(String order) throws IOException {
    byte[] datagram = Frames.udp(40_000, 53, new byte[4]);
    byte[] frame = Frames.ethernet(Frames.IPV4, Frames.ipv4(Frames.UDP, datagram));
    CaptureBytes file =
        CaptureBytes.in(
            order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    file.section().describe(LinkType.ETHERNET, 0, file.option(2, "eth0"));
    file.enhanced(0, 1_000, frame, file.option(1, "look here"));
    file.enhanced(0, 2_000, Frames.ethernet(0x88B5, new byte[46]));
    Path in = Files.write(folder.resolve("in.pcapng"), file.bytes());
    Path out = folder.resolve("out.pcapng");
    assertEquals(0, weft.run("packets", "--annotate", "-w", out.toString(), in.toString()));
    List<Copy> written = packets(out);
    assertEquals("look here\nweft: udp:0", written.get(0).comment());
    assertEquals(packets(in).get(0).bytes(), written.get(0).bytes());
    assertNull(written.get(1).comment());
    Session json = new Session();
    assertEquals(0, json.run("packets", "--json", "-Y", "frame.comment", out.toString()));
    assertEquals(1, json.out().lines().count());
    assertTrue(
        json.out()
            .contains(
                ",\"interface\":0,\"interface_name\":\"eth0\",\"comment\":\"look here\\n"
                    + "weft: udp:0\""),
        json.out());
    Session filter = new Session();
    String expression = "frame.comment contains \"look\" && frame.interface_name == \"eth0\"";
    assertEquals(0, filter.run("packets", "-Y", expression, out.toString()));
    assertEquals(1, filter.out().lines().count());
  }

  @Test
  void tellsOfExchangesAndOfTcpAnalysis() throws IOException {
    Path out = folder.resolve("out.pcapng");
    assertEquals(
        0,
        weft.run("packets", "--annotate", "-w", out.toString(), "samples/http-loss-client.pcapng"));
    List<String> comments = packets(out).stream().map(Copy::comment).toList();
    assertTrue(comments.contains("weft: tcp:0; duplicate ACK 1"), comments.toString());
    assertTrue(
        comments.stream().anyMatch(each -> each != null && each.contains("; http GET ")),
        comments.toString());
  }

  @Test
  void commentsNeedRoom() {
    assertEquals(2, weft.run("packets", "--annotate", "-w", folder + "/out.pcap", SAMPLE));
    assertEquals(2, weft.run("packets", "--annotate", SAMPLE));
  }

  @Test
  void aFileForEachFlow() throws IOException {
    Path out = folder.resolve("web.pcapng.gz");
    assertEquals(
        0, weft.run("packets", "--split", "flow", "-w", out.toString(), SAMPLE), weft.err());
    long all = 0;
    for (String flow : List.of("tcp-0", "udp-0", "other")) {
      List<Copy> part = packets(folder.resolve("web_" + flow + ".pcapng.gz"));
      all += part.size();
      String filter =
          switch (flow) {
            case "tcp-0" -> "tcp.stream == 0";
            case "udp-0" -> "udp.stream == 0";
            default -> "!tcp && !udp";
          };
      Session numbers = new Session();
      assertEquals(0, numbers.run("packets", "-Y", filter, "-e", "frame.number", SAMPLE));
      List<Copy> whole = packets(Path.of(SAMPLE));
      assertEquals(
          numbers.out().lines().map(each -> whole.get(Integer.parseInt(each) - 1).bytes()).toList(),
          part.stream().map(Copy::bytes).toList());
    }
    assertEquals(70, all);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count());
    }
    assertEquals(2, new Session().run("packets", "--split", "flow", "-w", "-", SAMPLE));
  }

  /** More flows than files may be open: those closed early go on in others, and nothing is lost. */
  @Test
  void moreFlowsThanOpenFiles() throws IOException {
    int flows = 300;
    CaptureBytes file = CaptureBytes.littleEndian().pcapHeader();
    for (int i = 0; i < 2 * flows; i++) {
      byte[] datagram = Frames.udp(10_000 + i % flows, 9, new byte[8]);
      byte[] frame = Frames.ethernet(Frames.IPV4, Frames.ipv4(Frames.UDP, datagram));
      file.pcapRecord(1, i, frame);
    }
    Path in = Files.write(folder.resolve("in.pcap"), file.bytes());
    Path target = Files.createDirectory(folder.resolve("parts"));
    assertEquals(
        0,
        weft.run("packets", "--split", "flow", "-w", target + "/p.pcap", in.toString()),
        weft.err());
    assertTrue(weft.err().contains("at most 256 were open at a time"), weft.err());
    List<Path> parts;
    try (Stream<Path> all = Files.list(target)) {
      parts = all.toList();
    }
    assertEquals(2 * flows, parts.size());
    for (Path each : parts) {
      assertEquals(1, packets(each).size(), each.toString());
    }
  }
}
