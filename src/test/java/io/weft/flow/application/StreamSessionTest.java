package io.weft.flow.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.chain.Chain;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowRecord;
import io.weft.flow.track.Conversation;
import io.weft.flow.track.Wire;
import io.weft.protocol.link.ethernet.Ethernet;
import io.weft.protocol.link.fabricpath.FabricPath;
import io.weft.protocol.link.llc.Llc;
import io.weft.protocol.network.ipv4.Ipv4;
import io.weft.protocol.transport.tcp.Tcp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How streams find their dissectors: see {@link LineProtocol} for what the lines do. */
class StreamSessionTest {
  private final List<String> log = LineProtocol.newLog();
  private final Wire wire = new Wire(FlowConfig.defaults(), chain());
  private final Conversation tcp = wire.tcp();

  private Chain chain() {
    Chain.Builder chain = new Chain.Builder();
    Ethernet.register(chain);
    Llc.register(chain);
    FabricPath.register(chain);
    Ipv4.register(chain);
    Tcp.register(chain);
    return chain.stream(new LineProtocol("one", 1111, log).stream()).stream(
            new LineProtocol("two", 2222, log).stream())
        .stream(new LineProtocol("hail", 3333, log).greetedByServer().stream())
        .build();
  }

  private void logIs(String... expected) {
    assertEquals(List.of(expected), log);
  }

  /** Sends the text in pieces of one length. */
  private static void inPieces(Conversation.Side side, String text, int length) {
    for (int at = 0; at < text.length(); at += length) {
      side.send(text.substring(at, Math.min(text.length(), at + length)));
    }
  }

  @Test
  void aProtocolIsFoundByItsFirstBytesAndReadsBothDirections() {
    tcp.open();
    tcp.client.send("one;hello;");
    tcp.server.send("welcome;");
    tcp.close();
    FlowRecord record = wire.finishOne();
    logIs("one c0#4 one", "one c4#4 hello", "one s0#5 welcome", "one c10 end", "one s8 end");
    assertEquals("one", record.application().protocol());
    assertEquals("content", record.application().detectedBy());
    assertEquals(3, record.exchanges().get(0).count());
    assertEquals(3, wire.exchanges().size());
    assertEquals(Wire.START_NANOS + 3_000_000, wire.exchanges().get(0).startNanos());
    assertEquals(List.of("4 one one", "4 one hello", "5 one welcome"), wire.layers());
  }

  @Test
  void theLengthOfPiecesDoesNotMatter() {
    String request = "one;a;bc;;def;ghij;";
    String response = "k;;lmnop;q;";
    for (int length = 1; length <= request.length(); length++) {
      log.clear();
      Wire other = new Wire(FlowConfig.defaults(), chain());
      Conversation talk = other.tcp();
      talk.open();
      inPieces(talk.client, request, length);
      inPieces(talk.server, response, length);
      talk.close();
      other.finish();
      int pieces = (request.length() + length - 1) / length;
      // Offset, and the number of the packet that carried the line's first byte.
      String[] lines = {"c0 one", "c4 a", "c6 bc", "c9 ", "c10 def", "c14 ghij"};
      for (int i = 0; i < lines.length; i++) {
        String[] line = lines[i].split(" ", -1);
        long packet = 4 + Long.parseLong(line[0].substring(1)) / length;
        assertEquals("one " + line[0] + "#" + packet + " " + line[1], log.get(i));
      }
      String[] answers = {"s0 k", "s2 ", "s3 lmnop", "s9 q"};
      for (int i = 0; i < answers.length; i++) {
        String[] line = answers[i].split(" ", -1);
        long packet = 4 + pieces + Long.parseLong(line[0].substring(1)) / length;
        assertEquals("one " + line[0] + "#" + packet + " " + line[1], log.get(lines.length + i));
      }
      assertEquals(12, log.size());
    }
  }

