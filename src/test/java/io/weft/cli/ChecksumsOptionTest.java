package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.bytes.BigEndian;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.capture.write.PcapWriter;
import io.weft.protocol.Sums;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --checksums} on copies of a sample whose checksums were right. */
final class ChecksumsOptionTest {
  private static final String SAMPLE = "samples/half-close.pcap";
  private static final int ETHERNET = 14;

  private final Schemas schemas = new Schemas();
  private JsonNode original;
  private int sent;

  @TempDir private Path folder;

  @BeforeEach
  void original() throws IOException {
    original = flow(SAMPLE);
    sent = original.at("/client/packets").asInt();
  }

  private JsonNode flow(String capture) throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run("flows", "--json", "--checksums", "--hash", "sha256", capture));
    String line = weft.out().lines().filter(l -> l.contains("\"tcp\"")).findFirst().orElseThrow();
    assertEquals(List.of(), schemas.errors(line));
    return new JsonMapper().readTree(line);
  }

  /** Every TCP segment of the client goes through the change. */
  private String copy(UnaryOperator<byte[]> change) throws IOException {
    Path copy = folder.resolve("copy.pcap");
    int client = original.at("/client/port").asInt();
    try (PacketSource source = Captures.open(Path.of(SAMPLE));
        PcapWriter writer = PcapWriter.create(copy, 1)) {
      CapturedPacket packet = new CapturedPacket();
      while (source.next(packet)) {
        int from = packet.offset();
        byte[] frame = Arrays.copyOfRange(packet.bytes(), from, from + packet.capturedLength());
        boolean isTcp = frame[12] == 8 && frame[13] == 0 && frame[ETHERNET + 9] == 6;
        if (isTcp && BigEndian.u16(frame, ETHERNET + 20) == client) {
          byte[] datagram = change.apply(Arrays.copyOfRange(frame, ETHERNET, frame.length));
          System.arraycopy(datagram, 0, frame, ETHERNET, datagram.length);
        }
        writer.write(frame, 0, frame.length, packet.originalLength(), packet.timeNanos(), 0);
      }
    }
    return copy.toString();
  }

  @Test
  void aSampleHasNoErrors() {
    assertTrue(sent > 2, original.toString());
    assertTrue(original.at("/client/checksum_errors").isMissingNode());
    assertTrue(original.at("/client/checksum_offload").isMissingNode());
  }

  @Test
  void whatIsLeftToTheCardLosesNothing() throws IOException {
    JsonNode flow = flow(copy(Sums::leftToCard));
    assertEquals(sent, flow.at("/client/checksum_offload").asInt());
    assertTrue(flow.at("/client/checksum_errors").isMissingNode());
    assertTrue(flow.at("/server/checksum_offload").isMissingNode());
    for (String same : List.of("/client/sha256", "/server/sha256", "/history", "/conn_state")) {
      assertFalse(original.at(same).asText().isEmpty(), same);
      assertEquals(original.at(same), flow.at(same), same);
    }
  }

  @Test
  void damageIsToldAndStaysOut() throws IOException {
    String copy = copy(Sums::wrong);
    JsonNode flow = flow(copy);
    assertEquals(sent, flow.at("/client/checksum_errors").asInt());
    assertTrue(flow.at("/client/checksum_offload").isMissingNode());
    assertEquals(0, flow.at("/client/stream_bytes").asInt());
    assertEquals(original.at("/server/sha256"), flow.at("/server/sha256"));
    assertTrue(flow.at("/history").asText().contains("C"), flow.toString());

    Session table = new Session();
    assertEquals(0, table.run("flows", "--checksums", copy));
    assertTrue(table.out().contains(sent + " checksum errors"), table.out());
    assertTrue(table.out().contains(sent + " packets with a wrong checksum"), table.out());

    Session report = new Session();
    assertEquals(0, report.run("report", "--checksums", copy));
    assertEquals(List.of(), schemas.errors(report.out()));
    JsonNode counters = new JsonMapper().readTree(report.out()).at("/summary/counters");
    assertEquals(sent, counters.at("/checksum_errors").asInt());
    assertEquals(0, counters.at("/checksum_offload").asInt());

    Session unasked = new Session();
    assertEquals(0, unasked.run("flows", copy));
    assertFalse(unasked.out().contains("checksum"), unasked.out());
  }

  @Test
  void packetsSayWhich() throws IOException {
    for (boolean isLeft : new boolean[] {true, false}) {
      String copy = copy(isLeft ? Sums::leftToCard : Sums::wrong);
      Session lines = new Session();
      assertEquals(0, lines.run("packets", "--checksums", copy));
      String words = isLeft ? "[tcp checksum left to the card]" : "[tcp checksum wrong]";
      assertEquals(sent, lines.out().lines().filter(line -> line.contains(words)).count());

      Session json = new Session();
      assertEquals(0, json.run("packets", "--checksums", "--json", copy));
      String offload = "\"weft.checksum_offload\":true";
      assertEquals(
          isLeft ? sent : 0, json.out().lines().filter(line -> line.contains(offload)).count());
      String status = "\"checksum.status\":0";
      assertEquals(sent, json.out().lines().filter(line -> line.contains(status)).count());

      Session unasked = new Session();
      assertEquals(0, unasked.run("packets", "--json", copy));
      assertFalse(unasked.out().contains("checksum.status"), unasked.out());
    }
  }
}
