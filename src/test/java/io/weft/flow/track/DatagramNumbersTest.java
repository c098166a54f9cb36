package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.FlowConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where Wireshark sees several conversations of datagrams in one flow. */
class DatagramNumbersTest {
  private static final String ALICE = "10.0.0.1";
  private static final String BOB = "10.0.0.2";
  private static final int SIP = 5060;
  private static final int MEDIA = 41_010;
  private static final int ELSEWHERE = 41_020;

  /** A request for the next object, of the community "public" and with no object. */
  private static final String SNMP = "\60\30\2\1\0\4\6public\u00a1\13\2\1\1\2\1\0\2\1\0\60\0";

  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true));

  private void invite(int sequence, String media) {
    wire.udp(
        ALICE,
        SIP,
        BOB,
        SIP,
        String.join(
            "\r\n",
            "INVITE sip:bob@b.test SIP/2.0",
            "Via: SIP/2.0/UDP a.test:5060;branch=z9hG4bK" + sequence,
            "From: <sip:alice@a.test>;tag=1",
            "To: <sip:bob@b.test>",
            "Call-ID: call@a.test",
            "CSeq: " + sequence + " INVITE",
            "Content-Type: application/sdp",
            "",
            "v=0",
            "c=IN IP4 " + ALICE,
            media,
            ""));
  }

  private void inviteAudio(int sequence) {
    invite(sequence, "m=audio " + MEDIA + " RTP/AVP 0");
  }

  private String fromAlice() {
    wire.udp(ALICE, MEDIA, BOB, ELSEWHERE, "x");
    return wire.values().of("udp.stream");
  }

  private String fromBob() {
    wire.udp(BOB, ELSEWHERE, ALICE, MEDIA, "x");
    return wire.values().of("udp.stream");
  }

  private String anotherFlow() {
    wire.udp("10.0.0.8", 1, "10.0.0.9", 2, "x");
    return wire.values().of("udp.stream");
  }

  @Test
  void eachAnnouncementBeginsAConversationOfTheAnnouncedEnd() {
    inviteAudio(1);
    assertEquals(List.of("1", "1", "1"), List.of(fromBob(), fromAlice(), fromBob()));
    inviteAudio(2);
    assertEquals(List.of("2", "2"), List.of(fromAlice(), fromBob()));
    assertEquals("3", anotherFlow());
  }

  @Test
  void aRepeatedAnnouncementBeginsNone() {
    inviteAudio(1);
    assertEquals("1", fromAlice());
    inviteAudio(1);
    assertEquals("1", fromAlice());
  }

  @Test
  void facsimileIsAnnouncedToo() {
    inviteAudio(1);
    assertEquals("1", fromAlice());
    invite(2, "m=image " + MEDIA + " udptl t38");
    assertEquals("2", fromAlice());
  }

  @Test
  void aFlowThatHasBegunKeepsItsNumber() {
    assertEquals("0", fromAlice());
    inviteAudio(1);
    assertEquals("0", fromAlice());
  }

  @Test
  void timesCountFromTheConversationsFirstDatagram() {
    inviteAudio(1);
    fromAlice();
    inviteAudio(2);
    wire.later(Duration.ofSeconds(1));
    fromAlice();
    assertEquals("0", wire.values().of("udp.time_relative"));
    assertEquals("0", wire.values().of("udp.time_delta"));
    long first = wire.nanos();
    wire.later(Duration.ofSeconds(2));
    fromBob();
    String since = Long.toString(wire.nanos() - first);
    assertEquals(since, wire.values().of("udp.time_relative"));
    assertEquals(since, wire.values().of("udp.time_delta"));
  }

  @Test
  void whatFollowsTheFirstDatagramOfSnmpIsAnotherConversation() {
    assertEquals("0", snmp());
    assertEquals(List.of("1", "1"), List.of(snmp(), snmp()));
    assertEquals("2", anotherFlow());
    assertEquals("1", snmp());
  }

  @Test
  void aLoneDatagramOfSnmpTakesOneNumber() {
    assertEquals("0", snmp());
    assertEquals("1", anotherFlow());
    assertEquals("2", snmp());
  }

  /** The record has the number of the first datagram, and all of them. */
  @Test
  void theFlowGoesOnUnderItsFirstNumber() {
    snmp();
    snmp();
    anotherFlow();
    List<String> names = wire.finish().stream().map(flow -> flow.name().toString()).toList();
    assertEquals(List.of("udp:0", "udp:2"), names);
    assertEquals(2, wire.records().get(0).packets());
  }

  private String snmp() {
    wire.udp(ALICE, 40_000, BOB, 161, SNMP);
    return wire.values().of("udp.stream");
  }
}