  @Test
  void everyCutOfTwoSegmentsGivesTheSame() {
    String request = "two;first;second;";
    for (int cut = 1; cut < request.length(); cut++) {
      for (boolean swapped : new boolean[] {false, true}) {
        log.clear();
        Wire other = new Wire(FlowConfig.defaults(), chain());
        Conversation talk = other.tcp();
        talk.open();
        talk.client.lose(request);
        for (int i = 0; i < 2; i++) {
          boolean isFirst = (i == 0) != swapped;
          talk.client.resend(
              isFirst ? 0 : cut, isFirst ? request.substring(0, cut) : request.substring(cut));
        }
        other.finish();
        assertEquals(
            List.of("two", "first", "second"),
            other.exchanges().stream().map(line -> ((LineProtocol.Line) line).text()).toList());
      }
    }
  }

  @Test
  void theServersPortDecidesWhoIsAskedFirst() {
    List<String> own = LineProtocol.newLog();
    Chain.Builder builder = new Chain.Builder();
    Ethernet.register(builder);
    Llc.register(builder);
    FabricPath.register(builder);
    Ipv4.register(builder);
    Tcp.register(builder);
    builder.stream(new LineProtocol("x", 1111, own).stream()).stream(
        new LineProtocol("x", 2222, log).stream());
    Wire both = new Wire(FlowConfig.defaults(), builder.build());
    both.tcp(40_000, 2222).open().client.send("x;");
    both.tcp(40_000, 1111).open().client.send("x;");
    both.tcp(40_000, 3333).open().client.send("x;");
    assertEquals(List.of("x c0#4 x"), log);
    assertEquals(List.of("x c0#8 x", "x c0#12 x"), own);
  }

  @Test
  void whatComesBeforeTheGreetingOfTheOtherSideIsKept() {
    tcp.open();
    tcp.server.send("on");
    tcp.client.send("one;");
    tcp.server.send("e;more;");
    wire.finish();
    logIs("one c0#5 one", "one s0#4 one", "one s4#6 more", "one c4 broken", "one s9 broken");
  }

  @Test
  void aDirectionThatNobodyKnowsIsReadOnceTheOtherTells() {
    tcp.open();
    tcp.server.send("220 banner of no protocol\n");
    tcp.client.send("one;hello;");
    tcp.server.send("welcome;");
    wire.finish();
    logIs(
        "one c0#5 one", "one c4#5 hello", "one s26#6 welcome", "one c10 broken", "one s34 broken");
  }

  @Test
  void whatNobodyKnowsIsPassedBy() {
    tcp.open();
    tcp.client.send("xyz");
    tcp.server.send("xyz");
    tcp.client.send("one;");
    FlowRecord record = wire.finishOne();
    logIs();
    assertNull(record.application());
    assertEquals("xyzone;", wire.fromClient());
  }

  @Test
  void aProbeIsUndecidedForFourKilobytesAtMost() {
    Chain.Builder builder = new Chain.Builder();
    Ethernet.register(builder);
    Llc.register(builder);
    FabricPath.register(builder);
    Ipv4.register(builder);
    Tcp.register(builder);
    String longName = "n".repeat(5_000);
    builder.stream(new LineProtocol(longName, 1, log).stream());
    Wire slow = new Wire(FlowConfig.defaults(), builder.build());
    Conversation talk = slow.tcp();
    talk.open();
    inPieces(talk.client, longName + ";", 1_000);
    assertNull(slow.finishOne().application());
  }

  @Test
  void anUndecidedDirectionThatEndsIsReadOnceTheOtherTells() {
    tcp.open();
    tcp.server.send("on").fin();
    tcp.client.send("one;");
    wire.finish();
    logIs("one c0#6 one", "one s0 end", "one c4 broken");
  }

  @Test
  void theGreetingTellsWhoIsTheServerWhereItWasGuessed() {
    tcp.server.send("hail;");
    tcp.client.send("hello;");
    tcp.server.send("bye;").fin();
    FlowRecord record = wire.finishOne();
    assertEquals(Conversation.SERVER, record.server().ip().toString());
    assertEquals(1, record.client().volume().packets());
    assertEquals(3, record.server().volume().packets());
    logIs("hail s0#1 hail", "hail c0#2 hello", "hail s5#3 bye", "hail s9 end", "hail c6 broken");
    assertEquals("hail;bye;", wire.fromServer());
    assertEquals("hello;", wire.fromClient());
    assertEquals(9, record.server().stream().bytes());
  }

