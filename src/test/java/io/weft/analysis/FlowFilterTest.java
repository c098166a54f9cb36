package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.field.Field;
import io.weft.filter.syntax.FilterException;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FlowFilterTest {
  private static final List<Path> CAPTURES =
      List.of(
          Path.of("samples/dns-http.pcapng"),
          Path.of("samples/refused.pcap"),
          Path.of("samples/reset.pcap"),
          Path.of("samples/unanswered.pcap"));

  private final Chain chain = StandardProtocols.chain();

  private List<String> select(String text) throws Exception {
    FlowFilter filter = FlowFilter.compile(text, chain);
    List<String> names = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            if (filter.test(record)) {
              names.add(record.name().toString());
            }
          }
        };
    try (PacketSource source = Captures.open(CAPTURES)) {
      Analyzer.of(chain)
          .flows(FlowConfig.defaults().withAnalysis(true), listener)
          .filter(filter)
          .build()
          .run(source);
    }
    names.sort(null);
    return names;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tcp | tcp:0 tcp:1 tcp:2 tcp:3 tcp:4",
        "tcp.flags.reset == 1 | tcp:1 tcp:2 tcp:3",
        // One packet has to meet all that is asked of packets.
        "tcp.flags.syn == 1 && tcp.flags.ack == 0 && tcp.flags.reset == 1 |",
        "tcp.flags.syn == 1 && weft.flow.stream >= 0 && tcp.flags.reset == 1 |",
        "not tcp | udp:0",
        "dns | udp:0",
        "http | tcp:0",
        "weft.flow.conn_state == \"REJ\" | tcp:1",
        "weft.flow.conn_state in {\"REJ\", \"S0\"} | tcp:1 tcp:4",
        "weft.flow.bytes > 50000 | tcp:3",
        "weft.flow.bytes > 30000 && tcp.flags.reset == 1 | tcp:2 tcp:3",
        "weft.flow.bytes > 30000 && !(tcp.flags.reset == 1 && weft.flow.stream == 3) | tcp:0 tcp:2",
        "weft.flow.protocol == \"udp\" or weft.flow.http_exchanges > 5 | tcp:0 udp:0",
        "weft.flow.server.ip == 10.1.0.53 | udp:0",
        "weft.flow.server.name matches \"shop\" | tcp:0",
        "weft.flow.tcp.close.how == \"rst\" && weft.flow.tcp.close.by == \"client\" | tcp:3",
        "weft.flow.client.packets < weft.flow.server.packets | tcp:0 tcp:2 tcp:3",
        "weft.flow.duration > 1s and tcp.analysis.retransmission | tcp:4",
        "weft.flow.tcp.handshake.rtt |  tcp:0 tcp:2 tcp:3",
      })
  void itSelectsFlows(String filter, String names) throws Exception {
    assertEquals(names == null ? "" : names, String.join(" ", select(filter)));
  }

  @Test
  void fieldsOfBothAreNotComparedWithOneAnother() {
    for (String text :
        List.of(
            "weft.flow.bytes > tcp.len",
            "tcp.len < weft.flow.bytes",
            "tcp.len in {weft.flow.bytes}",
            "weft.flow.bites > 5",
            "weft.flow.bytes#1 > 5",
            "weft.flow.conn_state == 5 +")) {
      FilterException refusal =
          assertThrows(FilterException.class, () -> FlowFilter.compile(text, chain), text);
      assertNotNull(refusal.reason());
    }
  }

  /** Each is read of each kind of flow, as its type says. */
  @Test
  void everyFieldOfFlowsIsRead() throws Exception {
    int found = 0;
    for (Field field : FlowFields.of(chain).declared()) {
      found += select(field.name()).isEmpty() ? 0 : 1;
    }
    // No flow here has VLANs, a parent, IPv6, carriers, processes or gaps.
    assertTrue(found > 35, "only " + found + " fields are found");
  }

  @Test
  void nothingThatAListenerHearsIsKeptFromIt() throws Exception {
    Class<?> wrapper = FlowFilter.compile("tcp", chain).around(new FlowListener() {}).getClass();
    for (Method method : FlowListener.class.getMethods()) {
      assertEquals(
          wrapper,
          wrapper.getMethod(method.getName(), method.getParameterTypes()).getDeclaringClass(),
          method.getName());
    }
  }

  @Test
  void onlyFiltersAboutPacketsAskForPackets() throws Exception {
    FlowListener listener = new FlowListener() {};
    assertTrue(FlowFilter.compile("tcp", chain).around(listener).wantsPackets());
    assertFalse(FlowFilter.compile("weft.flow.bytes > 1", chain).around(listener).wantsPackets());
  }

  /** Against the platform's own table. */
  @Test
  void bitsAreKeptByFlow() {
    Random random = new Random(7);
    FlowBits bits = new FlowBits();
    Map<Long, Long> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(3_000) * (random.nextBoolean() ? 1L : 1L << 32);
      if (random.nextInt(3) == 0) {
        bits.remove(key);
        expected.remove(key);
      } else {
        long more = 1L << random.nextInt(Long.SIZE);
        bits.add(key, more);
        expected.merge(key, more, (one, other) -> one | other);
      }
      assertEquals(expected.getOrDefault(key, 0L), bits.get(key));
    }
    expected.forEach((key, value) -> assertEquals(value, bits.get(key)));
  }
}
