package io.weft.insight.finder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.bytes.IpAddress;
import io.weft.dissect.Arrival;
import io.weft.flow.FlowConfig;
import io.weft.flow.NeighborMessage;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.insight.Finding;
import io.weft.insight.FindingKind;
import io.weft.insight.Severity;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Traffic that has the cause of a finding, and traffic like it that has not. */
class PlayedFindingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long neighborMessages;
  private final Findings findings = new Findings();
  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true), findings);

  /** What was found, information left out. */
  private List<Finding> found() {
    wire.finish();
    return findings.atEnd(wire.counters(), 0).worst().stream()
        .filter(each -> each.severity() != Severity.INFO)
        .toList();
  }

  private void assertFound(FindingKind... kinds) {
    Set<FindingKind> found =
        found().stream().map(Finding::kind).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(new TreeSet<>(Set.of(kinds)), found);
  }

  private void refusedAt(int ports) {
    for (int i = 0; i < ports; i++) {
      Conversation tcp = wire.tcp(40_000 + i, 1_000 + i);
      tcp.client.syn();
      tcp.server.segment(-1).flags(Tcp.RST | Tcp.ACK).put();
    }
  }

  @Test
  void manyPortsTriedInVainAreAScan() {
    refusedAt(20);
    assertFound(FindingKind.SCAN);
  }

  @Test
  void fewPortsTriedInVainAreNoScan() {
    refusedAt(5);
    assertFound(FindingKind.REFUSED);
  }

  private void syns(boolean answered) {
    for (int i = 0; i < 200; i++) {
      String client = "10.1." + i / 100 + "." + (1 + i % 100);
      byte[] none = Datagrams.NO_BYTES;
      wire.ip(tcp(client, "10.0.0.2", Datagrams.tcp(3_000, 80, 1, 0, Tcp.SYN, 900, none, none)));
      if (answered) {
        int both = Tcp.SYN | Tcp.ACK;
        wire.ip(tcp("10.0.0.2", client, Datagrams.tcp(80, 3_000, 9, 2, both, 900, none, none)));
        wire.ip(tcp(client, "10.0.0.2", Datagrams.tcp(3_000, 80, 2, 10, Tcp.ACK, 9, none, none)));
      }
    }
  }

  private static byte[] tcp(String from, String to, byte[] segment) {
    return Datagrams.ipv4(from, to, 6, segment);
  }

  @Test
  void manyOpenAttemptsFromManyAddressesAreAFlood() {
    syns(false);
    assertFound(FindingKind.SYN_FLOOD);
  }

  @Test
  void manyWholeConnectionsAreNoFlood() {
    syns(true);
    assertFound();
  }

  @Test
  void aSynThatCameAgainCostsItsWait() {
    Conversation tcp = wire.tcp();
    tcp.client.syn();
    wire.later(SECOND);
    tcp.open().close();
    List<Finding> found = found();
    assertEquals(FindingKind.HANDSHAKE_LOSS, found.get(0).kind());
    assertEquals(1_001_000_000L, found.get(0).cost().nanos());
    assertEquals(1, found.size());
  }

  @Test
  void aLateAttemptAtTheEndOfTheCaptureMayStillBeAnswered() {
    wire.tcp().client.syn();
    assertFound();
  }

  /** A connection whose ends offer segments of these sizes. */
  private void offering(String client, String server, int ofClient, int ofServer) {
    byte[] none = Datagrams.NO_BYTES;
    byte[] small = {2, 4, (byte) (ofClient >> 8), (byte) ofClient};
    byte[] large = {2, 4, (byte) (ofServer >> 8), (byte) ofServer};
    int both = Tcp.SYN | Tcp.ACK;
    wire.ip(tcp(client, server, Datagrams.tcp(3_000, 80, 1, 0, Tcp.SYN, 900, small, none)));
    wire.ip(tcp(server, client, Datagrams.tcp(80, 3_000, 9, 2, both, 900, large, none)));
    wire.ip(tcp(client, server, Datagrams.tcp(3_000, 80, 2, 10, Tcp.ACK, 900, none, none)));
    wire.ip(tcp(client, server, Datagrams.tcp(3_000, 80, 2, 10, Tcp.RST, 900, none, none)));
  }

  private List<String> clamped() {
    wire.finish();
    return findings.atEnd(wire.counters(), 0).worst().stream()
        .filter(each -> each.kind() == FindingKind.MSS_CLAMPED)
        .map(each -> each.sentence().arguments().toString())
        .toList();
  }

  @Test
  void aServerWhoseMssArrivesSmallerOnOneWayIsClampedThere() {
    offering("10.0.1.1", "10.0.0.9", 1460, 1412);
    offering("10.0.2.1", "10.0.0.9", 1460, 1460);
    assertEquals(List.of("[10.0.0.9, 1412, 10.0.1.1, 1460, 1452, 1]"), clamped());
  }

  @Test
  void hostsWithASmallMtuOfTheirOwnAreNotClamped() {
    offering("10.0.1.1", "10.0.0.9", 1460, 1412); // offers no more to anybody
    offering("10.0.2.1", "10.0.0.9", 1460, 1412);
    offering("10.0.3.1", "10.0.0.8", 1412, 1412); // a server that offers what it is offered
    offering("10.0.4.1", "10.0.0.8", 1460, 1460);
    offering("10.0.5.1", "10.0.0.7", 1460, 65495); // an address that loopback has, too
    offering("10.0.5.1", "10.0.0.6", 65495, 65495);
    assertEquals(List.of(), clamped());
  }

  private void largeSegment(boolean arrives) {
    Conversation tcp = wire.tcp().open();
    String large = "x".repeat(1400);
    tcp.client.send("GET");
    tcp.server.ack();
    tcp.server.send(large);
    for (int i = 1; i <= 4; i++) {
      wire.later(Duration.ofSeconds(i));
      tcp.server.resend(0, large);
    }
    if (arrives) {
      tcp.client.ack();
    }
  }

  @Test
  void aLargeSegmentThatNeverArrivesIsABlackHole() {
    largeSegment(false);
    assertFound(FindingKind.MTU_BLACK_HOLE);
  }

  @Test
  void aLargeSegmentThatArrivesAtLastWasLost() {
    largeSegment(true);
    assertFound(FindingKind.LOSS);
  }

  /** An answer of which only the sequence numbers of empty segments tell. */
  private void unseenAnswer(int length, Duration silence) {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.send("hello");
    tcp.client.ack();
    tcp.client.send("more");
    tcp.server.segment(5 + length).put();
    wire.later(silence);
    tcp.client.fin();
    tcp.server.segment(5 + length).put();
  }

  @Test
  void aLongAnswerOfWhichOnlyEmptySegmentsComeIsBehindABlackHole() {
    unseenAnswer(8_000, SECOND.multipliedBy(3));
    assertFound(FindingKind.MTU_BLACK_HOLE);
  }

  @Test
  void aLongAnswerThatWasNotWaitedForIsNot() {
    unseenAnswer(8_000, Duration.ofMillis(300));
    assertFound(FindingKind.LOSS);
  }

  @Test
  void aShortAnswerThatDoesNotComeWasLost() {
    unseenAnswer(1_000, SECOND.multipliedBy(3));
    assertFound(FindingKind.LOSS);
  }

  @Test
  void anAnswerThatCameAtLastIsBehindNoBlackHole() {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.segment(8_000).put();
    tcp.client.ack();
    wire.later(SECOND);
    String part = "x".repeat(1_000);
    for (int i = 0; i < 8; i++) {
      tcp.server.segment(1_000L * i).data(part).put();
      tcp.client.segment(5).acknowledging(1_000L * (i + 1)).put();
    }
    wire.later(SECOND.multipliedBy(3));
    tcp.client.segment(5).acknowledging(8_000).flags(Tcp.FIN | Tcp.ACK).put();
    assertFound(FindingKind.LOSS);
  }

  @Test
  void aCloseThatIsNotAnsweredLosesNoData() {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.send("hello");
    tcp.client.ack();
    for (int i = 0; i < 5; i++) {
      tcp.server.segment(5).flags(Tcp.FIN | Tcp.ACK).put();
      wire.later(SECOND);
    }
    assertFound();
  }

  private void idleReset(int timeToLive) {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.segment(0).data("hello").timeToLive(57).put();
    tcp.server.segment(5).timeToLive(57).put();
    wire.later(Duration.ofMinutes(5));
    tcp.server.segment(5).flags(Tcp.RST).timeToLive(timeToLive).put();
  }

  @Test
  void aResetAfterSilenceWithAnotherTimeToLiveIsABoxs() {
    idleReset(255);
    assertFound(FindingKind.BOX_RESET);
  }

  @Test
  void aResetAfterSilenceWithItsOwnTimeToLiveIsTheServers() {
    idleReset(57);
    assertFound(FindingKind.RESET);
  }

  private void resetOfRequest(Duration idle, boolean answered) {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.segment(0).data("hello").timeToLive(57).put();
    tcp.server.segment(5).timeToLive(57).put();
    wire.later(idle);
    tcp.client.segment(5).data("again").put();
    if (answered) {
      tcp.server.segment(5).timeToLive(57).put();
    }
    tcp.server.segment(5).flags(Tcp.RST).timeToLive(255).put();
  }

  @Test
  void aRequestBehindALongSilenceThatABoxResetsIsTold() {
    resetOfRequest(SECOND.multipliedBy(60), false);
    assertFound(FindingKind.BOX_RESET);
  }

  @Test
  void aRequestThatTheServerHeardIsResetByTheServer() {
    resetOfRequest(SECOND.multipliedBy(60), true);
    assertFound(FindingKind.RESET);
  }

  @Test
  void aRequestBehindAShortSilenceIsResetByTheServer() {
    resetOfRequest(SECOND, false);
    assertFound(FindingKind.RESET);
  }

  /** A connection whose handshake takes a millisecond, and each answer 620 ms. */
  private void answering(Duration acknowledgment) {
    Conversation tcp = wire.tcp();
    tcp.client.syn();
    wire.later(Duration.ofMillis(1));
    tcp.server.synAck();
    tcp.client.ack();
    for (int i = 0; i < 4; i++) {
      tcp.client.send("question");
      wire.later(acknowledgment);
      tcp.server.ack();
      wire.later(Duration.ofMillis(620).minus(acknowledgment));
      tcp.server.send("answer");
      tcp.client.ack();
    }
    tcp.client.rst();
  }

  @Test
  void dataThatIsAlwaysAcknowledgedMuchLaterThanTheHandshakeIsBehindABox() {
    answering(Duration.ofMillis(620));
    assertFound(FindingKind.BOX_ANSWERS);
  }

  @Test
  void dataThatIsAcknowledgedAsSoonAsAHostDoesIsASlowServers() {
    answering(Duration.ofMillis(400));
    assertFound(FindingKind.SLOW_SERVER);
  }

  private void rounds(int rounds) {
    Conversation tcp = wire.tcp().open();
    for (int i = 0; i < rounds; i++) {
      tcp.client.segment(0).data("hello").identification(7).timeToLive(64 - 2 * i).put();
    }
    tcp.server.ack();
  }

  @Test
  void aPacketThatComesByWithSmallerTimesToLiveGoesInACircle() {
    rounds(8);
    assertFound(FindingKind.ROUTING_LOOP);
  }

  /** A server whose packets come with these times to live, after the handshake. */
  private void answersWith(int... timesToLive) {
    Conversation tcp = wire.tcp().open();
    for (int timeToLive : timesToLive) {
      tcp.client.send("question");
      tcp.server.lose("answer");
      tcp.server.segment(tcp.server.next() - 6).data("answer").timeToLive(timeToLive).put();
      tcp.client.ack();
    }
  }

  @Test
  void anEndWhosePacketsComeWithAnotherTimeToLiveHasAnotherWay() {
    answersWith(60, 60, 57, 57);
    assertFound(FindingKind.TTL_CHANGE);
  }

  @Test
  void aHandshakeWithAnotherTimeToLiveThanAllThatFollowsIsNoChange() {
    answersWith(60, 60, 60, 60);
    assertFound();
  }

  @Test
  void aPacketOnBothSidesOfARouterGoesInNoCircle() {
    rounds(2);
    assertFound(FindingKind.DUPLICATES);
  }

  /** A message of ARP. */
  private record Arp(boolean isRequest, IpAddress sender, IpAddress target, long hardware)
      implements NeighborMessage {
    @Override
    public boolean isArp() {
      return true;
    }

    @Override
    public int vlan() {
      return -1;
    }

    @Override
    public boolean isAboutSender() {
      return sender.equals(target);
    }
  }

  private void arp(int operation, String mac, String sender, String target) {
    Arp message =
        new Arp(
            operation == 1,
            IpAddress.ipv4(Datagrams.address(sender)),
            IpAddress.ipv4(Datagrams.address(target)),
            Long.parseLong(mac, 16));
    findings.onNeighbor(message, Arrival.of(++neighborMessages, Wire.START_NANOS));
  }

  @Test
  void anAddressThatTwoHostsClaimInTurnIsADuplicate() {
    for (int i = 0; i < 3; i++) {
      arp(2, "020000000001", "10.0.0.5", "10.0.0.5");
      arp(2, "020000000002", "10.0.0.5", "10.0.0.5");
    }
    List<Finding> found = found();
    assertEquals(1, found.size());
    assertEquals(FindingKind.DUPLICATE_ADDRESS, found.get(0).kind());
    assertEquals(Severity.WARNING, found.get(0).severity());
    assertEquals(5, found.get(0).cases());
  }

  @Test
  void anAddressThatOneHostClaimsAgainAndAgainIsNone() {
    for (int i = 0; i < 6; i++) {
      arp(2, "020000000001", "10.0.0.5", "10.0.0.5");
    }
    assertFound();
  }

  @Test
  void anAddressThatNobodyAnswersForIsSilent() {
    for (int i = 0; i < 3; i++) {
      arp(1, "020000000001", "10.0.0.1", "10.0.0.9");
    }
    assertFound(FindingKind.SILENT_NEIGHBOR);
  }

  @Test
  void anAddressThatIsAnsweredForIsNotSilent() {
    for (int i = 0; i < 3; i++) {
      arp(1, "020000000001", "10.0.0.1", "10.0.0.9");
    }
    arp(2, "020000000009", "10.0.0.9", "10.0.0.1");
    assertFound();
  }

  private void requests(Duration slowest) {
    Conversation tcp = wire.tcp(40_000, 80).open();
    for (int i = 0; i < 6; i++) {
      tcp.client.send("GET /" + i + " HTTP/1.1\r\nHost: a.test\r\n\r\n");
      wire.later(i == 3 ? slowest : Duration.ofMillis(10));
      tcp.server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      tcp.client.ack();
    }
    tcp.close();
  }

  @Test
  void anAnswerMuchSlowerThanTheOthersIsTold() {
    requests(Duration.ofSeconds(3));
    List<Finding> found = found();
    assertEquals(1, found.size());
    assertEquals(FindingKind.SLOW_SERVER, found.get(0).kind());
    assertEquals(1, found.get(0).cases());
  }

  @Test
  void anAnswerALittleSlowerThanTheOthersIsNot() {
    requests(Duration.ofMillis(40));
    assertFound();
  }

  /** A server of no known protocol that writes piece by piece. */
  private void pieces(int bytes, Duration pause) {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.ack();
    for (int i = 0; i < 24; i++) {
      tcp.server.send("x".repeat(bytes));
      wire.later(Duration.ofMillis(1));
      tcp.client.ack();
      wire.later(pause);
    }
    tcp.close();
  }

  @Test
  void aProgramThatWritesPieceByPieceIsTold() {
    pieces(700, Duration.ofMillis(60));
    assertFound(FindingKind.SLOW_SENDER);
  }

  @Test
  void aProgramThatWritesWithoutPausesIsNot() {
    pieces(700, Duration.ofMillis(2));
    assertFound();
  }

  @Test
  void aProgramThatNowAndThenHasNewsIsNot() {
    pieces(60, Duration.ofMillis(900));
    assertFound();
    pieces(700, Duration.ofMillis(900));
    assertFound();
  }

  private void answers(Duration think, Duration idle) {
    Conversation tcp = wire.tcp().open();
    for (int i = 0; i < 3; i++) {
      tcp.client.send("question");
      tcp.server.ack();
      wire.later(think);
      tcp.server.send("answer");
      tcp.client.ack();
      wire.later(idle);
    }
    tcp.close();
  }

  @Test
  void aServerOfAnyProtocolThatTakesMostOfTheTimeIsTold() {
    answers(Duration.ofMillis(300), Duration.ofMillis(400));
    List<Finding> found = found();
    assertEquals(1, found.size());
    assertEquals(FindingKind.SLOW_SERVER, found.get(0).kind());
    assertEquals(2, found.get(0).evidence().size(), "the question, and the answer");
  }

  @Test
  void aClientThatTakesItsTimeMakesNoServerSlow() {
    answers(Duration.ofMillis(20), Duration.ofMillis(700));
    assertFound();
  }

  private static String dns(int id, boolean response, String flags) {
    String question = "01610474657374000001" + "0001"; // a.test, A, IN
    String answer = response ? "c00c000100010000003c00040a000002" : "";
    String counts = response ? "0001000100000000" : "0001000000000000";
    String hex = String.format("%04x", id) + flags + counts + question + answer;
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }

  private void question(Duration wait, boolean answered) {
    wire.udp("10.0.0.1", 5_000, "10.0.0.53", 53, dns(1, false, "0100"));
    wire.later(wait);
    if (answered) {
      wire.udp("10.0.0.53", 53, "10.0.0.1", 5_000, dns(1, true, "8180"));
    }
    wire.later(Duration.ofSeconds(10));
    wire.tcp().open().close();
  }

  @Test
  void aNameThatIsAnsweredLateIsSlow() {
    question(Duration.ofSeconds(2), true);
    assertFound(FindingKind.SLOW_NAME_SERVER);
  }

  @Test
  void aNameThatIsAnsweredSoonIsNot() {
    question(Duration.ofMillis(30), true);
    assertFound();
  }

  @Test
  void aQuestionWithoutAnAnswerIsTold() {
    question(Duration.ofSeconds(2), false);
    assertFound(FindingKind.SILENT_NAME_SERVER);
  }

  @Test
  void aQuestionToAGroupMayStayUnanswered() {
    wire.udp("10.0.0.1", 5_000, "224.0.0.251", 53, dns(1, false, "0100"));
    wire.later(Duration.ofSeconds(12));
    wire.tcp().open().close();
    assertFound();
  }

  private void windows(int scale) {
    Conversation tcp = wire.tcp();
    tcp.client.segment(-1).flags(Tcp.SYN).window(8_000).synOptions(1_000, 0).put();
    wire.later(Duration.ofMillis(40));
    if (scale < 0) {
      tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).window(8_000).put();
    } else {
      tcp.server.segment(-1).flags(Tcp.SYN | Tcp.ACK).window(8_000).synOptions(1_000, scale).put();
    }
    tcp.client.segment(0).window(8_000).put();
    String data = "x".repeat(1_000);
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 8; i++) {
        tcp.server.send(data);
      }
      wire.later(Duration.ofMillis(40));
      tcp.client.segment(0).window(8_000).put();
    }
  }

  @Test
  void aWindowThatCannotGrowIsToldWithWhoLacksTheOption() {
    windows(-1);
    assertFound(FindingKind.WINDOW_SCALING);
  }

  @Test
  void aWindowThatDoesNotGrowIsSmall() {
    windows(7);
    assertFound(FindingKind.SMALL_WINDOW);
  }

  @Test
  void bytesThatAreAcknowledgedAndNotCapturedAreLossOfTheCapture() {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.lose("lost").ack();
    tcp.client.ack();
    tcp.server.send("seen");
    tcp.client.ack();
    tcp.close();
    assertFound(FindingKind.CAPTURE_LOSS);
  }

  @Test
  void aServerThatResetsInPlaceOfAnAnswerIsTold() {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.ack();
    tcp.server.rst();
    List<Finding> found = found();
    assertEquals(1, found.size());
    assertEquals(FindingKind.RESET, found.get(0).kind());
    assertEquals(Severity.WARNING, found.get(0).severity());
  }

  @Test
  void aWholeConnectionIsHealthy() {
    Conversation tcp = wire.tcp().open();
    tcp.client.send("hello");
    tcp.server.send("hello");
    tcp.client.ack();
    tcp.close();
    assertFound();
  }
}
