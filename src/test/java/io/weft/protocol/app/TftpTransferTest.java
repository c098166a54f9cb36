package io.weft.protocol.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import org.junit.jupiter.api.Test;

final class TftpTransferTest {
  private static final String CAPTURE = "src/test/resources/golden/packets-json-tftp/tftp.pcap";

  @Test
  void aRequestAnnouncesTheFlowOfItsTransfer() {
    Session weft = new Session();
    assertEquals(0, weft.run("flows", "--json", "-Y", "weft.flow.server.port != 69", CAPTURE));
    assertEquals(2, weft.out().lines().count(), weft.out());
    assertTrue(
        weft.out()
            .lines()
            .allMatch(
                flow ->
                    flow.contains(
                        "\"application\":{\"protocol\":\"tftp\",\"detected_by\":\"handover\"}")),
        weft.out());
  }

  @Test
  void blocksSelectPackets() {
    Session weft = new Session();
    assertEquals(
        0, weft.run("packets", "-Y", "tftp.block == 3", "-e", "frame.number", CAPTURE), weft.err());
    assertEquals("8\n9\n", weft.out());
  }
}
