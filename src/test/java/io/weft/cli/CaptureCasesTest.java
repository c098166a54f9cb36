package io.weft.cli;

import static io.weft.cli.CaseRuns.file;
import static io.weft.cli.CaseRuns.packets;
import static io.weft.cli.CaseRuns.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Captures that are damaged, or whose times cannot be told. */
final class CaptureCasesTest {
  @Test
  void readingGoesOnBehindAFalseLength() {
    Session weft = run("flows", file("badlen.pcap"));
    assertTrue(weft.out().contains(" 299 packets,"), weft.out());
    assertTrue(
        weft.err().contains("damaged at byte 7874")
            && weft.err().contains("; 74 bytes passed over"),
        weft.err());
  }

  @Test
  void packetsWithoutATimeGetNone() throws IOException {
    for (JsonNode packet : packets("spb.pcapng")) {
      assertFalse(packet.has("time"));
    }
    assertFalse(run("flows", file("spb.pcapng")).out().contains("1970"));
  }

  @Test
  void timesThatCannotBeHeldAreToldAndCounted() throws IOException {
    for (JsonNode packet : packets("after-2262.pcapng")) {
      assertFalse(packet.has("time"));
    }
    String warning = run("flows", file("after-2262.pcapng")).err();
    assertTrue(warning.contains("after 2261, which therefore have none here: 2"), warning);
  }

  @Test
  void damageInsideADatagramIsToldByAByteOfIt() throws IOException {
    JsonNode packet = packets("negative-offset.pcap").get(1);
    assertEquals(2, packet.at("/anomaly/layer").asInt());
    assertEquals(0, packet.at("/anomaly/offset").asInt());
    String description = packet.at("/anomaly/description").asText();
    assertTrue(description.endsWith(" at byte 0 of Reassembled IPv4"), description);
  }
}
