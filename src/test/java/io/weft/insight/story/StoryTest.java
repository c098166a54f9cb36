package io.weft.insight.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Span;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowName;
import io.weft.flow.track.Datagrams;
import io.weft.flow.track.Wire;
import io.weft.insight.Message;
import io.weft.insight.time.TimeCause;
import io.weft.insight.time.TimeDivision;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How odd beginnings of connections are told. */
class StoryTest {
  private static final String CLIENT = "10.0.1.1";
  private static final String SERVER = "10.0.0.9";

  private final StoryTeller teller = new StoryTeller(new FlowName(6, 0));
  private final Wire wire = new Wire(FlowConfig.defaults().withAnalysis(true), teller);

  private void fromClient(int sequence, int acknowledgment, int flags) {
    byte[] none = Datagrams.NO_BYTES;
    byte[] tcp = Datagrams.tcp(3_000, 80, sequence, acknowledgment, flags, 900, none, none);
    wire.ip(Datagrams.ipv4(CLIENT, SERVER, 6, tcp));
  }

  private void fromServer(int sequence, int acknowledgment, int flags) {
    byte[] none = Datagrams.NO_BYTES;
    byte[] tcp = Datagrams.tcp(80, 3_000, sequence, acknowledgment, flags, 900, none, none);
    wire.ip(Datagrams.ipv4(SERVER, CLIENT, 6, tcp));
  }

  private List<String> told() {
    wire.finish();
    return teller.stories().get(0).steps().stream()
        .map(StoryStep::text)
        .map(text -> text.key() + numbers(text))
        .toList();
  }

  /** The numbers of packets that stand in the text. */
  private static String numbers(Message text) {
    StringBuilder numbers = new StringBuilder();
    text.arguments().stream()
        .filter(Long.class::isInstance)
        .forEach(each -> numbers.append(' ').append(each));
    return numbers.toString();
  }

  @Test
  void aSynThatComesAgainBehindItsAnswerIsNotTheHandshakesFirstPacket() {
    fromClient(1, 0, Tcp.SYN);
    fromServer(9, 2, Tcp.SYN | Tcp.ACK);
    wire.later(Duration.ofSeconds(1));
    fromClient(1, 0, Tcp.SYN);
    fromServer(9, 2, Tcp.SYN | Tcp.ACK);
    fromClient(2, 10, Tcp.ACK);
    fromClient(2, 10, Tcp.RST | Tcp.ACK);
    assertEquals(
        List.of("story.handshake 1 2 5", "story.syn-again.answered", "story.reset.client"), told());
  }

  @Test
  void aHandshakeThatTheCaptureHasInAnotherOrderHasNoHalves() {
    fromServer(9, 2, Tcp.SYN | Tcp.ACK);
    fromClient(1, 0, Tcp.SYN);
    fromClient(2, 10, Tcp.ACK);
    fromClient(2, 10, Tcp.RST | Tcp.ACK);
    assertEquals(List.of("story.handshake.whole 2 1 3", "story.reset.client"), told());
  }

  @Test
  void aHandshakeWithoutItsSynIsToldAsFarAsItIsThere() {
    fromServer(9, 2, Tcp.SYN | Tcp.ACK);
    fromClient(2, 10, Tcp.ACK);
    fromClient(2, 10, Tcp.RST | Tcp.ACK);
    assertEquals(List.of("story.handshake.no-syn 1 2", "story.reset.client"), told());
  }

  private void data(int sequence) {
    byte[] none = Datagrams.NO_BYTES;
    byte[] tcp =
        Datagrams.tcp(3_000, 80, sequence, 10, Tcp.ACK | Tcp.PSH, 900, none, new byte[100]);
    wire.ip(Datagrams.ipv4(CLIENT, SERVER, 6, tcp));
  }

  private void open() {
    fromClient(1, 0, Tcp.SYN);
    fromServer(9, 2, Tcp.SYN | Tcp.ACK);
    fromClient(2, 10, Tcp.ACK);
  }

  @Test
  void theFirstOfSeveralSynsBeginsTheStory() {
    fromClient(1, 0, Tcp.SYN);
    wire.later(Duration.ofSeconds(1));
    fromClient(1, 0, Tcp.SYN);
    fromServer(9, 2, Tcp.SYN | Tcp.ACK);
    fromClient(2, 10, Tcp.ACK);
    fromClient(2, 10, Tcp.RST | Tcp.ACK);
    assertEquals(
        List.of("story.syn", "story.syn-again", "story.handshake 2 3 4", "story.reset.client"),
        told());
  }

  @Test
  void aSegmentThatIsLostAgainAndAgainIsOneStep() {
    open();
    data(2);
    for (int seconds = 1; seconds <= 8; seconds *= 2) {
      wire.later(Duration.ofSeconds(seconds));
      data(2);
    }
    fromClient(102, 10, Tcp.RST | Tcp.ACK);
    assertEquals(
        List.of(
            "story.handshake 1 2 3",
            "story.turn.client.at-once 1",
            "story.lost.rounds 4 4 5 8",
            "story.reset.client"),
        told());
    TimeDivision division = teller.stories().get(0).time().division();
    assertEquals(15.0, division.nanos(TimeCause.LOSS_TIMEOUT) / 1e9, 0.01);
  }

  @Test
  void whatIsNeverAcknowledgedIsWaitedForToTheEnd() {
    open();
    data(2);
    wire.later(Duration.ofSeconds(1));
    data(2);
    wire.later(Duration.ofSeconds(5));
    fromClient(102, 10, Tcp.RST | Tcp.ACK);
    told();
    TimeDivision division = teller.stories().get(0).time().division();
    assertEquals(6.0, division.nanos(TimeCause.LOSS_TIMEOUT) / 1e9, 0.01);
    assertEquals(0, division.nanos(TimeCause.SERVER_THINK));
  }

  @Test
  void silenceBeginsBehindWhatItsPacketShows() {
    open();
    data(2);
    wire.later(Duration.ofSeconds(5));
    data(102);
    fromClient(202, 10, Tcp.RST | Tcp.ACK);
    List<String> told = told();
    assertEquals(
        List.of("story.turn.client 2", "story.silence", "story.reset.client"), told.subList(1, 4));
  }

  @Test
  void silencesOfOneTurnAreOneStep() {
    open();
    data(2);
    for (int i = 1; i <= 3; i++) {
      wire.later(Duration.ofSeconds(2L * i));
      data(2 + 100 * i);
    }
    fromClient(402, 10, Tcp.RST | Tcp.ACK);
    assertEquals(
        List.of("story.turn.client 4", "story.silence.more 3", "story.reset.client"),
        told().subList(1, 4));
    StoryStep silences = teller.stories().get(0).steps().get(2);
    assertEquals(
        List.of(12L, 6L),
        silences.text().arguments().stream()
            .filter(Span.class::isInstance)
            .map(span -> Math.round(((Span) span).nanos() / 1e9))
            .toList());
    assertTrue(silences.lastPacket() > silences.packet());
  }

  @Test
  void anAcknowledgmentAloneIsAnAnswerToASynToo() {
    fromClient(1, 0, Tcp.SYN);
    fromServer(9, 77, Tcp.ACK);
    fromClient(77, 0, Tcp.RST);
    List<String> told = told();
    assertEquals("story.syn", told.get(0));
    assertEquals("story.challenge", told.get(1));
  }
}
