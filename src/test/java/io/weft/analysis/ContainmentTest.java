package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.capture.PacketSource;
import io.weft.capture.open.Captures;
import io.weft.dissect.Arrival;
import io.weft.dissect.Cursor;
import io.weft.dissect.DatagramContext;
import io.weft.dissect.DatagramDissector;
import io.weft.dissect.DatagramProbe.Fit;
import io.weft.dissect.DatagramProtocol;
import io.weft.dissect.Direction;
import io.weft.dissect.Dissector;
import io.weft.dissect.Exchange;
import io.weft.dissect.InternalErrors;
import io.weft.dissect.Packet;
import io.weft.dissect.ProbeResult;
import io.weft.dissect.Protocol;
import io.weft.dissect.StreamContext;
import io.weft.dissect.StreamDissector;
import io.weft.dissect.StreamProtocol;
import io.weft.dissect.chain.Chain;
import io.weft.dissect.chain.UdpPayload;
import io.weft.flow.Flow;
import io.weft.flow.FlowConfig;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.protocol.StandardProtocols;
import io.weft.report.document.ReportDocument;
import io.weft.report.explain.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Defects of dissectors, made on purpose, cost what they were reading and nothing else. */
final class ContainmentTest {
  private static final Path CAPTURE = Path.of("samples/dns-http.pcapng");
  private static final Protocol FAULTY = Protocol.of("faulty", "Fails on purpose");

  private final InternalErrors errors = new InternalErrors(false);
  private final List<FlowRecord> records = new ArrayList<>();
  private long packets;

  /** Where the faulty protocol on streams fails. */
  enum Point {
    PROBE,
    CREATE,
    BYTES,
    END,
    MEMORY
  }

  /** Claims the connection of one client's port, and fails there. */
  private record FaultyStreams(Point point, byte first) {
    private void fail(Point here) {
      if (here == point) {
        throw new IndexOutOfBoundsException("on purpose");
      }
    }

    StreamProtocol stream() {
      return StreamProtocol.of(FAULTY, this::probe, this::create).ports(80);
    }

    private ProbeResult probe(Direction direction, byte[] bytes, int from, int to) {
      if (bytes[from] != first) {
        return ProbeResult.NO;
      }
      fail(Point.PROBE);
      return ProbeResult.YES;
    }

    private StreamDissector create() {
      fail(Point.CREATE);
      return new StreamDissector() {
        @Override
        public int onBytes(
            Direction direction, byte[] bytes, int from, int to, StreamContext context) {
          fail(Point.BYTES);
          return to - from;
        }

        @Override
        public void onEnd(Direction direction, boolean clean, StreamContext context) {
          fail(Point.END);
        }

        @Override
        public int memory() {
          fail(Point.MEMORY);
          return 8;
        }
      };
    }
  }

  private static final class FaultyDissector implements Dissector {
    @Override
    public Protocol protocol() {
      return FAULTY;
    }

    @Override
    public Dissector dissect(Cursor cursor) {
      throw new NegativeArraySizeException("on purpose");
    }
  }

  private Analyzer.Totals run(Chain chain, FlowListener... others) throws Exception {
    Analyzer.Builder analyzer =
        Analyzer.of(chain)
            .flows(
                others.length > 0
                    ? others[0]
                    : new FlowListener() {
                      @Override
                      public void onClosed(Flow flow, FlowRecord record) {
                        records.add(record);
                      }
                    })
            .packets(packet -> packets++)
            .errors(errors);
    try (PacketSource source = Captures.open(CAPTURE)) {
      return analyzer.build().run(source);
    }
  }

