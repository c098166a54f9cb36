package io.weft.protocol.app.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.cli.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call that two phones had, as tshark reads it. */
final class CallTest {
  private static final String CAPTURE = "samples/call.pcap";

  private static List<String> told(String... arguments) {
    Session weft = new Session();
    assertEquals(0, weft.run(arguments), weft.err());
    return weft.out().lines().toList();
  }

  private static List<String> packets(String filter, String field) {
    return told("packets", "-Y", filter, "-e", field, CAPTURE);
  }

  @Test
  void mediaIsReadWhereTheCallHasAnnouncedIt() {
    assertEquals(101, packets("rtp", "frame.number").size());
    assertEquals(List.of("1", "4"), packets("sdp", "frame.number"));
    assertEquals(List.of("3", "5", "108", "111"), packets("rtcp", "frame.number"));
    assertEquals(List.of(), packets("data", "frame.number"));
  }

  @Test
  void aPacketOfMediaNamesItsAnnouncementAndCountsOn() {
    assertEquals(List.of("1"), packets("rtp.seq == 2400", "rtp.setup-frame")); // the offer
    assertEquals(List.of("SDP"), packets("rtp.seq == 2400", "rtp.setup-method"));
    assertEquals(
        List.of(Integer.toString(0x10000 + 2400)), packets("rtp.seq == 2400", "rtp.extseq"));
  }

  @Test
  void theFlowIsNamedAfterItsMediaThoughReportsShareIt() {
    List<String> flows = told("flows", "--json", "-Y", "rtp", CAPTURE);
    assertEquals(1, flows.size(), flows.toString());
    String application = "\"application\":{\"protocol\":\"rtp\",\"detected_by\":\"handover\"}";
    assertTrue(flows.get(0).contains(application), flows.get(0));
  }
}
