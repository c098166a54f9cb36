package io.weft.dissect.chain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.Dissector;
import io.weft.dissect.Packet;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamProtocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Protocols that are registered when somebody asks for what all others do not have. */
final class LateRegistrationTest {
  private static final int COMMON = 1;
  private static final int RARE = 2;
  private static final int NAMING = 3;
  private static final int THREADS = 4;
  private static final int ROUNDS = 50;

  private final List<String> log = new ArrayList<>();

  private record Whole(Protocol protocol, Dissector next) implements Dissector {
    static Whole of(String name) {
      return new Whole(Protocol.of(name, name), null);
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      cursor.enter(protocol, next == null ? cursor.available() : 0);
      return next;
    }
  }

  private static StreamProtocol stream(String name) {
    return StreamProtocol.of(Protocol.of(name, name), StreamProtocol.Probe.NEVER, () -> null);
  }

  private void common(Chain.Builder chain) {
    log.add("common");
    chain
        .put(Chain.LINK_TYPES, COMMON, Whole.of("common"))
        .put(
            Chain.LINK_TYPES,
            NAMING,
            new Whole(Protocol.of("outer", "outer"), chain.named("neighbour")))
        .stream(stream("first"));
  }

  private void rare(Chain.Builder chain) {
    log.add("rare");
    Whole rare = Whole.of("rare");
    chain.put(Chain.LINK_TYPES, RARE, rare).name("neighbour", rare).stream(stream("second"));
  }

  private Chain chain() {
    Chain.Builder chain = new Chain.Builder();
    common(chain);
    return chain.later(this::rare).build();
  }

  private static String last(Chain chain, int linkType) {
    Cursor cursor = new Cursor();
    cursor.meta(1, 0, 0, linkType);
    cursor.wrap(new byte[4], 0, 4, 4);
    chain.dissect(cursor);
    Packet packet = cursor.packet();
    return packet.protocol(packet.layerCount() - 1).name();
  }

  private static List<String> names(List<StreamProtocol> streams) {
    return streams.stream().map(each -> each.protocol().name()).toList();
  }

  @Test
  void aNumberThatLeadsToNoOtherProtocolRegistersThem() {
    Chain chain = chain();
    assertEquals("common", last(chain, COMMON));
    assertEquals(List.of("common"), log);
    assertEquals("rare", last(chain, RARE));
    assertEquals("data", last(chain, RARE + NAMING));
    assertEquals(List.of("common", "rare"), log, "registered once");
  }

  @Test
  void neighboursAreFoundByName() {
    assertEquals("rare", last(chain(), NAMING));
  }

  @Test
  void listsAreOfAllProtocols() {
    Chain chain = chain();
    List<StreamProtocol> known = chain.knownStreams();
    assertSame(known, chain.knownStreams());
    assertEquals(List.of("first"), names(known));
    assertEquals(List.of("first", "second"), names(chain.streams()));
    assertEquals(List.of("first", "second"), names(chain.knownStreams()));
    assertTrue(
        chain().protocols().stream().anyMatch(each -> each.name().equals("rare")),
        "the list of a chain that has dissected nothing");
    assertTrue(
        chain().registrations().stream().anyMatch(each -> each.key() == RARE),
        "the numbers of a chain that has dissected nothing");
    assertEquals(List.of(), chain().reading(Set.of()).streams());
  }

  @Test
  void whatIsRegisteredBehindThemStandsBehindThem() {
    Chain.Builder chain = new Chain.Builder();
    common(chain);
    chain.later(this::rare).stream(stream("third"));
    assertEquals(List.of("common", "rare"), log);
    assertEquals(List.of("first", "second", "third"), names(chain.build().streams()));
    Chain.Builder taken = new Chain.Builder().later(this::rare);
    assertThrows(
        IllegalArgumentException.class,
        () -> taken.put(Chain.LINK_TYPES, RARE, Whole.of("another")));
  }

  @Test
  void memoriesCannotBeLate() {
    Protocol protocol = Protocol.of("x", "x");
    Chain chain = new Chain.Builder().later(late -> late.memory(protocol, () -> null)).build();
    assertThrows(IllegalStateException.class, chain::protocols);
  }

  @Test
  void aMissingNeighbourIsFoundOutWhenAllAreRegistered() {
    Chain.Builder builder = new Chain.Builder();
    common(builder);
    Chain chain = builder.later(late -> {}).build();
    assertThrows(IllegalStateException.class, () -> last(chain, NAMING));
  }

  private static UdpPayload payload(String name, int port) {
    return UdpPayload.of(
            Whole.of(name),
            1,
            (bytes, from, to, wireTo) ->
                bytes[from] == '*' || bytes[from] == name.charAt(0)
                    ? Fit.YES
                    : bytes[from] == '?' ? Fit.MAYBE : Fit.NO)
        .ports(port)
        .onAnyPort();
  }

  private static Chain.Builder firstPayloads() {
    return new Chain.Builder().udp(payload("a", 53)).udp(payload("b", 67));
  }

  private static void otherPayloads(Chain.Builder chain) {
    chain.udp(payload("c", 53)).udp(payload("d", 123)).udp(payload("e", 67));
  }

  @Test
  void payloadsAreChosenAsIfAllHadBeenThere() {
    Chain.Builder all = firstPayloads();
    otherPayloads(all);
    Chain atOnce = all.build();
    Cursor cursor = new Cursor();
    int[] ports = {53, 67, 123, 4000, 5000};
    for (int source : ports) {
      for (int destination : ports) {
        for (byte content : "abcde*?x".getBytes(StandardCharsets.US_ASCII)) {
          cursor.wrap(new byte[] {content}, 0, 1, 1);
          Chain late = firstPayloads().later(LateRegistrationTest::otherPayloads).build();
          assertEquals(
              atOnce.udpPayloads().choose(cursor, source, destination).protocol().name(),
              late.udpPayloads().choose(cursor, source, destination).protocol().name(),
              () -> source + " to " + destination + ": " + (char) content);
        }
      }
    }
  }

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        Chain chain = chain();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<String> ask =
            () -> {
              start.await();
              return last(chain, RARE) + ' ' + last(chain, NAMING);
            };
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
          answers.add(pool.submit(ask));
        }
        for (Future<String> answer : answers) {
          assertEquals("rare rare", answer.get());
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