  private List<String> applications() {
    return records.stream()
        .map(record -> record.application() == null ? "-" : record.application().protocol())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aStreamDissectorThatFailsEndsItsSessionsOnly(Point point) throws Exception {
    run(StandardProtocols.chain());
    List<String> before = applications();
    final long all = packets;
    records.clear();
    packets = 0;
    Chain.Builder builder =
        new Chain.Builder().stream(new FaultyStreams(point, (byte) 'G').stream());
    Analyzer.Totals totals = run(StandardProtocols.register(builder).build());
    assertEquals(all, packets, "every packet was read");
    assertEquals(before.size(), records.size(), "every flow has its record");
    assertEquals(
        before.stream().filter("dns"::equals).count(),
        applications().stream().filter("dns"::equals).count());
    assertSame(errors, totals.errors());
    assertTrue(errors.count() > 0);
    InternalErrors.Entry entry = errors.entries().get(0);
    assertEquals("IndexOutOfBoundsException", entry.error());
    assertTrue(
        entry.place().startsWith("analysis.ContainmentTest$FaultyStreams.fail:"), entry.place());
    assertTrue(entry.packet() > 0);
    assertEquals(1, errors.entries().size(), "once a place");
    assertTrue(
        entry.sentence().startsWith("internal error: IndexOutOfBoundsException at analysis."));
  }

  @Test
  void aPacketDissectorThatFailsLeavesTheLayersBefore() throws Exception {
    Chain.Builder builder = new Chain.Builder();
    builder.udp(
        UdpPayload.of(new FaultyDissector(), 1, (bytes, from, to, wireTo) -> Fit.YES).ports(53));
    run(StandardProtocols.register(builder).build());
    assertTrue(errors.count() > 0);
    assertTrue(applications().contains("http"));
    assertTrue(records.stream().anyMatch(record -> record.protocol().equals("udp")));
  }

  @Test
  void aDatagramDissectorThatFailsEndsItsSessionOnly() throws Exception {
    Protocol dns =
        StandardProtocols.chain().datagrams().stream()
            .map(DatagramProtocol::protocol)
            .filter(each -> each.name().equals("dns"))
            .findFirst()
            .orElseThrow();
    DatagramDissector faulty =
        new DatagramDissector() {
          @Override
          public void onDatagram(
              Direction direction, Packet packet, int layer, DatagramContext context) {
            throw new StackOverflowError("on purpose");
          }

          @Override
          public int memory() {
            return 8;
          }
        };
    Chain.Builder builder =
        StandardProtocols.register(new Chain.Builder())
            .datagram(
                new DatagramProtocol() {
                  @Override
                  public Protocol protocol() {
                    return dns;
                  }

                  @Override
                  public DatagramDissector create() {
                    return faulty;
                  }
                });
    run(builder.build());
    assertTrue(errors.count() > 0);
    assertTrue(applications().contains("dns"), "what it is was known before");
    assertTrue(applications().contains("http"));
  }

  @Test
  void whatAListenerThrowsReachesWhoRunsTheAnalysis() {
    IllegalStateException mine = new IllegalStateException("the listener's own");
    for (int kind = 0; kind < 4; kind++) {
      int failing = kind;
      FlowListener listener =
          new FlowListener() {
            private void fail(int here) {
              if (here == failing) {
                throw mine;
              }
            }

            @Override
            public void onOpened(Flow flow, Arrival arrival) {
              fail(0);
            }

            @Override
            public void onExchange(Flow flow, Exchange exchange, Arrival arrival) {
              fail(1);
            }

            @Override
            public void onBytes(
                Flow flow,
                Direction direction,
                long offset,
                byte[] bytes,
                int from,
                int to,
                Arrival arrival) {
              fail(2);
            }

            @Override
            public void onClosed(Flow flow, FlowRecord record) {
              fail(3);
            }
          };
      assertSame(
          mine,
          assertThrows(
              IllegalStateException.class, () -> run(StandardProtocols.chain(), listener)));
      assertEquals(0, errors.count());
    }
  }

  @Test
  void failuresOfMemoryAndOfOutputAreNotContained() {
    OutOfMemoryError memory = new OutOfMemoryError("on purpose");
    assertSame(memory, assertThrows(Error.class, () -> errors.contain(memory, 1)));
    UncheckedIOException output = new UncheckedIOException(new IOException("full"));
    assertSame(output, assertThrows(RuntimeException.class, () -> errors.contain(output, 1)));
    assertEquals(0, errors.count());
  }

  @Test
  void inTestsNothingIsContained() {
    RuntimeException defect = new IllegalArgumentException("a defect");
    assertSame(
        defect,
        assertThrows(RuntimeException.class, () -> new InternalErrors(true).contain(defect, 1)));
    assertSame(
        defect,
        assertThrows(RuntimeException.class, () -> new InternalErrors().contain(defect, 1)));
  }

  @Test
  void placesAreBoundedAndCounted() {
    for (int i = 0; i < 200; i++) {
      RuntimeException failure = new IllegalStateException();
      failure.setStackTrace(
          new StackTraceElement[] {
            new StackTraceElement("java.util.List", "get", "List.java", 1),
            new StackTraceElement("io.weft.some.Class", "method", "Class.java", i / 2)
          });
      errors.contain(failure, i + 1);
    }
    assertEquals(200, errors.count());
    assertEquals(64, errors.entries().size());
    assertEquals(
        new InternalErrors.Entry("some.Class.method:1", "IllegalStateException", 3, 2),
        errors.entries().get(1));
    assertEquals(
        "internal error: IllegalStateException at some.Class.method:1, first at packet 3"
            + " (2 times); what failed was left out",
        errors.entries().get(1).sentence());
  }

  /** The report tells of it, and stays the document that its schema describes. */
  @Test
  void theReportTellsOfThem() throws Exception {
    Chain.Builder builder =
        new Chain.Builder().stream(new FaultyStreams(Point.BYTES, (byte) 'G').stream());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PacketSource source = Captures.open(CAPTURE)) {
      new ReportDocument("weft test", Wording.english())
          .write(
              Analyzer.of(StandardProtocols.register(builder).build()),
              FlowConfig.defaults(),
              null,
              source,
              out,
              errors);
    }
    String json = out.toString(StandardCharsets.UTF_8);
    assertTrue(
        json.contains("\"internal_errors\":[{\"place\":\"analysis.ContainmentTest$FaultyStreams"),
        json.substring(Math.max(0, json.length() - 600)));
  }
}
