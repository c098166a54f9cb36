package io.weft.flow.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.weft.flow.ConnState;
import io.weft.flow.FlowRecord;
import io.weft.protocol.transport.tcp.Tcp;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Zeek's {@code conn_state} and {@code history}, a row a rule. A script has a word a segment: the
 * client's in upper case, the server's in lower case; its letters are its flags (S F R A), then a D
 * for payload; {@code S2} is a SYN with another number, {@code W} a window of zero, {@code <} what
 * was sent before.
 */
class ZeekStateTest {
  private final Wire wire = new Wire();
  private final Conversation tcp = wire.tcp();

  private FlowRecord play(String script) {
    for (String word : script.split(" ", -1)) {
      boolean fromClient = Character.isUpperCase(word.charAt(0));
      send(fromClient ? tcp.client : tcp.server, word.toUpperCase(Locale.ROOT));
    }
    return wire.finishOne();
  }

  private static void send(Conversation.Side side, String word) {
    int flags = flag(word, "S", Tcp.SYN) | flag(word, "F", Tcp.FIN);
    flags |= flag(word, "R", Tcp.RST) | flag(word, "A", Tcp.ACK);
    String data = word.contains("D") ? "data" : "";
    if (word.contains("2")) {
      side.initial(side.initial() + 64_000);
    }
    long offset = (flags & Tcp.SYN) != 0 ? -1 : side.next();
    if (word.contains("<")) {
      offset -= 4;
    } else {
      side.lose(data);
      side.lose((flags & Tcp.FIN) != 0 ? "F" : "");
    }
    Conversation.SegmentBuilder segment = side.segment(offset).flags(flags).data(data);
    segment.window(word.contains("W") ? 0 : 1_000).put();
  }

