package io.weft.flow.track;

import static io.weft.protocol.Frames.bytes;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import io.weft.protocol.FieldValues;
import io.weft.protocol.Frames;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Messages of ARP that name another owner of an address than earlier ones did. */
class LayerMemoriesTest {
  private static final int ARP = 0x0806;
  private static final String FRAME = "arp.duplicate-address-frame";
  private static final String SECONDS = "arp.seconds-since-duplicate-address-frame";
  private static final String FIRST = "020000000001 0a000001";
  private static final String SECOND = "020000000002 0a000002";
  private static final String INTRUDER = "020000000003 0a000001";
  private static final String NOBODY = "000000000000 0a000001";

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));

  private FieldValues arp(Wire on, int operation, String sender, String target) {
    byte[] message = bytes().hex("0001 0800 06 04").u16(operation).hex(sender).hex(target).build();
    on.frame(Frames.ethernet(ARP, message));
    return on.values();
  }

  private FieldValues request(String sender, String target) {
    return arp(wire, 1, sender, target);
  }

  private FieldValues reply(String sender, String target) {
    return arp(wire, 2, sender, target);
  }

  @Test
  void anotherOwnerIsToldWithTheLastPacketOfTheFirst() {
    long begin = wire.number();
    assertEquals("", request(FIRST, "000000000000 0a000002").of(FRAME));
    assertEquals("", reply(SECOND, FIRST).of(FRAME));
    wire.later(Duration.ofSeconds(7));
    FieldValues conflict = request(INTRUDER, "000000000000 0a000002");
    assertEquals("true", conflict.of("arp.duplicate-address-detected"));
    assertEquals(Long.toString(begin + 2), conflict.of(FRAME)); // the reply named the first again
    assertEquals("7", conflict.of(SECONDS));
    assertEquals("", request(FIRST, NOBODY).of(FRAME));
    assertEquals(Long.toString(begin + 4), reply(SECOND, INTRUDER).of(FRAME));
  }

  @Test
  void whatMeansNothingIsNoConflict() {
    request(FIRST, "000000000000 0a000002");
    assertEquals("", request(SECOND, INTRUDER).of(FRAME)); // a request's target
    assertEquals("", request("000000000000 0a000001", NOBODY).of(FRAME));
    assertEquals("", request("030000000003 0a000001", NOBODY).of(FRAME)); // a group's address
    assertEquals("", request("020000000003 00000000", FIRST).of(FRAME)); // a probe
    assertEquals("", arp(wire, 3, INTRUDER, FIRST).of(FRAME)); // reverse ARP
  }

  @Test
  void anAnnouncementTellsOnce() {
    request(FIRST, "000000000000 0a000002");
    assertEquals("true", reply(INTRUDER, INTRUDER).of("arp.duplicate-address-detected"));
    FieldValues both = reply(INTRUDER, "020000000004 0a000002");
    assertEquals("true", both.of("arp.duplicate-address-detected"));
  }

  @Test
  void whoTracksWithoutFieldsRemembersNothing() {
    Wire plain = new Wire(FlowConfig.defaults());
    arp(plain, 1, FIRST, NOBODY);
    assertEquals("", arp(plain, 1, INTRUDER, NOBODY).of(FRAME));
  }

  @Test
  void aFullMemoryBeginsAnewAndSaysSo() {
    wire.quiet();
    int most = 1 << 16;
    for (int i = 0; i <= most; i++) {
      request("0200" + String.format("%08x", i) + String.format("%08x", 0x0B00_0000 + i), NOBODY);
    }
    assertEquals(most, wire.counters().analysis().forgottenRanges());
    assertEquals("", request("020000000003 0b000000", NOBODY).of(FRAME));
    String last = String.format("%08x", 0x0B00_0000 + most);
    assertEquals(
        Long.toString(wire.number() - 1), request("020000000003" + last, NOBODY).of(FRAME));
  }
}
