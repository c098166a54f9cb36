package io.weft.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weft.bytes.LittleEndian;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One packet of a capture has a time ten hours ahead, or none that can be right. */
final class StrayTimesTest {
  private static final Path SAMPLE = Path.of("samples/half-close.pcap");
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
  private static final int TEN_HOURS = 36_000;

  @TempDir private Path folder;

  @Test
  void oneStrayTimeChangesNoFlow() throws IOException {
    for (int packet : new int[] {0, 8, 40}) {
      Session weft = new Session();
      assertEquals(0, weft.run("flows", "--json", shifted(packet).toString()));
      Session original = new Session();
      assertEquals(0, original.run("flows", "--json", SAMPLE.toString()));
      List<String> lines = weft.out().lines().toList();
      List<String> expected = original.out().lines().toList();
      assertEquals(expected.size(), lines.size());
      for (int i = 0; i < lines.size(); i++) {
        JsonNode flow = new JsonMapper().readTree(lines.get(i));
        JsonNode right = new JsonMapper().readTree(expected.get(i));
        assertEquals(right.get("end"), flow.get("end"));
        assertEquals(right.get("conn_state"), flow.get("conn_state"));
        assertEquals(right.at("/client/packets"), flow.at("/client/packets"));
        assertTrue(flow.get("duration").asDouble() < 10);
      }
      assertTrue(weft.err().contains("1 packet with a time"), weft.err());
    }
  }

  @Test
  void theReportCountsThem() throws IOException {
    Session weft = new Session();
    assertEquals(0, weft.run("report", shifted(8).toString()));
    JsonNode report = new JsonMapper().readTree(weft.out());
    assertEquals(1, report.at("/summary/stray_times").asInt());
    assertEquals(List.of(), new Schemas().errors(weft.out()));
  }

  /** The sample, in which one packet's time is ten hours ahead. */
  private Path shifted(int packet) throws IOException {
    byte[] capture = Files.readAllBytes(SAMPLE);
    int at = FILE_HEADER;
    for (int i = 0; i < packet; i++) {
      at += RECORD_HEADER + LittleEndian.u16(capture, at + 8);
    }
    int seconds = LittleEndian.i32(capture, at) + TEN_HOURS;
    for (int i = 0; i < 4; i++) {
      capture[at + i] = (byte) (seconds >>> (8 * i));
    }
    return Files.write(folder.resolve(packet + ".pcap"), capture);
  }
}