  private static int flag(String word, String letter, int flag) {
    return word.contains(letter) ? flag : 0;
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    // responder reset
    "S ra,                       REJ",
    "S sa A da ra,               RSTR",
    "S sa A DA ra,               RSTR",
    "S s A SA ra,                RSTR",
    "S sa RA ra,                 REJ",
    "DA ra,                      RSTRH",
    // originator reset
    "S R,                        RSTOS0",
    "S S R,                      RSTOS0",
    "S A R,                      OTH",
    "S D R,                      RSTOS0",
    "S sa A R,                   RSTO",
    "S sa R,                     RSTO",
    "DA R,                       OTH",
    "DA a R,                     OTH",
    // both closed
    "S sa A DA FA fa A,          SF",
    "S sa A FA da fa A,          SF",
    "S sa A fa FA a,             SF",
    "S sa FA fa R,               SF",
    "FA fa A,                    SF",
    // one closed
    "S FA,                       SH",
    "S A FA,                     SH",
    "S sa A FA a,                S2",
    "S sa A fa A,                S3",
    "DA fa,                      SHR",
    // open
    "S,                          S0",
    "S S S,                      S0",
    "S sa,                       S1",
    "S sa A,                     S1",
    "S sa A DA da,               S1",
    "S s,                        S1",
    // from the middle
    "DA,                         OTH",
    "DA da,                      OTH",
    "A a,                        OTH",
    // the responder's pure ACK says nothing about a SYN
    "S a,                        S0",
    // a reset behind both FINs changes nothing, behind one it does
    "S sa A FA fa ra,            SF",
    "S sa A FA ra,               RSTR",
    "S sa A FA RA,               RSTO",
    // a FIN of the peer turns a reset after a FIN back
    "S sa A FA RA fa,            SF",
    // a missed SYN-ACK: data and ACK by the responder
    "S da,                       OTH",
  })
  void connState(String script, String expected) {
    assertEquals(expected, play(script).outcome().connState().name());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "S,                          S",
    "SW,                         SW",
    "S S S,                      S",
    "S sa A,                     ShA",
    "S sa A DA da A DA da,       ShADd",
    "S sa DA a,                  ShDa",
    "S ra,                       Sr",
    "S sa A FA fa A,             ShAFf",
    "S sa A DFA fa,              ShAFf",
    "S s A,                      SsA",
    "S s SA sa,                  Ss",
    "S sa SA,                    Sh",
    "S sa s,                     Sh",
    // the same again counts once, another number again; SYN and SYN-ACK are the same
    "S sa sa A,                  ShA",
    "S sa A FA FA,               ShAFF",
    "S sa A R R,                 ShAR",
    // several flags
    "SF,                         Q",
    "S sa A RF RF,               ShAI",
    "S sa A SR,                  ShAQ",
    // retransmitted payload: the 1st, 10th, 100th
    "S sa A DA DA<,              ShADT",
    "S sa A DA DA< DA< DA< DA< DA< DA< DA< DA< DA<, ShADT",
    "S sa A DA DA< DA< DA< DA< DA< DA< DA< DA< DA< DA<, ShADTT",
    "S sa A da da<,              ShAdt",
    // zero windows likewise
    "S sa AW,                    ShAW",
    "S sa AW AW AW,              ShAW",
    "S sa AW AW AW AW AW AW AW AW AW AW, ShAWW",
    "S sa A aw,                  ShAaw",
    "S sa A RAW,                 ShAR",
    "S sa A fa AW,               ShAf",
    // from the middle
    "DA da,                      Dd",
    "A a,                        Aa",
    "FA fa,                      Ff",
    // the first packet is the answer: the roles are turned
    "sa A DA,                    ^hAD",
    "sa R,                       ^hR",
  })
  void history(String script, String expected) {
    assertEquals(expected, play(script).outcome().history());
  }

  @ParameterizedTest(name = "{0} to {1}: {2}, by {3}")
  @CsvSource({
    "40000, 50000, 1, first_packet, D",
    "40000, 80, 1, server_port, D",
    "80, 40000, 2, server_port, ^d",
    "443, 80, 1, server_port, D",
    "80, 443, 2, server_port, ^d",
    "443, 443, 1, server_port, D",
  })
  void whoIsTheClientOfAConnectionPickedUp(
      int from, int to, int client, String evidence, String history) {
    Conversation other = wire.tcp(from, to);
    other.client.send("data");
    FlowRecord record = wire.finishOne();
    assertEquals("10.0.0." + client, record.client().ip().toString());
    assertEquals(evidence, record.identity().clientKnownBy().toString());
    assertEquals(history, record.outcome().history());
    assertEquals(client == 1 ? 1 : 0, record.client().volume().packets());
  }

  @ParameterizedTest(name = "{0} to {1}: {2}, by {3}")
  @CsvSource({
    "7000, 7001, 1, first_packet, D",
    "7000, 53, 1, server_port, D",
    "53, 7000, 2, server_port, ^d",
    "53, 123, 1, server_port, D",
  })
  void whoIsTheClientOfUdp(int from, int to, int client, String evidence, String history) {
    wire.udp("10.0.0.1", from, "10.0.0.2", to, "x");
    FlowRecord record = wire.finishOne();
    assertEquals("10.0.0." + client, record.client().ip().toString());
    assertEquals(evidence, record.identity().clientKnownBy().toString());
    assertEquals(history, record.outcome().history());
    assertEquals(client == 1 ? "S0" : "SHR", record.outcome().connState().name());
  }

  @ParameterizedTest
  @CsvSource({"7000, 7001, Dd", "53, 7000, ^dD"})
  void udpThatIsAnsweredIsFinished(int from, int to, String history) {
    wire.udp("10.0.0.1", from, "10.0.0.2", to, "x");
    wire.udp("10.0.0.2", to, "10.0.0.1", from, "y");
    wire.udp("10.0.0.2", to, "10.0.0.1", from, "z");
    FlowRecord record = wire.finishOne();
    assertEquals(ConnState.SF, record.outcome().connState());
    assertEquals(history, record.outcome().history());
  }

  @Test
  void aGapIsRecordedWhenItIsAcknowledged() {
    tcp.open();
    tcp.client.send("data").lose("lost").send("data");
    assertEquals("ShADaG", acknowledged().outcome().history());
  }

  private FlowRecord acknowledged() {
    tcp.server.ack();
    return wire.finishOne();
  }

  @Test
  void aGapThatNobodyAcknowledgedIsNotRecorded() {
    tcp.open();
    tcp.client.send("data").lose("lost").send("data");
    assertEquals("ShAD", wire.finishOne().outcome().history());
  }
}
