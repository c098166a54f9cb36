package io.weft.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.weft.capture.CaptureStatistics;
import io.weft.capture.CapturedPacket;
import io.weft.capture.PacketSource;
import io.weft.capture.SourceWrapper;
import io.weft.capture.WaitListener;
import io.weft.capture.open.Captures;
import io.weft.dissect.Packet;
import io.weft.flow.Flow;
import io.weft.flow.FlowListener;
import io.weft.flow.FlowRecord;
import io.weft.flow.OpenFlows;
import io.weft.protocol.StandardProtocols;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An analysis of a line that falls quiet. */
class AnalyzerTest {
  private static final Path CAPTURE = Path.of("samples/http-download.pcap.gz");
  private static final long MINUTE = 60_000_000_000L;

  /** More packets than may wait for their times to be judged. */
  private static final int MOST_FINE = TimeJudge.MOST_WAITING + 3;

  @Test
  void flowsEndAndListenersHearOfTheClockWhileNoPacketComes() throws Exception {
    List<String> events = new ArrayList<>();
    FlowListener flows =
        new FlowListener() {
          @Override
          public void onClosed(Flow flow, FlowRecord record) {
            events.add("closed " + record.outcome().connState());
          }
        };
    PacketListener packets =
        new PacketListener() {
          @Override
          public void onPacket(Packet packet) {}

          @Override
          public void onTick(long nanos) {
            events.add("tick");
          }

          @Override
          public void onQuiet() {
            events.add("quiet");
          }
        };
    Analyzer analyzer =
        Analyzer.of(StandardProtocols.chain()).flows(flows).packets(packets).build();
    try (Line source = new Line(Captures.open(CAPTURE))) {
      Analyzer.Totals totals = analyzer.run(source);
      assertEquals(List.of("tick", "closed SF", "quiet"), events);
      assertEquals(7, totals.statistics().kernelDropped());
      assertSame(WaitListener.NONE, source.listener); // it may stay open, without the flows
    }
  }

  @Test
  void withoutAFlowListenerNoFlowsAreTracked() throws Exception {
    List<OpenFlows> begun = new ArrayList<>();
    PacketListener packets =
        new PacketListener() {
          @Override
          public void onBegin(OpenFlows flows) {
            begun.add(flows);
          }

          @Override
          public void onPacket(Packet packet) {}
        };
    Analyzer analyzer =
        Analyzer.of(StandardProtocols.chain()).packets(packets).packets(packets).build();
    try (PacketSource source = Captures.open(CAPTURE)) {
      assertNull(analyzer.run(source).flows());
    }
    assertEquals(Arrays.asList(null, null), begun, "each listener hears of the run");
  }

  @Test
  void packetListenersAreCalledInTheirOrderInEveryRun() throws Exception {
    List<String> calls = new ArrayList<>();
    Analyzer analyzer =
        Analyzer.of(StandardProtocols.chain())
            .packets(packet -> calls.add("a" + packet.number()))
            .packets(packet -> calls.add("b" + packet.number()))
            .build();
    for (int run = 0; run < 2; run++) {
      calls.clear();
      try (PacketSource source = Captures.open(CAPTURE)) {
        Analyzer.Totals totals = analyzer.run(source);
        assertEquals(2 * totals.packets(), calls.size());
      }
      assertEquals(List.of("a1", "b1", "a2", "b2"), calls.subList(0, 4));
    }
  }

  @Test
  void aSourceThatFailsLosesNothingOfWhatCameBefore() throws Exception {
    for (int threads = 1; threads <= 2; threads++) {
      for (int fine = 0; fine <= MOST_FINE; fine++) {
        List<String> heard = new ArrayList<>();
        FlowListener flows =
            new FlowListener() {
              @Override
              public void onClosed(Flow flow, FlowRecord record) {
                heard.add("flow " + record.outcome().finished());
              }
            };
        Analyzer analyzer =
            Analyzer.of(StandardProtocols.chain())
                .threads(threads)
                .flows(flows)
                .packets(packet -> heard.add("packet " + packet.number()))
                .build();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= fine; i++) {
          expected.add("packet " + i);
        }
        try (PacketSource source = new Failing(Captures.open(CAPTURE), fine)) {
          IOException thrown = assertThrows(IOException.class, () -> analyzer.run(source));
          assertEquals("the disk is gone", thrown.getMessage());
        }
        assertEquals(expected, heard.subList(0, fine));
        if (fine == MOST_FINE) { // by then a connection has begun
          assertEquals("flow false", heard.get(heard.size() - 1), "the open flow is told");
        }
      }
    }
  }

  /** A source whose device fails. */
  private static final class Failing extends SourceWrapper {
    private int left;

    Failing(PacketSource source, int packets) {
      super(source);
      left = packets;
    }

    @Override
    public boolean next(CapturedPacket into) throws IOException {
      if (left-- == 0) {
        throw new IOException("the disk is gone");
      }
      return super.next(into);
    }
  }

  /** A line that is quiet for a minute behind the last packet. */
  private static final class Line extends SourceWrapper {
    private WaitListener listener;
    private long last;

    Line(PacketSource source) {
      super(source);
    }

    @Override
    public void whileWaiting(WaitListener heard) {
      listener = heard;
    }

    @Override
    public CaptureStatistics statistics() {
      return new CaptureStatistics(100, 7, 0, 0);
    }

    @Override
    public boolean next(CapturedPacket into) throws IOException {
      if (super.next(into)) {
        last = into.timeNanos();
        return true;
      }
      listener.onTick(last + MINUTE);
      listener.onQuiet(last + MINUTE);
      return false;
    }
  }
}