  @Test
  void theSynIsMoreThanAGreeting() {
    tcp.open();
    tcp.client.send("hail;");
    FlowRecord record = wire.finishOne();
    assertEquals(Conversation.CLIENT, record.client().ip().toString());
    logIs("hail c0#4 hail", "hail c5 broken", "hail s0 broken");
  }

  @Test
  void aFinInTheSegmentThatTurnsTheRolesIsTheServers() {
    tcp.server.segment(0).data("hail;").flags(Tcp.FIN | Tcp.ACK).put();
    FlowRecord record = wire.finishOne();
    assertEquals(Conversation.SERVER, record.server().ip().toString());
    assertTrue(!record.tcp().close().byClient());
    logIs("hail s0#1 hail", "hail s5 end", "hail c0 broken");
  }

  @Test
  void afterStopADirectionIsOnlyToldOfItsEnd() {
    tcp.open();
    tcp.client.send("one;stop;more;").send("even more;");
    tcp.client.lose("gap").send("behind;");
    tcp.server.send("answer;");
    tcp.close();
    wire.finish();
    assertEquals(List.of("one c0#4 one", "one c4#4 stop", "one s0#7 answer"), log.subList(0, 3));
    assertTrue(log.get(3).matches("one c\\d+ end"), log.get(3));
    assertEquals(List.of("one s7 end"), log.subList(4, log.size()));
  }

  @Test
  void afterLostNothingMoreIsTold() {
    tcp.open();
    tcp.server.send("answer;");
    tcp.client.send("one;lost;more;").send("even more;");
    tcp.server.send("answer;");
    tcp.close();
    FlowRecord record = wire.finishOne();
    logIs("one c0#5 one", "one c4#5 lost");
    assertEquals("one", record.application().protocol());
  }

  @Test
  void aGapDropsWhatWasLeftAndIsTold() {
    tcp.open();
    tcp.client.send("one;half a li").lose("ne;").send("next;");
    tcp.server.ack();
    tcp.client.send("after;");
    wire.finish();
    logIs(
        "one c0#4 one",
        "one c13 gap 3",
        "one c16#5 next",
        "one c21#7 after",
        "one c27 broken",
        "one s0 broken");
  }

  @Test
  void aGapBeforeTheFirstBytesCountsInTheOffset() {
    tcp.open();
    tcp.client.lose("lost").send("one;");
    tcp.server.ack();
    wire.finish();
    logIs("one c4#4 one", "one c8 broken", "one s0 broken");
  }

  @Test
  void aHandOverByNameGoesOnBehindTheLastByteUsed() {
    tcp.open();
    tcp.server.send("half of o");
    tcp.client.send("one;to two;hello;half");
    tcp.server.send("ne;");
    tcp.client.send(" two;");
    tcp.close();
    FlowRecord record = wire.finishOne();
    logIs(
        "one c0#5 one",
        "one c4#5 to two",
        "two c11#5 hello",
        "two s9#6 ne",
        "two c17#5 half two",
        "two c26 end",
        "two s12 end");
    assertEquals("one", record.application().protocol());
    assertEquals(
        List.of("one", "two"), record.exchanges().stream().map(log -> log.protocol()).toList());
  }

  @Test
  void aHandOverTakesWhatTheOtherDirectionHasLeft() {
    tcp.open();
    tcp.client.send("one;");
    tcp.server.send("left").send(" over");
    tcp.client.send("to two;");
    tcp.server.send(";");
    wire.finish();
    logIs(
        "one c0#4 one",
        "one c4#7 to two",
        "two s0#5 left over",
        "two c11 broken",
        "two s10 broken");
  }

  @Test
  void aHandOverOfKeptBytesKnowsTheirPackets() {
    tcp.open();
    tcp.client.send("one;");
    tcp.client.send("t").send("o two;x").send("y;").send("z;");
    wire.finish();
    assertEquals(
        List.of("one c0#4 one", "one c4#5 to two", "two c11#6 xy", "two c14#8 z"),
        log.subList(0, 4));
  }

  @Test
  void aHandOverToWhomeverAsksTheProbesAgain() {
    tcp.open();
    tcp.client.send("one;to *;two;hello;");
    tcp.server.send("answer;");
    wire.finish();
    logIs(
        "one c0#4 one",
        "one c4#4 to *",
        "two c9#4 two",
        "two c13#4 hello",
        "two s0#5 answer",
        "two c19 broken",
        "two s7 broken");
  }

