package io.weft.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.weft.dissect.Protocol;
import io.weft.dissect.chain.Effort;
import io.weft.filter.syntax.FilterException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DisplayFilterTest {
  private static final Path SAMPLE = Path.of("samples/dns-http.pcapng");
  private static final Path TUNNEL = Path.of("samples/vxlan.pcapng");
  private static final Path CONTROL =
      Path.of("src/test/resources/golden/packets-json-control/control.pcap");

  /** The counts are tshark's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tcp | 62",
        "not tcp | 8",
        "tcp.port == 80 | 62",
        "tcp.port != 80 | 0",
        "tcp.port ~= 80 | 62",
        "tcp.srcport in {80} | 35",
        "tcp.flags & 2 | 2",
        "tcp.flags & 2 + 1 | 4",
        "len(frame) == 66 | 20",
        "tcp[32:3] == \"GET\" | 6",
        "tcp contains \"GET\" | 6",
        "tcp contains 47:45:54 | 6",
        "tcp or udp and dns | 66",
        "(tcp or udp) and dns | 4",
        "tcp.srcport - 100 < 0 | 35",
        "abs(tcp.srcport - 100) == 20 | 35",
        "min(tcp.port) == tcp.srcport | 35",
        "eth.src == 0200.0000.0001 | 39",
        "ip.src & 255.255.0.0 == 10.1.0.0 | 66",
        "frame[4] == 0xff | 2",
        "frame contains 080 | 70",
        "-tcp.port < 0 | 62",
        "any tcp.port === 80 | 62",
        "frame.number % 2 == 1 | 35",
        "tcp xor udp | 66",
      })
  void itSelectsPackets(String filter, int count) throws Exception {
    Map<String, List<Long>> selected = Filters.select(SAMPLE, List.of(filter));
    assertEquals(count, selected.get(filter).size());
  }

  /** The counts are tshark's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "stp.max_age > 0x13 | 2",
        "stp.max_age / 8 == 25e-1 | 2",
        "stp.max_age / 8 == 2.4 | 0",
        "stp.hello in {1.5 .. 2} | 2",
        "stp.hello in {2.5 .. 3, 1} | 0",
        "-stp.hello == -2 | 2",
        "abs(stp.hello - 20) == 18 | 2",
        "max(stp.hello, stp.max_age) == 20 | 2",
        "string(stp.max_age) == \"20\" | 2",
        "len(stp.max_age) == 0 | 2",
        "stp.max_age < inf | 2",
        "stp.msg_age - stp.msg_age | 0",
        "stp.msg_age * 0 / 0 == 3 | 2",
        "stp.msg_age > stp.max_age | 0",
      })
  void floatingPointNumbersAreCompared(String filter, int count) throws Exception {
    assertEquals(count, Filters.select(CONTROL, List.of(filter)).get(filter).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stp.max_age == 20s",
        "stp.max_age == \"20\"",
        "stp.max_age == 1e400",
        "stp.max_age > 1e-400",
        "stp.max_age == 0b11",
        "stp.max_age == 1_0",
        "stp.max_age % 3 == 2",
        "stp.max_age & 3",
        "stp.max_age == frame.len",
        "stp.max_age < frame.time_delta",
        "stp.max_age contains \"2\"",
        "stp.max_age[0] == 1",
      })
  void whatIsNoFloatingPointNumberIsRefused(String filter) {
    assertNotNull(Filters.refusal(filter), filter);
  }

  @Test
  void layersOfATunnelAreNamedByTheirNumber() throws Exception {
    List<String> filters =
        List.of(
            "ip.src#2", "ip.src#1 == ip.src#2", "count(ip.src) == 2", "ip.src#[-1] == ip.src#2");
    Map<String, List<Long>> selected = Filters.select(TUNNEL, filters);
    assertFalse(selected.get("ip.src#2").isEmpty());
    assertEquals(selected.get("ip.src#2"), selected.get("count(ip.src) == 2"));
    assertEquals(selected.get("ip.src#2"), selected.get("ip.src#[-1] == ip.src#2"));
    assertEquals(List.of(), selected.get("ip.src#1 == ip.src#2"));
  }

  /** What lies beyond Wireshark 4.0. */
  @Test
  void spansMayHaveUnitsAndFieldsTheirBytes() throws Exception {
    Map<String, List<Long>> selected =
        Filters.select(
            SAMPLE,
            List.of(
                "tcp.time_delta > 0.01",
                "tcp.time_delta > 10ms",
                "@tcp.srcport == 00:50",
                "tcp.srcport == 80"));
    assertFalse(selected.get("tcp.time_delta > 10ms").isEmpty());
    assertEquals(selected.get("tcp.time_delta > 0.01"), selected.get("tcp.time_delta > 10ms"));
    assertEquals(selected.get("tcp.srcport == 80"), selected.get("@tcp.srcport == 00:50"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tcp.prot == 80 | 0 | 8 | 'tcp.prot' is neither a field nor a protocol; did you mean"
            + " 'tcp.port'?",
        "tcp and TCP.SRCPORT == 80 | 8 | 19 | 'TCP.SRCPORT' is neither a field nor a protocol; did"
            + " you mean 'tcp.srcport'?",
        "udp and tcp.port = 80 | 17 | 18 | a single '=' compares nothing: did you mean '=='?",
        "ip.src == 10.1.0.0/33 | 10 | 21 | the prefix of such an address has at most 32 bits",
        "tcp.port == 65536 | 12 | 17 | '65536' is too large: tcp.srcport goes up to 65535",
        "tcp and | 7 | 7 | the filter ends too early",
        "frame matches \"(?=a)\" | 14 | 21 | this is no regular expression: looking ahead or behind"
            + " is not supported",
        "frame matches \"(a)\\\\1\" | 14 | 22 | this is no regular expression: references back to a"
            + " group are not supported",
        "weft.flow.bytes > 5 | 0 | 15 | 'weft.flow.bytes' is of flows, and packets are asked about"
            + " here",
      })
  void aRefusalPointsAtThePlace(String filter, int from, int to, String reason) {
    FilterException refusal = Filters.refusal(filter);
    assertNotNull(refusal, filter);
    assertEquals(reason, refusal.reason());
    assertEquals(from, refusal.from());
    assertEquals(to, refusal.to());
    String[] lines = refusal.getMessage().split("\n");
    assertEquals("  " + filter, lines[1]);
    assertEquals(from + 2, lines[2].indexOf('^'));
  }

  @Test
  void aLongFilterIsShownAroundThePlace() {
    FilterException refusal =
        Filters.refusal("tcp or ".repeat(50) + "tcq or " + "udp or ".repeat(50) + "ip");
    assertNotNull(refusal);
    String[] lines = refusal.getMessage().split("\n");
    assertEquals(lines[1].indexOf("tcq"), lines[2].indexOf("^^^"));
    assertTrue(lines[1].length() < 80, lines[1]);
  }

  @Test
  void whatIsTooMuchIsRefused() {
    for (String filter :
        List.of(
            "(".repeat(100_000),
            "(".repeat(30_000) + "tcp" + ")".repeat(30_000),
            "not ".repeat(15_000) + "tcp",
            "tcp.port == " + "{".repeat(5_000) + "1" + "}".repeat(5_000),
            "tcp.port == 1" + " + 1".repeat(5_000),
            "frame" + "[0:1]".repeat(5_000),
            "tcp or ".repeat(15_000) + "tcp",
            "abs(".repeat(5_000),
            "frame matches \"" + "a".repeat(3_000) + "\"",
            "frame matches \"" + "(".repeat(500) + ")".repeat(500) + "\"",
            "frame matches \"(((a{500}){500}){500})\"",
            "frame matches \"a{100000}\"")) {
      assertNotNull(Filters.refusal(filter), filter.substring(0, 20));
    }
  }

  @Test
  void longRowsAreUnderstood() throws Exception {
    String ports = String.join(" or ", java.util.Collections.nCopies(2_000, "tcp.port == 81"));
    String set = "tcp.port in {" + "81, ".repeat(3_000) + "80}";
    String sum = "tcp.srcport == 0" + " + 1".repeat(80);
    Map<String, List<Long>> selected = Filters.select(SAMPLE, List.of(ports, set, sum));
    assertEquals(0, selected.get(ports).size());
    assertEquals(62, selected.get(set).size());
    assertEquals(35, selected.get(sum).size());
  }

  /** Patterns that take other engines years. */
  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|a)*b", "(.*)*x", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$"})
  void noPatternTakesLong(String pattern) {
    Regex regex = Regex.of(pattern.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> regex.pattern().matcher("a".repeat(50_000)).find());
  }

  /** Whatever the text is, it is a filter, or it is refused with a place inside the text. */
  @Test
  void hostileTextDoesNoHarm() throws Exception {
    Random random = new Random(4);
    List<String> filters = Filters.list("expressions.txt");
    String pieces = " ()[]{}!&|<>=~#@$%*+-/.,:'\"\\\t\0\u00e9\ud800r0x1";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(filters.get(random.nextInt(filters.size())));
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length() + 1);
        if (random.nextBoolean() && at < text.length()) {
          text.deleteCharAt(at);
        } else {
          text.insert(at, pieces.charAt(random.nextInt(pieces.length())));
        }
      }
      FilterException refusal = Filters.refusal(text.toString());
      if (refusal != null) {
        assertTrue(refusal.from() >= 0 && refusal.from() <= text.length(), text.toString());
        assertTrue(
            refusal.to() <= text.length() && refusal.from() <= refusal.to(), text.toString());
      }
    }
  }

  @Test
  void fieldsOfTheFlowStageAreKnown() {
    for (String filter : List.of("tcp.stream == 1", "tcp.seq == 1", "tcp.analysis.flags", "http")) {
      assertFalse(Filters.compile(filter).effort().isNone(), filter);
    }
    for (String filter : List.of("tcp.port == 80 and ip.ttl < 5", "frame.len > 5", "arp", "")) {
      assertEquals(Effort.NONE, Filters.compile(filter).effort(), filter);
    }
    assertEquals(Effort.ANALYSIS, Filters.compile("tcp.analysis.flags").effort());
    Effort http = Filters.compile("http.request || arp").effort();
    assertFalse(http.analysis());
    assertEquals(
        List.of("http"), http.applications().stream().map(Protocol::name).distinct().toList());
    assertEquals(Effort.ALL, Filters.compile("frame.protocols contains \"http\"").effort());
  }

  /** Filters are asked about each packet, so they must leave no garbage behind. */
  @Test
  void nothingIsAllocated() throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    DisplayFilter[] filters = {
      Filters.compile("tcp.port == 80 && ip.addr == 10.1.0.0/16 && !(tcp.len in {1..9})"),
      Filters.compile("tcp contains \"GET\" or eth.src[0:3] == 02:00:00"),
      Filters.compile("max(tcp.srcport, tcp.dstport) > 5 && tcp.srcport + 1 == 81"),
      Filters.compile("frame.protocols contains \"udp\" || count(ip.addr) > 5")
    };
    long[] least = {Long.MAX_VALUE};
    for (int round = 0; round < 5; round++) {
      long[] allocated = new long[1];
      Filters.packets(
          SAMPLE,
          packet -> {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (DisplayFilter filter : filters) {
              filter.matches(packet);
            }
            allocated[0] +=
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
          });
      least[0] = Math.min(least[0], allocated[0]);
    }
    assertEquals(0, least[0]);
  }
}