  @Test
  void aHandOverToWhomeverLooksAtWhatIsKeptOfTheOtherDirection() {
    tcp.open();
    tcp.client.send("one;");
    tcp.client.send("two"); // the next protocol begins before the answer is there
    tcp.server.send("to *;");
    tcp.client.send(";");
    tcp.server.send("answer;");
    wire.finish();
    logIs(
        "one c0#4 one",
        "one s0#6 to *",
        "two c4#5 two",
        "two s5#8 answer",
        "two c8 broken",
        "two s12 broken");
  }

  @Test
  void aHandOverAsTheFirstThingReadLeavesNobodyWhoCouldBeAsked() {
    tcp.open();
    tcp.server.send("on"); // kept, as it may become a greeting
    tcp.client.send("one;to *;tw");
    tcp.server.send("e;");
    tcp.client.send("o;");
    wire.finish();
    assertEquals(List.of("one c0#5 one", "one c4#5 to *", "one s0#4 one"), log.subList(0, 3));
  }

  @Test
  void aHandOverToNobodyEndsTheReading() {
    tcp.open();
    tcp.client.send("one;to nobody;hello;");
    tcp.server.send("one;");
    tcp.close();
    wire.finish();
    logIs("one c0#4 one", "one c4#4 to nobody");
    assertEquals("one;to nobody;hello;", wire.fromClient());
  }

  @Test
  void thereIsAnEndToHandOvers() {
    tcp.open();
    tcp.client.send("one;" + "to two;to one;".repeat(20));
    wire.finish();
    assertEquals(1 + 9, log.size());
  }

  @Test
  void theNextProtocolIsToldThatADirectionIsOver() {
    tcp.open();
    tcp.client.send("one;").fin();
    tcp.server.send("to two;hello;");
    wire.finish();
    logIs(
        "one c0#4 one",
        "one c4 end",
        "one s0#6 to two",
        "two s7#6 hello",
        "two c4 end",
        "two s13 broken");
  }

  @Test
  void whatIsLeftIsKeptUpToSixtyFourKilobytes() {
    tcp.open();
    String kilobyte = "k".repeat(1_024);
    tcp.client.send("one;");
    for (int i = 0; i < 65; i++) {
      tcp.client.send(kilobyte);
    }
    assertEquals(1, log.size());
    tcp.server.send("answer;");
    tcp.client.send(";");
    tcp.server.send("unheard;");
    wire.finish();
    logIs("one c0#4 one", "one s0#70 answer", "one c66564 broken", "one s7 broken");
  }

  @Test
  void whatFitsIntoSixtyFourKilobytesIsRead() {
    tcp.open();
    String line = "k".repeat((64 << 10) - 1) + ";";
    tcp.client.send("one;");
    inPieces(tcp.client, line, 1_000);
    wire.finish();
    assertEquals("one c4#5 " + line.substring(0, line.length() - 1), log.get(1));
  }

  @Test
  void aMessageInTwoPartsIsALayerOfThePacketThatCompletedIt() {
    tcp.open();
    tcp.client.send("one;be").send("gin;a").send(";b;c").send("d");
    tcp.client.lose(";last;").send("end;");
    tcp.client.resend(16, ";last;");
    assertEquals(
        List.of(
            "4 one one",
            "5 one begin",
            "6 one a",
            "6 one b",
            "9 one cd",
            "9 one last",
            "9 one end"),
        wire.layers());
  }

  @Test
  void withoutStreamsNothingIsDissected() {
    Wire plain = new Wire(FlowConfig.defaults().withStreams(false), chain());
    Conversation talk = plain.tcp();
    talk.open();
    talk.client.send("one;hello;");
    assertNull(plain.finishOne().application());
    logIs();
  }

  @Test
  void aFlowThatEndsAddsNoLayersToThePacketOfAnother() {
    tcp.open();
    tcp.client.send("one;").lose("hole").send(";behind;");
    wire.later(Duration.ofHours(3));
    Conversation other = wire.tcp();
    other.client.syn();
    other.client.syn();
    assertEquals(List.of("4 one one"), wire.layers());
    assertEquals("one c9#5 behind", log.get(3));
  }
}
